package io.memo.engine;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.List;
import org.slf4j.LoggerFactory;

/** What the engine writes into its log. */
final class EngineLog {

    private EngineLog() {}

    static List<ILoggingEvent> during(Runnable task) {
        Logger engine = (Logger) LoggerFactory.getLogger("io.memo.engine");
        ListAppender<ILoggingEvent> appender = new ListAppender<>();
        appender.start();
        engine.addAppender(appender);
        try {
            task.run();
        } finally {
            engine.detachAppender(appender);
        }
        return appender.list;
    }
}
