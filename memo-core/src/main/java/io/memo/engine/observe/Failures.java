package io.memo.engine.observe;

import io.memo.FailedPart;
import io.memo.UnhashableTypeException;
import io.memo.store.Ticker;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Failures within memo around one method: each is counted, each part is logged at most once a minute. */
public final class Failures {

    private static final Logger log = LoggerFactory.getLogger("io.memo.engine");
    private static final int FRAMES = 8;
    private static final long PAUSE = TimeUnit.MINUTES.toNanos(1);

    private final String method;
    private final MethodCounters counters;
    private final Ticker ticker;
    private final Map<FailedPart, AtomicReference<@Nullable Long>> logged = new EnumMap<>(FailedPart.class);

    public Failures(String method, MethodCounters counters, Ticker ticker) {
        this.method = method;
        this.counters = counters;
        this.ticker = ticker;
        for (FailedPart part : FailedPart.values()) {
            logged.put(part, new AtomicReference<>());
        }
    }

    /** Notes a failure whose consequence is that the call went on without memo. */
    public void note(FailedPart part, Throwable failure) {
        counters.failed(part);
        AtomicReference<@Nullable Long> last = logged.get(part);
        if (last == null) {
            return;
        }
        Long before = last.get();
        Long now = ticker.nanos();
        if ((before == null || now - before >= PAUSE) && last.compareAndSet(before, now)) {
            if (part == FailedPart.RELEASE) {
                log.warn(
                        "onRelease of {} threw. What it was to release is not in memory any more."
                                + " Further failures are counted in memo.errors and logged once a minute. {}",
                        method,
                        describe(failure));
                return;
            }
            log.warn(
                    "memo failed around {} (part: {}). The call itself was not disturbed; its result may not be stored."
                            + " Further failures of this part are counted in memo.errors and logged once a minute. {}",
                    method,
                    part.tag(),
                    describe(failure));
        }
    }

    /** Counts a failure that the caller is told of. */
    public void count(FailedPart part) {
        counters.failed(part);
    }

    /** Types and places only: the message of an exception may hold a value. */
    private static String describe(Throwable failure) {
        if (failure instanceof UnhashableTypeException unhashable) {
            return "Cannot hash "
                    + unhashable.offences().stream()
                            .map(offence -> offence.path() + " (" + offence.type() + ")")
                            .collect(Collectors.joining(", "));
        }
        StringBuilder text = new StringBuilder(failure.getClass().getName());
        Arrays.stream(failure.getStackTrace())
                .limit(FRAMES)
                .forEach(frame -> text.append(" at ").append(frame));
        for (Throwable cause = failure.getCause(); cause != null; cause = cause.getCause()) {
            text.append(", caused by ").append(cause.getClass().getName());
        }
        return text.toString();
    }
}
