package io.memo.hash;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Period;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.chrono.ChronoLocalDate;
import java.time.chrono.ChronoLocalDateTime;
import java.time.chrono.ChronoZonedDateTime;
import java.time.chrono.Chronology;
import java.time.chrono.Era;
import java.time.format.DateTimeFormatter;
import java.time.format.DecimalStyle;
import java.time.temporal.ValueRange;
import java.time.temporal.WeekFields;
import java.time.zone.ZoneOffsetTransition;

/** {@code java.time}: points and spans of time, zones, calendars, formatters. */
final class TimeMeanings {

    private TimeMeanings() {}

    static void register() {
        Meanings.value(Instant.class, (v, out) -> {
            out.putLong(v.getEpochSecond());
            out.putInt(v.getNano());
        });
        Meanings.value(Duration.class, (v, out) -> {
            out.putLong(v.getSeconds());
            out.putInt(v.getNano());
        });
        Meanings.value(Period.class, (v, out) -> {
            out.putInt(v.getYears());
            out.putInt(v.getMonths());
            out.putInt(v.getDays());
        });
        Meanings.value(LocalDate.class, (v, out) -> out.putLong(v.toEpochDay()));
        Meanings.value(LocalTime.class, (v, out) -> out.putLong(v.toNanoOfDay()));
        Meanings.value(LocalDateTime.class, TimeMeanings::write);
        Meanings.value(Year.class, (v, out) -> out.putInt(v.getValue()));
        Meanings.value(YearMonth.class, (v, out) -> {
            out.putInt(v.getYear());
            out.putInt(v.getMonthValue());
        });
        Meanings.value(MonthDay.class, (v, out) -> {
            out.putInt(v.getMonthValue());
            out.putInt(v.getDayOfMonth());
        });
        Meanings.value(OffsetTime.class, (v, out) -> {
            out.putLong(v.toLocalTime().toNanoOfDay());
            out.putInt(v.getOffset().getTotalSeconds());
        });
        Meanings.value(OffsetDateTime.class, (v, out) -> {
            write(v.toLocalDateTime(), out);
            out.putInt(v.getOffset().getTotalSeconds());
        });
        Meanings.value(ZonedDateTime.class, (v, out) -> {
            write(v.toLocalDateTime(), out);
            out.putInt(v.getOffset().getTotalSeconds());
            out.putString(v.getZone().getId());
        });
        Meanings.value(ZoneOffset.class, (v, out) -> out.putInt(v.getTotalSeconds()));
        Meanings.family(ZoneId.class, (v, out) -> out.putString(v.getId()));
        Meanings.parts(ZoneOffsetTransition.class, v ->
                new Object[] {v.getDateTimeBefore(), v.getOffsetBefore(), v.getOffsetAfter()});
        registerCalendars();
        registerFormats();
    }

    private static void write(LocalDateTime v, Buffer out) {
        out.putLong(v.toLocalDate().toEpochDay());
        out.putLong(v.toLocalTime().toNanoOfDay());
    }

    private static void registerCalendars() {
        Meanings.family(Chronology.class, (v, out) -> out.putString(v.getId()));
        Meanings.family(Era.class, (v, out) -> {
            out.putString(v.getClass().getName());
            out.putInt(v.getValue());
        });
        Meanings.family(ChronoLocalDate.class, (v, out) -> {
            out.putString(v.getChronology().getId());
            out.putLong(v.toEpochDay());
        });
        Meanings.<ChronoLocalDateTime<?>>holdingFamily(
                ChronoLocalDateTime.class, v -> new Object[] {v.toLocalDate(), v.toLocalTime()});
        Meanings.<ChronoZonedDateTime<?>>holdingFamily(ChronoZonedDateTime.class, v ->
                new Object[] {v.toLocalDate(), v.toLocalTime(), v.getOffset(), v.getZone()});
        // The others hold a clock of anyone's.
        Meanings.<Clock>named("java.time.Clock$SystemClock", false, v -> new Object[] {v.getZone()});
        Meanings.<Clock>named("java.time.Clock$FixedClock", false, v -> new Object[] {v.instant(), v.getZone()});
    }

    private static void registerFormats() {
        Meanings.value(ValueRange.class, (v, out) -> {
            out.putLong(v.getMinimum());
            out.putLong(v.getLargestMinimum());
            out.putLong(v.getSmallestMaximum());
            out.putLong(v.getMaximum());
        });
        Meanings.value(WeekFields.class, (v, out) -> {
            out.putInt(v.getFirstDayOfWeek().getValue());
            out.putInt(v.getMinimalDaysInFirstWeek());
        });
        Meanings.value(DecimalStyle.class, (v, out) -> {
            out.putChar(v.getZeroDigit());
            out.putChar(v.getPositiveSign());
            out.putChar(v.getNegativeSign());
            out.putChar(v.getDecimalSeparator());
        });
        Meanings.<DateTimeFormatter>partsOf(DateTimeFormatter.class, DateTimeFormats::parts);
    }
}
