package io.memo.hash.jdk;

import io.memo.hash.frame.PartsFrame;
import io.memo.hash.read.ConcurrentReads;
import io.memo.hash.walk.EncodingPass;
import java.util.Calendar;
import java.util.GregorianCalendar;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Calendars by their time and settings; one that has fields set but not computed yet by those fields as well, for what is set
 * next decides what becomes of them. A kept result stays what it was, for whoever asks it for the time makes it compute them
 * ({@code UninitialisedPlaces}).
 */
final class Calendars {

    /** Setting these next tells what else is pending. */
    private static final List<Integer> PROBES =
            List.of(Calendar.YEAR, Calendar.MONTH, Calendar.DAY_OF_MONTH, Calendar.DAY_OF_WEEK, Calendar.HOUR_OF_DAY);

    private Calendars() {}

    static boolean encode(Object value, EncodingPass pass) {
        pass.mutable();
        if (pass.writeKnown(value)) {
            return false;
        }
        Calendar calendar = (Calendar) value;
        String text = ConcurrentReads.read(calendar::toString);
        boolean pending = text.contains("[time=?") || text.contains(",areFieldsSet=false");
        @Nullable
        Object[] then =
                pass.kept().notInitialised(value, "pending", pending, () -> new Object[] {pending(calendar, text)});
        return pass.push(PartsFrame.mutable(
                value,
                "java.util.Calendar",
                ConcurrentReads.read(() -> parts(calendar, then == null ? null : then[0]))));
    }

    // Asking a calendar for its time makes it compute its fields, so a copy is asked.
    private static @Nullable Object[] parts(Calendar original, @Nullable Object pending) {
        Calendar calendar = lenient(original);
        return new @Nullable Object[] {
            calendar.getClass().getName(),
            calendar.getTimeInMillis(),
            calendar.getTimeZone(),
            original.isLenient(),
            calendar.getFirstDayOfWeek(),
            calendar.getMinimalDaysInFirstWeek(),
            calendar instanceof GregorianCalendar gregorian
                    ? gregorian.getGregorianChange().getTime()
                    : 0L,
            pending
        };
    }

    /** A strict one refuses to tell its time if its fields make none. */
    private static Calendar lenient(Calendar original) {
        Calendar copy = (Calendar) original.clone();
        copy.setLenient(true);
        return copy;
    }

    /** What the fields hold, without the zone, which may be anyone's; and what would become of them. */
    private static Object pending(Calendar calendar, String text) {
        StringBuilder pending = new StringBuilder(text.substring(text.lastIndexOf(",firstDayOfWeek=")));
        for (int field : PROBES) {
            Calendar copy = lenient(calendar);
            copy.set(field, 1);
            pending.append(';').append(copy.getTimeInMillis());
        }
        return pending.toString();
    }
}
