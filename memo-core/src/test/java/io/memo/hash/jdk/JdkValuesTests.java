package io.memo.hash.jdk;

import static io.memo.hash.Digests.assertAlike;
import static io.memo.hash.Digests.assertAllDiffer;
import static io.memo.hash.Digests.digest;
import static org.assertj.core.api.Assertions.assertThat;

import io.memo.digest.Digest;
import io.memo.hash.Digests;
import io.memo.hash.Origin;
import io.memo.hash.Outline;
import io.memo.hash.StructuralHasher;
import java.io.File;
import java.math.MathContext;
import java.math.RoundingMode;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.URI;
import java.net.URL;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.CharBuffer;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.nio.ShortBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.sql.Timestamp;
import java.text.ChoiceFormat;
import java.text.Collator;
import java.text.DecimalFormat;
import java.text.MessageFormat;
import java.text.SimpleDateFormat;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.Month;
import java.time.MonthDay;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Period;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.chrono.HijrahDate;
import java.time.chrono.IsoChronology;
import java.time.chrono.JapaneseChronology;
import java.time.chrono.JapaneseDate;
import java.time.chrono.JapaneseEra;
import java.time.chrono.MinguoDate;
import java.time.chrono.ThaiBuddhistDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DecimalStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.ValueRange;
import java.time.temporal.WeekFields;
import java.util.BitSet;
import java.util.Calendar;
import java.util.Currency;
import java.util.Date;
import java.util.GregorianCalendar;
import java.util.HexFormat;
import java.util.IntSummaryStatistics;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.SimpleTimeZone;
import java.util.TimeZone;
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
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("4.5 types of the JDK by what they mean")
class JdkValuesTests {

    /** Makes every value twice: the two are alike, and no two different ones are. */
    @SafeVarargs
    private static void check(Supplier<Object>... values) {
        for (Supplier<Object> value : values) {
            assertAlike(value.get(), value.get());
        }
        Object[] all = new Object[values.length];
        for (int i = 0; i < all.length; i++) {
            all[i] = values[i].get();
        }
        assertAllDiffer(all);
    }

    @Test
    @DisplayName("V21 naive, zoned and absolute times")
    void timesCountByKindAndZone() {
        LocalDateTime local = LocalDateTime.of(2026, 3, 29, 2, 30, 1, 5);
        check(
                () -> local,
                () -> local.plusNanos(1),
                () -> local.atZone(ZoneId.of("Europe/Berlin")),
                () -> local.atZone(ZoneId.of("UTC")),
                () -> local.atZone(ZoneOffset.UTC),
                () -> local.atOffset(ZoneOffset.UTC),
                () -> local.toInstant(ZoneOffset.UTC),
                () -> local.plusHours(1).atOffset(ZoneOffset.ofHours(1)),
                () -> Instant.MAX,
                () -> Instant.MIN,
                () -> Instant.EPOCH,
                () -> LocalDate.of(2026, 3, 29),
                () -> LocalDate.MIN,
                () -> LocalTime.of(2, 30),
                () -> LocalTime.MIDNIGHT,
                () -> OffsetTime.of(LocalTime.NOON, ZoneOffset.UTC),
                () -> OffsetDateTime.MIN,
                () -> Duration.ofSeconds(1),
                () -> Duration.ofNanos(1),
                () -> Duration.ofSeconds(-1),
                () -> Period.of(1, 2, 3),
                () -> Period.ofDays(1),
                () -> Period.ofMonths(1),
                () -> Year.of(2026),
                () -> YearMonth.of(2026, 3),
                () -> MonthDay.of(3, 29),
                () -> Month.MARCH,
                () -> ZoneId.of("Europe/Berlin"),
                () -> ZoneId.of("UTC"),
                () -> ZoneOffset.UTC,
                () -> ZoneOffset.ofHours(1));
        LocalDateTime overlap = LocalDateTime.of(2026, 10, 25, 2, 30);
        ZoneId berlin = ZoneId.of("Europe/Berlin");
        check(
                () -> ZonedDateTime.ofLocal(overlap, berlin, ZoneOffset.ofHours(1)),
                () -> ZonedDateTime.ofLocal(overlap, berlin, ZoneOffset.ofHours(2)));
    }

    @Test
    void calendarsOfOtherPeoples() {
        check(
                () -> JapaneseDate.of(2026, 3, 29),
                () -> MinguoDate.of(115, 3, 29),
                () -> ThaiBuddhistDate.of(2569, 3, 29),
                () -> HijrahDate.of(1447, 3, 29),
                () -> JapaneseDate.of(2026, 3, 29).atTime(LocalTime.NOON),
                () -> JapaneseDate.of(2026, 3, 29).atTime(LocalTime.NOON).atZone(ZoneOffset.UTC),
                () -> IsoChronology.INSTANCE,
                () -> JapaneseChronology.INSTANCE,
                () -> JapaneseEra.REIWA,
                () -> JapaneseEra.HEISEI);
    }

    @Test
    void clocksAndFormats() {
        check(
                Clock::systemUTC,
                () -> Clock.system(ZoneId.of("Europe/Berlin")),
                () -> Clock.fixed(Instant.EPOCH, ZoneOffset.UTC),
                () -> Clock.fixed(Instant.MAX, ZoneOffset.UTC),
                () -> DateTimeFormatter.ofPattern("yyyy", Locale.ROOT),
                () -> DateTimeFormatter.ofPattern("uuuu", Locale.ROOT),
                () -> DateTimeFormatter.ofPattern("MMM", Locale.ENGLISH),
                () -> DateTimeFormatter.ofPattern("MMM", Locale.GERMAN),
                () -> DateTimeFormatter.ofPattern("MMM", Locale.GERMAN).withZone(ZoneOffset.UTC),
                () -> DateTimeFormatter.ISO_INSTANT,
                () -> new DateTimeFormatterBuilder()
                        .appendText(ChronoField.DAY_OF_WEEK, Map.of(1L, "a"))
                        .toFormatter(Locale.ROOT),
                () -> new DateTimeFormatterBuilder()
                        .appendText(ChronoField.DAY_OF_WEEK, Map.of(1L, "b"))
                        .toFormatter(Locale.ROOT),
                () -> DecimalStyle.STANDARD,
                () -> DecimalStyle.STANDARD.withZeroDigit('A'),
                () -> WeekFields.ISO,
                () -> WeekFields.SUNDAY_START,
                () -> ValueRange.of(1, 5),
                () -> ValueRange.of(1, 4, 5));
        assertThat(Digests.hash(DateTimeFormatter.ISO_DATE).immutable()).isTrue();
    }

    @Test
    @DisplayName("V20, V22 identifiers, patterns with flags, locales")
    void identifiersPatternsAndLocalesCount() {
        UUID uuid = UUID.randomUUID();
        check(
                () -> UUID.fromString(uuid.toString()),
                () -> new UUID(1, 2),
                () -> new UUID(2, 1),
                () -> Pattern.compile("a"),
                () -> Pattern.compile("a", Pattern.CASE_INSENSITIVE),
                () -> Pattern.compile("b"),
                () -> Locale.GERMAN,
                () -> Locale.GERMANY,
                () -> Locale.forLanguageTag("de-DE-u-co-phonebk"),
                () -> Locale.forLanguageTag("zh-Hant"),
                () -> Locale.ROOT,
                () -> Currency.getInstance("EUR"),
                () -> Currency.getInstance("USD"),
                () -> HexFormat.of(),
                () -> HexFormat.ofDelimiter(":"),
                () -> BitSet.valueOf(new long[] {5}),
                () -> new BitSet(),
                () -> Optional.of(1),
                () -> Optional.of(2),
                Optional::empty,
                () -> OptionalInt.of(0),
                OptionalInt::empty,
                () -> OptionalLong.of(0),
                OptionalLong::empty,
                () -> OptionalDouble.of(0),
                OptionalDouble::empty,
                () -> java.util.stream.IntStream.of(1, 2).summaryStatistics(),
                IntSummaryStatistics::new);
    }

    @Test
    void datesAndCalendarsCount() {
        check(
                () -> new Date(5),
                () -> new Date(6),
                () -> new java.sql.Date(5),
                () -> new java.sql.Time(5),
                () -> new Timestamp(5),
                () -> {
                    Timestamp timestamp = new Timestamp(5);
                    timestamp.setNanos(5_000_001);
                    return timestamp;
                },
                () -> calendar(5, "UTC"),
                () -> calendar(6, "UTC"),
                () -> calendar(5, "Europe/Berlin"),
                () -> TimeZone.getTimeZone("UTC"),
                () -> TimeZone.getTimeZone("Europe/Berlin"),
                () -> new SimpleTimeZone(0, "UTC"),
                () -> new SimpleTimeZone(1, "UTC"));
    }

    private static Calendar calendar(long millis, String zone) {
        Calendar calendar = new GregorianCalendar(TimeZone.getTimeZone(zone), Locale.GERMANY);
        calendar.setTimeInMillis(millis);
        return calendar;
    }

    @Test
    @DisplayName(
            "5.4 hashing does not change a calendar, nor does reading it change a kept one; 4.11 a pending field counts")
    void calendarsAreNotTouched() {
        Calendar calendar = calendar(5, "UTC");
        calendar.set(Calendar.HOUR_OF_DAY, 30);
        assertThat(digest(calendar)).isEqualTo(digest(calendar));
        StructuralHasher hasher = StructuralHasher.create();
        Outline stored = hasher.outlineToKeep(calendar, Origin.NONE, 1000);
        Digest pending = digest(calendar);
        calendar.getTimeInMillis();
        assertThat(hasher.hashKept(calendar, Origin.NONE, stored)).isEqualTo(stored.hashed());
        assertThat(digest(calendar)).isNotEqualTo(pending);
        calendar.set(Calendar.HOUR_OF_DAY, 5);
        assertThat(hasher.hashKept(calendar, Origin.NONE, stored)).isNotEqualTo(stored.hashed());
    }

    @Test
    void atomicsCountByContent() {
        check(
                () -> new AtomicInteger(1),
                () -> new AtomicInteger(2),
                () -> new AtomicLong(1),
                () -> new AtomicBoolean(true),
                () -> new AtomicBoolean(false),
                () -> new AtomicReference<>("a"),
                () -> new AtomicReference<>("b"),
                () -> new AtomicReference<>(),
                () -> new AtomicIntegerArray(new int[] {1, 2}),
                () -> new AtomicIntegerArray(new int[] {2, 1}),
                () -> new AtomicLongArray(new long[] {1, 2}),
                () -> new AtomicReferenceArray<>(new Object[] {"a"}),
                () -> new AtomicMarkableReference<>("a", true),
                () -> new AtomicMarkableReference<>("a", false),
                () -> new AtomicStampedReference<>("a", 1),
                () -> new AtomicStampedReference<>("a", 2),
                LongAdder::new,
                DoubleAdder::new);
    }

    @Test
    @DisplayName("V30 paths as paths, addresses without asking a name server")
    void netAndFiles() throws Exception {
        URL url = new URL("https://nowhere.invalid/a?b#c");
        URL other = new URL("https://elsewhere.invalid/a?b#c");
        InetAddress one = InetAddress.getByAddress("a.invalid", new byte[] {10, 0, 0, 1});
        InetAddress two = InetAddress.getByAddress("b.invalid", new byte[] {10, 0, 0, 1});
        check(
                () -> URI.create("https://nowhere.invalid/a?b#c"),
                () -> url,
                () -> other,
                () -> one,
                () -> two,
                () -> address(),
                () -> InetSocketAddress.createUnresolved("nowhere.invalid", 80),
                () -> InetSocketAddress.createUnresolved("nowhere.invalid", 81),
                () -> new InetSocketAddress(one, 80),
                () -> Proxy.NO_PROXY,
                () -> new File("a"),
                () -> new File("a/b"),
                () -> Path.of("a"),
                () -> Path.of("a/b"),
                () -> Path.of("/a"),
                () -> FileTime.fromMillis(1),
                () -> StandardCharsets.UTF_8,
                () -> StandardCharsets.UTF_16,
                () -> ByteOrder.BIG_ENDIAN,
                () -> ByteOrder.LITTLE_ENDIAN);
        assertAlike(url, new URL("https://nowhere.invalid/a?b#c"));
        assertThat(Digests.hash(one).immutable()).isTrue();
    }

    private static Object address() {
        try {
            return InetAddress.getByAddress(new byte[] {10, 0, 0, 2});
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    @DisplayName("V29 buffers by what remains in them")
    void buffersCountByWhatRemains() {
        check(
                () -> ByteBuffer.wrap(new byte[] {1, 2, 3}),
                () -> ByteBuffer.wrap(new byte[] {1, 2, 3}).position(1),
                () -> ByteBuffer.wrap(new byte[] {1, 2, 3}).order(ByteOrder.LITTLE_ENDIAN),
                () -> CharBuffer.wrap("abc"),
                () -> CharBuffer.wrap("abc").position(1),
                () -> ShortBuffer.wrap(new short[] {1}),
                () -> IntBuffer.wrap(new int[] {1}),
                () -> LongBuffer.wrap(new long[] {1}),
                () -> FloatBuffer.wrap(new float[] {1}),
                () -> DoubleBuffer.wrap(new double[] {1}));
        ByteBuffer direct =
                ByteBuffer.allocateDirect(3).put(new byte[] {1, 2, 3}).flip();
        assertAlike(ByteBuffer.wrap(new byte[] {1, 2, 3}), direct);
        assertAlike(ByteBuffer.wrap(new byte[] {1, 2, 3}).asReadOnlyBuffer(), direct);
        assertThat(direct.position()).isZero();
    }

    @Test
    void languageObjectsCountByContent() throws Exception {
        check(
                () -> new StringBuilder("a"),
                () -> new StringBuilder("b"),
                () -> new StringBuffer("a"),
                () -> new MathContext(1),
                () -> new MathContext(1, RoundingMode.DOWN),
                () -> method("length"),
                () -> method("isEmpty"),
                () -> String.class.getDeclaredConstructors()[0],
                () -> String.class.getDeclaredFields()[0],
                () -> java.lang.invoke.MethodType.methodType(int.class),
                () -> Runtime.version(),
                () -> List.class.getGenericSuperclass() == null ? List.class.getGenericInterfaces()[0] : List.class,
                () -> List.class.getTypeParameters()[0],
                () -> Map.class.getTypeParameters()[0],
                () -> Map.class.getTypeParameters()[1],
                () -> Deprecated.class.getAnnotation(java.lang.annotation.Retention.class),
                () -> Deprecated.class.getAnnotation(java.lang.annotation.Target.class));
    }

    private static Object method(String name) {
        try {
            return String.class.getMethod(name);
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void exceptionsCountByTheirParts() {
        Supplier<Exception> failure = () -> new IllegalStateException("a", new RuntimeException("b"));
        Exception one = failure.get();
        assertAlike(one, one);
        StackTraceElement[] trace = one.getStackTrace();
        Exception same = new IllegalStateException("a", one.getCause());
        same.setStackTrace(trace);
        assertAlike(one, same);
        same.addSuppressed(new RuntimeException("c"));
        Exception other = new IllegalStateException("b", one.getCause());
        other.setStackTrace(trace);
        assertAllDiffer(one, same, other);
    }

    @Test
    void formatsCountByTheirSettings() {
        check(
                () -> new DecimalFormat("0.0"),
                () -> new DecimalFormat("0.00"),
                () -> {
                    DecimalFormat format = new DecimalFormat("0.0");
                    format.setRoundingMode(RoundingMode.UP);
                    return format;
                },
                () -> new SimpleDateFormat("yyyy", Locale.GERMAN),
                () -> new SimpleDateFormat("yyyy", Locale.ENGLISH),
                () -> new SimpleDateFormat("yy", Locale.ENGLISH),
                () -> new MessageFormat("{0}", Locale.GERMAN),
                () -> new MessageFormat("{0}", Locale.ENGLISH),
                () -> new MessageFormat("{0,number}", Locale.ENGLISH),
                () -> new ChoiceFormat("0#a|1#b"),
                () -> new ChoiceFormat("0#a|1#c"),
                () -> Collator.getInstance(Locale.GERMAN),
                () -> {
                    Collator collator = Collator.getInstance(Locale.GERMAN);
                    collator.setStrength(Collator.PRIMARY);
                    return collator;
                });
    }
}
