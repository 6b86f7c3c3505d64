package io.memo.hash.jdk;

import io.memo.hash.format.Buffer;
import java.time.Instant;
import java.util.BitSet;
import java.util.Currency;
import java.util.Date;
import java.util.DoubleSummaryStatistics;
import java.util.HexFormat;
import java.util.IntSummaryStatistics;
import java.util.Locale;
import java.util.LongSummaryStatistics;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Properties;
import java.util.SimpleTimeZone;
import java.util.TimeZone;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.AtomicMarkableReference;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.atomic.AtomicStampedReference;
import java.util.concurrent.atomic.DoubleAdder;
import java.util.concurrent.atomic.LongAdder;
import java.util.regex.Pattern;

/** {@code java.util}, its atomics and patterns; collections are elsewhere. */
final class UtilEncoders {

    private static final long OFFSET_STEP = 7 * 86_400_000L;
    private static final long FIRST_OFFSET =
            Instant.parse("1900-01-01T00:00:00Z").toEpochMilli();
    private static final long LAST_OFFSET =
            Instant.parse("2100-01-01T00:00:00Z").toEpochMilli();

    private UtilEncoders() {}

    static void register() {
        JdkTable.value(UUID.class, (v, out) -> {
            out.putLong(v.getMostSignificantBits());
            out.putLong(v.getLeastSignificantBits());
        });
        JdkTable.value(Locale.class, UtilEncoders::write);
        JdkTable.value(Currency.class, (v, out) -> out.putString(v.getCurrencyCode()));
        JdkTable.value(Pattern.class, (v, out) -> {
            out.putString(v.pattern());
            out.putInt(v.flags());
        });
        JdkTable.value(HexFormat.class, (v, out) -> out.putString(v.toString()));
        JdkTable.mutableParts(BitSet.class, v -> new Object[] {v.toLongArray()});
        JdkTable.mutableParts(Properties.class, UtilEncoders::properties);
        JdkTable.named("java.util.Collections$ReverseComparator", false, v -> new Object[0]);
        JdkTable.<java.util.Comparator<?>>named(
                "java.util.Collections$ReverseComparator2", false, v -> new Object[] {v.reversed()});
        NullComparators.register();
        JdkTable.named("java.lang.String$CaseInsensitiveComparator", false, v -> new Object[0]);
        registerOptionals();
        registerDates();
        registerStatistics();
        registerAtomics();
    }

    private static void write(Locale locale, Buffer out) {
        out.putString(locale.getLanguage());
        out.putString(locale.getScript());
        out.putString(locale.getCountry());
        out.putString(locale.getVariant());
        out.putLength(locale.getExtensionKeys().size());
        for (char key : new TreeSet<>(locale.getExtensionKeys())) {
            out.putChar(key);
            out.putString(String.valueOf(locale.getExtension(key)));
        }
    }

    /** Own entries, and the strings that can be asked for, which come from the defaults as well. */
    private static Object[] properties(Properties properties) {
        Map<String, String> strings = new TreeMap<>();
        for (String name : properties.stringPropertyNames()) {
            strings.put(name, String.valueOf(properties.getProperty(name)));
        }
        return new Object[] {properties.entrySet(), strings};
    }

    private static void registerOptionals() {
        JdkTable.<Optional<?>>partsOf(Optional.class, v -> v.isPresent() ? new Object[] {v.get()} : new Object[0]);
        JdkTable.value(OptionalInt.class, (v, out) -> {
            out.putByte(v.isPresent() ? 1 : 0);
            out.putInt(v.orElse(0));
        });
        JdkTable.value(OptionalLong.class, (v, out) -> {
            out.putByte(v.isPresent() ? 1 : 0);
            out.putLong(v.orElse(0));
        });
        JdkTable.value(OptionalDouble.class, (v, out) -> {
            out.putByte(v.isPresent() ? 1 : 0);
            out.putDouble(v.orElse(0));
        });
    }

    private static void registerDates() {
        JdkTable.mutableValue(Date.class, (v, out) -> out.putLong(v.getTime()));
        JdkTable.mutableValue(SimpleTimeZone.class, (v, out) -> out.putString(v.toString()));
        JdkTable.mutableFamily(TimeZone.class, UtilEncoders::write);
    }

    /** The rules are those of the name, unless they were changed or the zone was given another name. */
    private static void write(TimeZone zone, Buffer out) {
        out.putString(zone.getID());
        out.putInt(zone.getRawOffset());
        boolean usual = zone.hasSameRules(TimeZone.getTimeZone(zone.getID()));
        out.putByte(usual ? 1 : 0);
        if (!usual) {
            out.putInt(zone.getDSTSavings());
            for (long time = FIRST_OFFSET; time < LAST_OFFSET; time += OFFSET_STEP) {
                out.putInt(zone.getOffset(time));
            }
        }
    }

    private static void registerStatistics() {
        JdkTable.mutableValue(IntSummaryStatistics.class, (v, out) -> {
            out.putLong(v.getCount());
            out.putLong(v.getSum());
            out.putInt(v.getMin());
            out.putInt(v.getMax());
        });
        JdkTable.mutableValue(LongSummaryStatistics.class, (v, out) -> {
            out.putLong(v.getCount());
            out.putLong(v.getSum());
            out.putLong(v.getMin());
            out.putLong(v.getMax());
        });
        JdkTable.mutableValue(DoubleSummaryStatistics.class, (v, out) -> {
            out.putLong(v.getCount());
            out.putDouble(v.getSum());
            out.putDouble(v.getMin());
            out.putDouble(v.getMax());
        });
    }

    private static void registerAtomics() {
        JdkTable.mutableValue(AtomicBoolean.class, (v, out) -> out.putByte(v.get() ? 1 : 0));
        JdkTable.mutableValue(AtomicInteger.class, (v, out) -> out.putInt(v.get()));
        JdkTable.mutableValue(AtomicLong.class, (v, out) -> out.putLong(v.get()));
        JdkTable.mutableValue(LongAdder.class, (v, out) -> out.putLong(v.sum()));
        JdkTable.mutableValue(DoubleAdder.class, (v, out) -> out.putDouble(v.sum()));
        JdkTable.mutableParts(AtomicIntegerArray.class, v -> {
            int[] copy = new int[v.length()];
            java.util.Arrays.setAll(copy, v::get);
            return new Object[] {copy};
        });
        JdkTable.mutableParts(AtomicLongArray.class, v -> {
            long[] copy = new long[v.length()];
            java.util.Arrays.setAll(copy, v::get);
            return new Object[] {copy};
        });
        JdkTable.<AtomicReference<?>>mutablePartsOf(AtomicReference.class, v -> new Object[] {v.get()});
        JdkTable.<AtomicReferenceArray<?>>mutablePartsOf(AtomicReferenceArray.class, v -> {
            Object[] copy = new Object[v.length()];
            java.util.Arrays.setAll(copy, v::get);
            return copy;
        });
        JdkTable.<AtomicMarkableReference<?>>mutablePartsOf(
                AtomicMarkableReference.class, v -> new Object[] {v.getReference(), v.isMarked()});
        JdkTable.<AtomicStampedReference<?>>mutablePartsOf(
                AtomicStampedReference.class, v -> new Object[] {v.getReference(), v.getStamp()});
    }
}
