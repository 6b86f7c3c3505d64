package io.memo.spring.spec;

import io.memo.InvalidMemoizeException;
import io.memo.call.Freshness;
import io.memo.call.Freshness.Refresh;
import io.memo.spring.spec.MethodSettings.Said;
import io.memo.spring.spec.condition.Expressions.Written;
import java.time.Duration;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.convert.DurationStyle;
import org.springframework.core.env.Environment;

/**
 * How long results are good, of what is said of a method. Placeholders are resolved first. Each of these attributes takes a duration; the
 * {@code ttl} may be SpEL, which is told by its number sign.
 *
 * @param environment resolves placeholders
 */
record FreshnessSource(Environment environment) {

    private static final String AUTO = "auto";
    private static final Pattern NUMBER = Pattern.compile("[+-]?[0-9]+");
    private static final Pattern PERCENTAGE = Pattern.compile("([0-9]{1,2}(?:\\.[0-9]+)?) ?%");

    /** The attributes that are durations. */
    private enum Time {
        // An empty ttl would keep results for ever, where a value was forgotten.
        TTL("ttl", said -> said.ttl() == null || said.ttl().isBlank() ? null : said.ttl(), "for no limit"),
        REFRESH("refresh", MethodProperties::refresh, "for never"),
        STALE_IF_ERROR("staleIfError", MethodProperties::staleIfError, "to let exceptions through"),
        EMPTY_TTL("emptyTtl", MethodProperties::emptyTtl, "for the ttl of the others"),
        FAILURE_TTL("failureTtl", MethodProperties::failureTtl, "to keep no exception");

        private final String attribute;
        private final Function<MethodProperties, @Nullable String> component;
        private final String absent;

        Time(String attribute, Function<MethodProperties, @Nullable String> component, String absent) {
            this.attribute = attribute;
            this.component = component;
            this.absent = absent;
        }

        private @Nullable Said<String> in(MethodSettings settings) {
            return settings.said(attribute, component);
        }

        private String remedy() {
            return "Write a duration such as 10m, PT1H or ${some.property}"
                    + (this == REFRESH ? ", or auto." : this == TTL ? ", or SpEL such as #result.expiresAt." : ".");
        }
    }

    /**
     * Returns the {@code ttl} of all results, or null if there is none.
     *
     * @throws InvalidMemoizeException if it is malformed
     */
    @Nullable
    Duration ttl(MethodSettings settings, SpecSource.Subject subject) {
        return isExpression(resolved(Time.TTL, settings, subject)) ? null : duration(Time.TTL, settings, subject);
    }

    /** Returns the {@code ttl} if it is SpEL. */
    Written ttlExpression(MethodSettings settings, SpecSource.Subject subject) {
        Said<String> said = resolved(Time.TTL, settings, subject);
        return said != null && isExpression(said) ? new Written(said.where(), said.value()) : Written.NONE;
    }

    /**
     * Returns what else is said.
     *
     * @throws InvalidMemoizeException if something is malformed
     */
    Freshness freshness(MethodSettings settings, SpecSource.Subject subject) {
        return new Freshness(
                isExpression(resolved(Time.TTL, settings, subject)),
                refresh(settings, subject),
                duration(Time.STALE_IF_ERROR, settings, subject),
                duration(Time.EMPTY_TTL, settings, subject),
                duration(Time.FAILURE_TTL, settings, subject),
                jitter(settings, subject));
    }

    /** Returns those of these attributes that are a bare number, with it, as {@code ttl = "600"}. */
    Stream<Said<String>> withoutUnit(MethodSettings settings) {
        return Stream.of(Time.values())
                .flatMap(time -> Stream.ofNullable(time.in(settings)))
                .map(said -> new Said<>(
                        said.where(),
                        environment.resolvePlaceholders(said.value()).trim()))
                .filter(said -> NUMBER.matcher(said.value()).matches());
    }

    private static boolean isExpression(@Nullable Said<String> resolved) {
        return resolved != null && resolved.value().contains("#");
    }

    private @Nullable Refresh refresh(MethodSettings settings, SpecSource.Subject subject) {
        Said<String> said = resolved(Time.REFRESH, settings, subject);
        if (said != null && said.value().equalsIgnoreCase(AUTO)) {
            return new Refresh.Early();
        }
        Duration age = duration(Time.REFRESH, settings, subject);
        return age == null ? null : new Refresh.After(age);
    }

    private @Nullable Duration duration(Time time, MethodSettings settings, SpecSource.Subject subject) {
        Said<String> said = resolved(time, settings, subject);
        if (said == null) {
            return null;
        }
        Duration duration;
        try {
            duration = DurationStyle.detectAndParse(said.value());
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw subject.refuse(
                    "%s = \"%s\" is not a duration.".formatted(said.where(), said.value()), time.remedy(), e);
        }
        if (duration.isNegative() || duration.isZero()) {
            throw subject.refuse(
                    "%s = \"%s\"; it must be positive.".formatted(said.where(), said.value()),
                    "Leave it out %s.".formatted(time.absent));
        }
        return duration;
    }

    private double jitter(MethodSettings settings, SpecSource.Subject subject) {
        String remedy = "Write a percentage such as 10%, or ${some.property}.";
        Said<String> said = resolved(settings.said("ttlJitter", MethodProperties::ttlJitter), remedy, subject);
        if (said == null) {
            return 0;
        }
        Matcher matcher = PERCENTAGE.matcher(said.value());
        if (!matcher.matches()) {
            throw subject.refuse(
                    "%s = \"%s\"; it must be a percentage, at least 0%% and less than 100%%."
                            .formatted(said.where(), said.value()),
                    remedy);
        }
        return Double.parseDouble(matcher.group(1)) / 100;
    }

    private @Nullable Said<String> resolved(Time time, MethodSettings settings, SpecSource.Subject subject) {
        return resolved(time.in(settings), time.remedy(), subject);
    }

    /** Returns null of what is empty, too. */
    private @Nullable Said<String> resolved(@Nullable Said<String> said, String remedy, SpecSource.Subject subject) {
        if (said == null) {
            return null;
        }
        try {
            String resolved =
                    environment.resolveRequiredPlaceholders(said.value()).trim();
            return resolved.isEmpty() ? null : new Said<>(said.where(), resolved);
        } catch (IllegalArgumentException e) {
            throw subject.refuse(
                    "%s = \"%s\" has a placeholder without a value.".formatted(said.where(), said.value()), remedy, e);
        }
    }
}
