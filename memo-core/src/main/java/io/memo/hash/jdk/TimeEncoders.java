package io.memo.hash.jdk;

import io.memo.hash.format.Buffer;
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
final class TimeEncoders {

    private TimeEncoders() {}

    static void register() {
        JdkTable.value(Instant.class, (v, out) -> {
            out.putLong(v.getEpochSecond());
            out.putInt(v.getNano());
        });
        JdkTable.value(Duration.class, (v, out) -> {
            out.putLong(v.getSeconds());
            out.putInt(v.getNano());
        });
        JdkTable.value(Period.class, (v, out) -> {
            out.putInt(v.getYears());
            out.putInt(v.getMonths());
            out.putInt(v.getDays());
        });
        JdkTable.value(LocalDate.class, (v, out) -> out.putLong(v.toEpochDay()));
        JdkTable.value(LocalTime.class, (v, out) -> out.putLong(v.toNanoOfDay()));
        JdkTable.value(LocalDateTime.class, TimeEncoders::write);
        JdkTable.value(Year.class, (v, out) -> out.putInt(v.getValue()));
        JdkTable.value(YearMonth.class, (v, out) -> {
            out.putInt(v.getYear());
            out.putInt(v.getMonthValue());
        });
        JdkTable.value(MonthDay.class, (v, out) -> {
            out.putInt(v.getMonthValue());
            out.putInt(v.getDayOfMonth());
        });
        JdkTable.value(OffsetTime.class, (v, out) -> {
            out.putLong(v.toLocalTime().toNanoOfDay());
            out.putInt(v.getOffset().getTotalSeconds());
        });
        JdkTable.value(OffsetDateTime.class, (v, out) -> {
            write(v.toLocalDateTime(), out);
            out.putInt(v.getOffset().getTotalSeconds());
        });
        JdkTable.value(ZonedDateTime.class, (v, out) -> {
            write(v.toLocalDateTime(), out);
            out.putInt(v.getOffset().getTotalSeconds());
            out.putString(v.getZone().getId());
        });
        JdkTable.value(ZoneOffset.class, (v, out) -> out.putInt(v.getTotalSeconds()));
        JdkTable.family(ZoneId.class, (v, out) -> out.putString(v.getId()));
        JdkTable.parts(ZoneOffsetTransition.class, v ->
                new Object[] {v.getDateTimeBefore(), v.getOffsetBefore(), v.getOffsetAfter()});
        registerCalendars();
        registerFormats();
    }

    private static void write(LocalDateTime v, Buffer out) {
        out.putLong(v.toLocalDate().toEpochDay());
        out.putLong(v.toLocalTime().toNanoOfDay());
    }

    private static void registerCalendars() {
        JdkTable.family(Chronology.class, (v, out) -> out.putString(v.getId()));
        JdkTable.family(Era.class, (v, out) -> {
            out.putString(v.getClass().getName());
            out.putInt(v.getValue());
        });
        JdkTable.family(ChronoLocalDate.class, (v, out) -> {
            out.putString(v.getChronology().getId());
            out.putLong(v.toEpochDay());
        });
        JdkTable.<ChronoLocalDateTime<?>>holdingFamily(
                ChronoLocalDateTime.class, v -> new Object[] {v.toLocalDate(), v.toLocalTime()});
        JdkTable.<ChronoZonedDateTime<?>>holdingFamily(ChronoZonedDateTime.class, v ->
                new Object[] {v.toLocalDate(), v.toLocalTime(), v.getOffset(), v.getZone()});
        // The others hold a clock of anyone's.
        JdkTable.<Clock>named("java.time.Clock$SystemClock", false, v -> new Object[] {v.getZone()});
        JdkTable.<Clock>named("java.time.Clock$FixedClock", false, v -> new Object[] {v.instant(), v.getZone()});
    }

    private static void registerFormats() {
        JdkTable.value(ValueRange.class, (v, out) -> {
            out.putLong(v.getMinimum());
            out.putLong(v.getLargestMinimum());
            out.putLong(v.getSmallestMaximum());
            out.putLong(v.getMaximum());
        });
        JdkTable.value(WeekFields.class, (v, out) -> {
            out.putInt(v.getFirstDayOfWeek().getValue());
            out.putInt(v.getMinimalDaysInFirstWeek());
        });
        JdkTable.value(DecimalStyle.class, (v, out) -> {
            out.putChar(v.getZeroDigit());
            out.putChar(v.getPositiveSign());
            out.putChar(v.getNegativeSign());
            out.putChar(v.getDecimalSeparator());
        });
        JdkTable.<DateTimeFormatter>partsOf(DateTimeFormatter.class, DateTimeFormats::parts);
    }
}
