package io.memo.acceptance;

import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;

/**
 * A process of its own, for how many carrier threads there are is a setting of the process. The method goes on running until
 * all threads have called it: on one carrier they only can if neither who computes nor who waits holds on to it.
 */
public final class VirtualThreads {

    private static final int CALLERS = 10_000;

    private static final String SLOW = """
            package shop;
            import java.util.*;
            @org.springframework.stereotype.Service
            public class Slow {
                @io.memo.Memoize
                public List<String> answer(String question) {
                    io.memo.acceptance.Runs.ran("answer");
                    io.memo.acceptance.Runs.awaitCallers(10_000);
                    return new ArrayList<>(List.of(question));
                }
            }
            """;

    private VirtualThreads() {}

    /** Expects a folder to compile the application in. */
    public static void main(String[] arguments) throws Exception {
        Path folder = Path.of(arguments[0]);
        try (OutsideApplication shop = OutsideApplication.in(folder).start(SLOW);
                Recording recording = new Recording()) {
            recording.enable("jdk.VirtualThreadPinned").withoutThreshold();
            recording.start();
            Map<Object, Boolean> results = callFromAll(shop.bean("shop.Slow"));
            recording.stop();
            Path events = folder.resolve("events.jfr");
            recording.dump(events);
            System.out.println("runs " + Runs.of("answer"));
            System.out.println("objects " + results.size());
            System.out.println("pinned "
                    + RecordingFile.readAllEvents(events).stream()
                            .filter(VirtualThreads::isOurs)
                            .count());
        }
    }

    private static Map<Object, Boolean> callFromAll(Object bean) throws Exception {
        // The sources are compiled for Java 17.
        Method start = Thread.class.getMethod("startVirtualThread", Runnable.class);
        Map<Object, Boolean> results = Collections.synchronizedMap(new IdentityHashMap<>());
        CountDownLatch done = new CountDownLatch(CALLERS);
        for (int i = 0; i < CALLERS; i++) {
            Runnable caller = () -> {
                Runs.called();
                results.put(OutsideApplication.invoke(bean, "answer", "six times nine"), true);
                done.countDown();
            };
            start.invoke(null, caller);
        }
        done.await();
        return results;
    }

    private static boolean isOurs(RecordedEvent event) {
        return event.getStackTrace() != null
                && event.getStackTrace().getFrames().stream()
                        .map(frame -> frame.getMethod().getType().getName())
                        .anyMatch(type -> type.startsWith("io.memo.") && !type.startsWith("io.memo.acceptance."));
    }
}
