package io.memo.live;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import jdk.jfr.FlightRecorder;
import jdk.jfr.consumer.RecordingStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hears of replaced code by what the JVM records of itself (JFR), about a second late. The events name classes and carry no code: that is read
 * from the class files, where IDEs write it before they replace it.
 */
final class RecordedReplacements implements CodeReplacements {

    private static final Logger log = LoggerFactory.getLogger("io.memo.live");

    /** By so much the recorder's clock may be late: it counts ticks, and was seen to be a quarter of a second off after half a minute. */
    private static final Duration CLOCKS = Duration.ofSeconds(2);

    private static final String CLASS = "jdk.ClassRedefinition";
    private static final String REDEFINITION = "jdk.RedefineClasses";
    private static final String RETRANSFORMATION = "jdk.RetransformClasses";
    private static final String ID = "redefinitionId";

    private final List<ClassLoader> loaders;

    private RecordedReplacements(List<ClassLoader> loaders) {
        this.loaders = List.copyOf(loaders);
    }

    /** Returns the recorder, or empty where the runtime image has none. Classes are looked for in these loaders and their parents. */
    static Optional<CodeReplacements> find(List<ClassLoader> loaders) {
        boolean isThere = ModuleLayer.boot().findModule("jdk.jfr").isPresent() && FlightRecorder.isAvailable();
        return isThere ? Optional.of(new RecordedReplacements(loaders)) : Optional.empty();
    }

    /** Recording begins behind the caller: it takes the JVM a second, for which no application should wait. */
    @Override
    public AutoCloseable listen(Listener listener) {
        Recording recording = new Recording(loaders, listener);
        Thread reader = new Thread(recording::run, "memo-live-code");
        reader.setDaemon(true);
        reader.setContextClassLoader(RecordedReplacements.class.getClassLoader());
        reader.start();
        return recording;
    }

    @Override
    public String name() {
        return "JFR";
    }

    @Override
    public boolean isExact() {
        return false;
    }

    /** One stream of events, read by one thread. */
    private static final class Recording implements AutoCloseable {

        private final List<ClassLoader> loaders;
        private final Listener listener;
        private final RedefinitionEvents events = new RedefinitionEvents();
        private final CompiledFiles files = new CompiledFiles(System.currentTimeMillis());
        private @Nullable RecordingStream stream;
        private boolean closed;

        Recording(List<ClassLoader> loaders, Listener listener) {
            this.loaders = loaders;
            this.listener = listener;
        }

        /** Returns when this is closed. A stream with a thread of its own would keep the JVM from ending. */
        void run() {
            try {
                RecordingStream opened = open();
                if (opened != null) {
                    opened.start();
                }
            } catch (RuntimeException | LinkageError e) {
                log.debug("memo cannot record which code is replaced", e);
            }
        }

        private synchronized @Nullable RecordingStream open() {
            if (closed) {
                return null;
            }
            RecordingStream opened = new RecordingStream();
            subscribe(opened);
            stream = opened;
            return opened;
        }

        private void subscribe(RecordingStream started) {
            started.setMaxAge(Duration.ofMinutes(1));
            started.enable(CLASS);
            started.enable(REDEFINITION).withoutThreshold().withoutStackTrace();
            started.enable(RETRANSFORMATION).withoutThreshold().withoutStackTrace();
            started.onEvent(
                    CLASS,
                    event -> events.changed(
                            event.getLong(ID), event.getClass("redefinedClass").getName()));
            started.onEvent(
                    REDEFINITION,
                    event -> events.redefined(event.getLong(ID), event.getInt("classCount"), event.getStartTime()));
            started.onEvent(RETRANSFORMATION, event -> events.retransformed(event.getLong(ID)));
            started.onError(e -> log.debug("memo could not tell of replaced code", e));
            started.onFlush(() -> events.take().forEach(this::tell));
        }

        private void tell(String name, Instant recorded) {
            Instant now = Instant.now();
            Instant since = (recorded.isBefore(now) ? recorded : now).minus(CLOCKS);
            for (Class<?> type : typesOf(name)) {
                listener.replaced(type, files.newBytes(type), since);
            }
        }

        /** One for each loader that has loaded a class of that name; the events do not say which. */
        private Set<Class<?>> typesOf(String name) {
            Set<Class<?>> types = new LinkedHashSet<>();
            for (ClassLoader loader : loaders) {
                try {
                    types.add(Class.forName(name, false, loader));
                } catch (ClassNotFoundException | LinkageError e) {
                    // A class of others.
                }
            }
            return types;
        }

        @Override
        public synchronized void close() {
            closed = true;
            RecordingStream started = stream;
            if (started != null) {
                started.close();
            }
        }
    }
}
