package io.memo.hash.jdk;

import io.memo.hash.read.JdkField;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/** What {@link Comparator#nullsFirst} and {@link Comparator#nullsLast} are made of. Nothing shows it but fields of the JDK. */
final class NullComparators {

    static final String TYPE = "java.util.Comparators$NullComparator";

    private static final Comparator<String> REAL_SAMPLE = Comparator.reverseOrder();
    private static final Comparator<String> SAMPLE = Comparator.nullsFirst(REAL_SAMPLE);
    private static final @Nullable JdkField NULL_FIRST =
            JdkField.of(SAMPLE.getClass(), "nullFirst", boolean.class, SAMPLE, true);
    private static final @Nullable JdkField REAL =
            JdkField.of(SAMPLE.getClass(), "real", Object.class, SAMPLE, REAL_SAMPLE);

    private NullComparators() {}

    static void register() {
        JdkField nullFirst = NULL_FIRST;
        JdkField real = REAL;
        if (nullFirst != null && real != null) {
            JdkTable.named(
                    TYPE, false, comparator -> new @Nullable Object[] {nullFirst.in(comparator), real.in(comparator)});
        }
    }
}
