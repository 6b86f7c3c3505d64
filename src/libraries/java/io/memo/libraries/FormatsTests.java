package io.memo.libraries;

import static org.assertj.core.api.Assertions.assertThat;

import io.memo.hash.Origin;
import io.memo.hash.StructuralHasher;
import java.text.DateFormatSymbols;
import java.time.ZoneId;
import java.time.chrono.IsoChronology;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.TextStyle;
import java.time.temporal.ChronoField;
import java.util.Calendar;
import java.util.GregorianCalendar;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TimeZone;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Issue 13.11: formats and calendars by all that they answer with")
class FormatsTests {

    private static DateTimeFormatter texts(ChronoField field, Map<Long, String> texts) {
        return new DateTimeFormatterBuilder().appendText(field, texts).toFormatter(Locale.ROOT);
    }

    private static DateTimeFormatter zones(String preferred) {
        return new DateTimeFormatterBuilder()
                .appendZoneText(TextStyle.SHORT, Set.of(ZoneId.of(preferred)))
                .toFormatter(Locale.ENGLISH);
    }

    private static DateTimeFormatter defaulting(int hour) {
        return new DateTimeFormatterBuilder()
                .appendPattern("yyyy-MM-dd")
                .parseDefaulting(ChronoField.HOUR_OF_DAY, hour)
                .toFormatter(Locale.ROOT);
    }

    private static DateTimeFormatter instants(int digits) {
        return new DateTimeFormatterBuilder().appendInstant(digits).toFormatter(Locale.ROOT);
    }

    private static Calendar at(int year, int month, int day) {
        GregorianCalendar calendar = new GregorianCalendar(TimeZone.getTimeZone("UTC"), Locale.ROOT);
        calendar.clear();
        calendar.set(year, month, day);
        calendar.getTimeInMillis();
        return calendar;
    }

    private static Calendar pending() {
        Calendar calendar = at(2023, Calendar.JANUARY, 31);
        calendar.set(Calendar.MONTH, Calendar.FEBRUARY);
        return calendar;
    }

    private static Calendar strict(int month, int day) {
        GregorianCalendar calendar = new GregorianCalendar(TimeZone.getTimeZone("UTC"), Locale.ROOT);
        calendar.clear();
        calendar.setLenient(false);
        calendar.set(2023, month, day);
        return calendar;
    }

    private static Calendar made(Calendar calendar) {
        calendar.getTimeInMillis();
        return calendar;
    }

    private static TimeZone named(String rules) {
        TimeZone zone = TimeZone.getTimeZone(rules);
        zone.setID("Mine");
        return zone;
    }

    private static DateFormatSymbols zoneNames(String name) {
        DateFormatSymbols symbols = new DateFormatSymbols(Locale.ENGLISH);
        symbols.setZoneStrings(new String[][] {{"UTC", name, "a", "b", "c"}});
        return symbols;
    }

    static Stream<Pair> pairs() {
        Map<Long, String> many = new HashMap<>();
        for (long hour = 0; hour < 24; hour++) {
            many.put(hour, "h" + hour);
        }
        Map<Long, String> others = new HashMap<>(many);
        others.put(5L, "five");
        return Stream.of(
                Pair.of(
                        "texts of months",
                        () -> texts(ChronoField.MONTH_OF_YEAR, Map.of(1L, "a")),
                        () -> texts(ChronoField.MONTH_OF_YEAR, Map.of(1L, "b"))),
                Pair.of(
                        "texts of hours",
                        () -> texts(ChronoField.HOUR_OF_DAY, many),
                        () -> texts(ChronoField.HOUR_OF_DAY, others)),
                Pair.of(
                        "texts of days",
                        () -> texts(ChronoField.DAY_OF_MONTH, Map.of(17L, "a")),
                        () -> texts(ChronoField.DAY_OF_MONTH, Map.of(17L, "b"))),
                Pair.of(
                        "texts of years",
                        () -> texts(ChronoField.YEAR, Map.of(1987L, "a")),
                        () -> texts(ChronoField.YEAR, Map.of(1987L, "b"))),
                Pair.of("preferred zones", () -> zones("America/Chicago"), () -> zones("Asia/Shanghai")),
                Pair.of("parsing's defaults", () -> defaulting(0), () -> defaulting(12)),
                Pair.of("digits of instants", () -> instants(0), () -> instants(3)),
                Pair.of("a pending set", () -> pending(), () -> at(2023, Calendar.MARCH, 3)),
                Pair.of(
                        "an impossible date",
                        () -> strict(Calendar.FEBRUARY, 30),
                        () -> made(strict(Calendar.MARCH, 2))),
                Pair.of("rules of a zone", () -> named("Europe/Berlin"), () -> named("Africa/Lagos")),
                Pair.of("names of zones", () -> zoneNames("x"), () -> zoneNames("y")));
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void theyAreToldApart(Pair pair) {
        Places.tellApart(pair);
    }

    @Test
    @DisplayName("4.7: an identity hash inside a text never gets into a durable key")
    void whatIsKnownByIdentityIsOfThisProcess() {
        StructuralHasher hasher = StructuralHasher.create();
        assertThat(hasher.hash(defaulting(0), Origin.NONE).thisProcessOnly()).isTrue();
        assertThat(hasher.hash(zones("Asia/Shanghai"), Origin.NONE).thisProcessOnly())
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "yyyy-MM-dd",
                "dd MMM yyyy HH:mm:ss",
                "EEEE, d MMMM uuuu",
                "h:mm a",
                "yyyy-MM-dd'T'HH:mm:ss.SSSXXX"
            })
    @DisplayName("4.5: formatters of one pattern are alike, in every process")
    void ordinaryFormattersAreValues(String pattern) {
        StructuralHasher hasher = StructuralHasher.create();
        DateTimeFormatter one = DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH);
        DateTimeFormatter other = DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH);
        assertThat(hasher.hash(one, Origin.NONE)).isEqualTo(hasher.hash(other, Origin.NONE));
        assertThat(hasher.hash(one, Origin.NONE).thisProcessOnly()).isFalse();
        assertThat(hasher.digest(one.withChronology(IsoChronology.INSTANCE))).isNotEqualTo(hasher.digest(one));
        assertThat(hasher.digest(one.withZone(ZoneId.of("UTC")))).isNotEqualTo(hasher.digest(one));
    }

    @ParameterizedTest
    @MethodSource("standard")
    void standardFormattersAreDurable(DateTimeFormatter formatter) {
        assertThat(StructuralHasher.create().hash(formatter, Origin.NONE).thisProcessOnly())
                .isFalse();
    }

    static Stream<DateTimeFormatter> standard() {
        return Stream.of(
                DateTimeFormatter.ISO_DATE,
                DateTimeFormatter.ISO_INSTANT,
                DateTimeFormatter.ISO_OFFSET_DATE_TIME,
                DateTimeFormatter.ISO_ZONED_DATE_TIME,
                DateTimeFormatter.ISO_WEEK_DATE,
                DateTimeFormatter.BASIC_ISO_DATE,
                DateTimeFormatter.RFC_1123_DATE_TIME);
    }
}
