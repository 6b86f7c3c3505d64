package io.memo.acceptance.live;

import io.memo.MemoizedMethod;
import io.memo.Memoizer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import jdk.jfr.FlightRecorder;
import jdk.jfr.RecordingState;
import org.mockito.Mockito;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/** The program of the other JVM: an application whose beans were compiled by the test, and which does what the lines of its input say. */
public final class ShopProgram {

    private final Memoizer memoizer;
    private final Object prices;

    private ShopProgram(ConfigurableApplicationContext context) {
        this.memoizer = context.getBean(Memoizer.class);
        this.prices = context.getBean("prices");
    }

    public static void main(String[] arguments) throws Exception {
        SpringApplication application = new SpringApplication(Class.forName("shop.Shop"));
        application.setBannerMode(Banner.Mode.OFF);
        application.setRegisterShutdownHook(false);
        ShopProgram program = new ShopProgram(application.run(arguments));
        System.out.println("STARTED");
        program.obey();
    }

    private void obey() throws IOException {
        BufferedReader input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = input.readLine(); line != null && !line.equals("end"); line = input.readLine()) {
            System.out.println("answer " + answer(line.split(" ")));
        }
    }

    private String answer(String[] words) {
        try {
            return switch (words[0]) {
                case "call" -> call(words[1], Integer.parseInt(words[2]));
                case "explain" -> explain(words[1], Integer.parseInt(words[2]));
                case "fingerprint" -> fingerprint(words[1]);
                case "members" -> Arrays.toString(Class.forName(words[1]).getDeclaredMethods());
                case "mock" -> Mockito.mock(Class.forName(words[1])).toString();
                case "recording" -> isRecording();
                case "retransform" -> retransform(words[1]);
                default -> throw new IllegalArgumentException(words[0]);
            };
        } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
            return e.toString();
        }
    }

    /** Answers the result, whether it was a hit, and the reason if it was none. */
    private String call(String name, int number) throws ReflectiveOperationException {
        long hits = method(name).figures().hits();
        Method called = prices.getClass().getMethod(name, int.class);
        Object result = called.invoke(prices, number);
        if (method(name).figures().hits() > hits) {
            return result + " | hit";
        }
        return result + " | miss | " + method(name).misses().get(0).text();
    }

    private String explain(String name, int number) {
        return memoizer.explain("Prices." + name, number).reason();
    }

    private String fingerprint(String name) {
        return method(name).fingerprint();
    }

    private static String isRecording() {
        return FlightRecorder.getFlightRecorder().getRecordings().stream()
                        .anyMatch(each -> each.getState() == RecordingState.RUNNING)
                + "";
    }

    private static String retransform(String type) throws ReflectiveOperationException {
        return RedefiningAgent.retransform(Class.forName(type));
    }

    private MemoizedMethod method(String name) {
        return memoizer.methods().stream()
                .filter(each -> each.name().equals("Prices." + name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("Prices." + name));
    }
}
