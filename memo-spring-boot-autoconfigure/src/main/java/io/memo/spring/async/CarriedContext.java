package io.memo.spring.async;

import io.memo.engine.refresh.CallerContext;
import io.micrometer.context.ContextSnapshotFactory;
import java.util.TimeZone;
import org.springframework.context.i18n.LocaleContext;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.context.i18n.SimpleTimeZoneAwareLocaleContext;
import org.springframework.util.ClassUtils;

/**
 * Takes along what a call has that a result is computed anew behind: the language and time zone, and whatever Micrometer's context propagation
 * knows of, where it is on the class path.
 */
public final class CarriedContext implements CallerContext {

    private static final boolean PROPAGATION =
            ClassUtils.isPresent("io.micrometer.context.ContextSnapshotFactory", CarriedContext.class.getClassLoader());

    /** Returns whether more than the language and the time zone is taken along. */
    public static boolean propagates() {
        return PROPAGATION;
    }

    @Override
    public Runnable with(Runnable task) {
        return withLocale(PROPAGATION ? Propagation.with(task) : task);
    }

    /** What a request has is looked up in the request, which may be over by then. */
    private static Runnable withLocale(Runnable task) {
        if (LocaleContextHolder.getLocaleContext() == null) {
            return task;
        }
        TimeZone zone = LocaleContextHolder.getTimeZone();
        LocaleContext callers = new SimpleTimeZoneAwareLocaleContext(LocaleContextHolder.getLocale(), zone);
        return () -> {
            LocaleContext before = LocaleContextHolder.getLocaleContext();
            LocaleContextHolder.setLocaleContext(callers);
            try {
                task.run();
            } finally {
                LocaleContextHolder.setLocaleContext(before);
            }
        };
    }

    /** A class of its own, for the library may be absent. */
    private static final class Propagation {

        private static final ContextSnapshotFactory SNAPSHOTS =
                ContextSnapshotFactory.builder().build();

        static Runnable with(Runnable task) {
            return SNAPSHOTS.captureAll().wrap(task);
        }
    }
}
