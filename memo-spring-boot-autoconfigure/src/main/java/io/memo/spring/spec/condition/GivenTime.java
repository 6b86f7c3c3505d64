package io.memo.spring.spec.condition;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.chrono.ChronoZonedDateTime;
import java.util.Calendar;
import java.util.Date;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.convert.DurationStyle;

/** What an expression gives as the time of a result. */
final class GivenTime {

    private static final BigDecimal MOST = BigDecimal.valueOf(Long.MAX_VALUE);

    private GivenTime() {}

    /**
     * Returns how long it is from now on, or null if it tells no time. A moment that is over gives what is negative.
     *
     * @param given a duration, a moment, text as {@code ttl} takes it, or a number of milliseconds
     */
    static @Nullable Duration duration(Object given, Instant now) {
        if (given instanceof Duration duration) {
            return duration;
        }
        if (given instanceof Number number) {
            return millis(number);
        }
        if (given instanceof CharSequence text) {
            return parsed(text);
        }
        Instant moment = moment(given);
        return moment == null ? null : Duration.between(now, moment);
    }

    private static @Nullable Instant moment(Object given) {
        if (given instanceof Instant instant) {
            return instant;
        }
        if (given instanceof OffsetDateTime moment) {
            return moment.toInstant();
        }
        if (given instanceof ChronoZonedDateTime<?> moment) {
            return moment.toInstant();
        }
        if (given instanceof Calendar calendar) {
            return calendar.toInstant();
        }
        // The toInstant of those in java.sql throws.
        return given instanceof Date date ? Instant.ofEpochMilli(date.getTime()) : null;
    }

    private static @Nullable Duration parsed(CharSequence text) {
        try {
            return DurationStyle.detectAndParse(text.toString().trim());
        } catch (IllegalArgumentException | ArithmeticException e) {
            return null;
        }
    }

    private static @Nullable Duration millis(Number number) {
        double about = number.doubleValue();
        if (Double.isNaN(about)) {
            return null;
        }
        boolean wide = number instanceof BigInteger || number instanceof BigDecimal;
        boolean most = wide && new BigDecimal(number.toString()).compareTo(MOST) > 0;
        return Duration.ofMillis(most ? Long.MAX_VALUE : number.longValue());
    }
}
