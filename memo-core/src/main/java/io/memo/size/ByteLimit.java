package io.memo.size;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A limit in bytes as people write it: {@code 64MB}, {@code 512KB}, {@code 1048576}, {@code 10%} of the heap that the JVM may use at
 * most. A kilobyte is 1,024 bytes.
 */
public final class ByteLimit {

    private static final Pattern FORMAT =
            Pattern.compile("(\\d{1,18})\\s*(B|KB|MB|GB|TB|%)?", Pattern.CASE_INSENSITIVE);
    /** Each is 1,024 of the one before. */
    private static final List<String> UNITS = List.of("B", "KB", "MB", "GB", "TB");

    private static final int SHIFT = 10;

    private ByteLimit() {}

    /**
     * Returns the bytes of a limit.
     *
     * @throws IllegalArgumentException if it is none, zero, more than all of the heap by its share, or does not fit
     */
    public static long parse(String text) {
        return parse(text, Runtime.getRuntime().maxMemory());
    }

    /** The same for a heap of that many bytes. */
    static long parse(String text, long heap) {
        Matcher matcher = FORMAT.matcher(text.strip());
        if (!matcher.matches()) {
            throw refused(text, "is no size");
        }
        long number = Long.parseLong(matcher.group(1));
        String unit = matcher.group(2) == null ? "B" : matcher.group(2).toUpperCase(Locale.ROOT);
        if (number == 0) {
            throw refused(text, "leaves no room");
        }
        if (unit.equals("%")) {
            if (number > 100) {
                throw refused(text, "is more than the whole heap");
            }
            return Math.max(1, heap / 100 * number);
        }
        int shift = SHIFT * UNITS.indexOf(unit);
        if (number > Long.MAX_VALUE >> shift) {
            throw refused(text, "is too large");
        }
        return number << shift;
    }

    /** Returns bytes as people read them, such as {@code 64 MB}. */
    public static String show(long bytes) {
        for (int i = UNITS.size() - 1; i > 0; i--) {
            int shift = SHIFT * i;
            long whole = bytes >> shift;
            if (whole >= 10 || (whole > 0 && (whole << shift) == bytes)) {
                return whole + " " + UNITS.get(i);
            }
        }
        return bytes + " B";
    }

    private static IllegalArgumentException refused(String text, String why) {
        return new IllegalArgumentException(
                "'%s' %s; write a number of bytes, such as 1048576, 512KB or 64MB, or a share of the heap, such as 10%%"
                        .formatted(text, why));
    }
}
