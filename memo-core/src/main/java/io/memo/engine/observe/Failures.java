package io.memo.engine.observe;

import io.memo.FailedPart;
import io.memo.UnhashableTypeException;
import io.memo.store.OncePerMinute;
import io.memo.store.Ticker;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Failures within memo around one method: each is counted, each part is logged at most once a minute. */
public final class Failures {

    private static final Logger log = LoggerFactory.getLogger("io.memo.engine");
    private static final int FRAMES = 8;

    private final String method;
    private final MethodCounters counters;
    private final Map<FailedPart, OncePerMinute> lines = new EnumMap<>(FailedPart.class);

    public Failures(String method, MethodCounters counters, Ticker ticker) {
        this.method = method;
        this.counters = counters;
        for (FailedPart part : FailedPart.values()) {
            lines.put(part, new OncePerMinute(ticker));
        }
    }

    /** Notes a failure whose consequence is that the call went on without memo. */
    public void note(FailedPart part, Throwable failure) {
        counters.failed(part);
        OncePerMinute line = lines.get(part);
        if (line != null && line.mayLog()) {
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
