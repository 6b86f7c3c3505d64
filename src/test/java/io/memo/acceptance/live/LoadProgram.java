package io.memo.acceptance.live;

import io.memo.MemoizedMethod;
import io.memo.Memoizer;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * The program of the other JVM: threads call two memoized methods, whose results name the version of the code, while another replaces that code. A
 * call is stale if no version that ran between its begin and its end is the one that its result names.
 */
public final class LoadProgram {

    /** Versions come again, so that entries of old ones are hit. */
    private static final int VERSIONS = 6;

    private static final int THREADS = 8;
    private static final int CALLS_PER_VERSION = 2_000;
    private static final String TEXT = "version 0";

    private final AtomicLong calls = new AtomicLong();
    private final AtomicLong stale = new AtomicLong();
    private volatile boolean ended;

    private LoadProgram() {}

    /** Replaces code as often as the property {@code replacements} says. */
    public static void main(String[] arguments) throws Exception {
        SpringApplication application = new SpringApplication(Class.forName("shop.Shop"));
        application.setBannerMode(Banner.Mode.OFF);
        new LoadProgram().run(application.run(arguments), Integer.getInteger("replacements"));
        System.exit(0);
    }

    private void run(ConfigurableApplicationContext context, int replacements) throws Exception {
        Object bean = context.getBean("versions");
        List<Track> tracks = List.of(new Track("shop.Versions", bean, "own"), new Track("shop.Callee", bean, "called"));
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            threads.add(new Thread(() -> call(tracks)));
        }
        threads.forEach(Thread::start);
        for (int i = 0; i < replacements; i++) {
            tracks.get(i % tracks.size()).replace();
            waitForCalls();
        }
        ended = true;
        for (Thread each : threads) {
            each.join();
        }
        long hits = context.getBean(Memoizer.class).methods().stream()
                .map(MemoizedMethod::figures)
                .mapToLong(each -> each.hits())
                .sum();
        System.out.println("RESULT " + stale + " " + calls + " " + hits);
    }

    private void waitForCalls() {
        long until = calls.get() + CALLS_PER_VERSION;
        while (calls.get() < until && !ended) {
            Thread.onSpinWait();
        }
    }

    private void call(List<Track> tracks) {
        try {
            while (!ended) {
                if (tracks.get(ThreadLocalRandom.current().nextInt(tracks.size()))
                        .isStale()) {
                    stale.incrementAndGet();
                }
                calls.incrementAndGet();
            }
        } catch (ReflectiveOperationException | RuntimeException e) {
            System.out.println("FAILED " + e + " " + e.getCause());
            ended = true;
        }
    }

    /** A class, and the method whose results name its version. Replacements are numbered: one may run from when it begins, and does when it ended. */
    private static final class Track {

        private final Class<?> type;
        private final byte[] bytes;
        private final Object bean;
        private final Method method;
        private final AtomicInteger begun = new AtomicInteger();
        private final AtomicInteger ended = new AtomicInteger();

        Track(String type, Object bean, String method) throws ReflectiveOperationException, IOException {
            this.type = Class.forName(type);
            this.bean = bean;
            this.method = bean.getClass().getMethod(method, int.class);
            try (InputStream in = this.type.getResourceAsStream("/" + type.replace('.', '/') + ".class")) {
                this.bytes = in.readAllBytes();
            }
        }

        void replace() throws Exception {
            int number = begun.incrementAndGet();
            String text = new String(bytes, StandardCharsets.ISO_8859_1);
            String other = text.replace(TEXT, "version " + number % VERSIONS);
            RedefiningAgent.redefine(type, other.getBytes(StandardCharsets.ISO_8859_1));
            ended.set(number);
        }

        boolean isStale() throws ReflectiveOperationException {
            int first = ended.get();
            String result =
                    (String) method.invoke(bean, ThreadLocalRandom.current().nextInt(4));
            int last = begun.get();
            int version = result.charAt(TEXT.length() - 1) - '0';
            for (int number = first; number <= last; number++) {
                if (number % VERSIONS == version) {
                    return false;
                }
            }
            return true;
        }
    }
}
