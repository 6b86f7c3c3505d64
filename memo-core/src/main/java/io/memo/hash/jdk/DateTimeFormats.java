package io.memo.hash.jdk;

import io.memo.SameObject;
import io.memo.hash.classify.Jdk;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Formatters of {@code java.time} by the text that describes them, where it describes all of them. It does not show texts of one's
 * own, so those are tried out for each value of their field; nor preferred zones, nor what parsing assumes: a formatter that has
 * any of these counts by which object it is, for its text may hold identity hashes.
 */
final class DateTimeFormats {

    private static final Pattern LITERAL = Pattern.compile("'(?:[^']|'')*'");
    /** Parts of which the text does not say all. */
    private static final Pattern OPAQUE = Pattern.compile("ZoneText|[@$]");
    /** Texts in full may be one's own. */
    private static final Pattern TEXT = Pattern.compile("Text\\(([^,()]+)\\)");
    /** Texts of a field with more values than this are not tried out. */
    private static final int MOST = 1_000;

    private DateTimeFormats() {}

    static @Nullable Object[] parts(DateTimeFormatter formatter) {
        String text = formatter.toString();
        String bare = LITERAL.matcher(text).replaceAll("'");
        List<String> samples = OPAQUE.matcher(bare).find() ? null : samples(formatter, bare);
        if (samples == null) {
            return new Object[] {new SameObject(formatter)};
        }
        return new @Nullable Object[] {
            text,
            formatter.getLocale(),
            formatter.getDecimalStyle(),
            formatter.getResolverStyle(),
            formatter.getResolverFields() == null ? null : Set.copyOf(formatter.getResolverFields()),
            formatter.getChronology(),
            formatter.getZone(),
            List.copyOf(samples)
        };
    }

    /** Returns what it makes of some points of time, or null if these do not tell all of it. */
    private static @Nullable List<String> samples(DateTimeFormatter formatter, String bare) {
        DateTimeFormatter plain = formatter.withZone(null).withChronology(null);
        List<String> samples = new ArrayList<>();
        try {
            SampleTime any = new SampleTime(ChronoField.YEAR, 2001);
            samples.add(plain.format(any));
            if (!any.asked().stream().allMatch(field -> Jdk.owns(field.getClass()))) {
                return null;
            }
            if (bare.contains("Instant(")) {
                for (int nanos : new int[] {0, 120_000_000, 123_456_789}) {
                    samples.add(plain.format(Instant.ofEpochSecond(0, nanos).atZone(ZoneOffset.UTC)));
                }
            }
            for (Matcher texts = TEXT.matcher(bare); texts.find(); ) {
                if (!addTexts(texts.group(1), plain, samples)) {
                    return null;
                }
            }
            return samples;
        } catch (DateTimeException | ArithmeticException e) {
            return null;
        }
    }

    private static boolean addTexts(String name, DateTimeFormatter formatter, List<String> samples) {
        for (ChronoField field : ChronoField.values()) {
            if (field.toString().equals(name)) {
                long from = field.range().getMinimum();
                long to = field.range().getMaximum();
                if (to - from > MOST) {
                    return false;
                }
                for (long value = from; value <= to; value++) {
                    TemporalAccessor time = new SampleTime(field, value);
                    samples.add(formatter.format(time));
                }
                return true;
            }
        }
        return false;
    }
}
