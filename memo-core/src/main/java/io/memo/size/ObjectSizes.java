package io.memo.size;

import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.Buffer;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.time.ZoneId;
import java.time.temporal.TemporalAccessor;
import java.util.BitSet;
import java.util.Calendar;
import java.util.Currency;
import java.util.Locale;
import java.util.UUID;

/** How much single objects take. What was found out of a class is kept with the class, in an array of the JDK's: it holds no class of memo's. */
final class ObjectSizes {

    private static final int PLAIN = 0;
    private static final int NOTHING = 1;
    private static final int TEXT = 2;
    private static final int BOX = 3;
    private static final int ARRAY = 4;
    private static final int OWN = 5;

    /** Taken for a string that cannot be seen. */
    private static final int UNSEEN_TEXT = 24 + 40;

    /** Taken for a path of the file system, whose bytes cannot be seen. */
    private static final int UNSEEN_PATH = 80;

    /** Taken for what a calendar holds in arrays. */
    private static final int CALENDAR = 300;

    private static final ClassValue<int[]> KNOWN = new ClassValue<>() {
        @Override
        protected int[] computeValue(Class<?> type) {
            int kind = kind(type);
            if (kind == NOTHING) {
                return new int[] {kind, 0, 0};
            }
            if (kind == ARRAY) {
                return new int[] {kind, 0, HeapLayout.width(type.getComponentType())};
            }
            int shallow = HeapLayout.shallow(type);
            return new int[] {kind, shallow, shallow + unseen(type)};
        }
    };

    private ObjectSizes() {}

    /**
     * Returns what an object takes without the objects that it refers to, but with what nobody else can refer to: the characters of a
     * string, the digits of a number.
     *
     * @param leaf whether what it refers to will not be met, so that it counts here
     */
    static long of(Object object, boolean leaf) {
        int[] known = KNOWN.get(object.getClass());
        return switch (known[0]) {
            case NOTHING -> 0;
            case TEXT -> known[1] + text((String) object);
            case BOX -> isShared(object) ? 0 : known[1];
            case ARRAY -> HeapLayout.array(Array.getLength(object), known[2]);
            case OWN -> known[1] + own(object);
            default -> leaf ? known[2] : known[1];
        };
    }

    private static int kind(Class<?> type) {
        if (type.isArray()) {
            return ARRAY;
        }
        if (type == String.class) {
            return TEXT;
        }
        if (type == Boolean.class || type == Byte.class || type == Class.class || isOfAll(type)) {
            return NOTHING;
        }
        if (type == Integer.class || type == Long.class || type == Short.class || type == Character.class) {
            return BOX;
        }
        boolean own = type == BigInteger.class
                || type == BigDecimal.class
                || type == BitSet.class
                || type == StringBuilder.class
                || type == StringBuffer.class
                || Buffer.class.isAssignableFrom(type)
                || Calendar.class.isAssignableFrom(type)
                || Path.class.isAssignableFrom(type);
        return own ? OWN : PLAIN;
    }

    /** Returns whether objects of the class are those of the whole process, or not the entry's to hold. */
    private static boolean isOfAll(Class<?> type) {
        return Enum.class.isAssignableFrom(type)
                || Type.class.isAssignableFrom(type)
                || ClassLoader.class.isAssignableFrom(type)
                || ZoneId.class.isAssignableFrom(type)
                || Charset.class.isAssignableFrom(type)
                || type == Locale.class
                || type == Currency.class;
    }

    // As the JDK keeps them for all.
    private static boolean isShared(Object box) {
        if (box instanceof Character character) {
            return character <= 127;
        }
        long value = ((Number) box).longValue();
        return value >= -128 && value <= 127;
    }

    private static long text(String text) {
        int length = text.length();
        return HeapLayout.array(length, isLatin(text, length) ? 1 : 2);
    }

    private static boolean isLatin(CharSequence text, int length) {
        for (int i = 0; i < length; i++) {
            if (text.charAt(i) > 0xff) {
                return false;
            }
        }
        return true;
    }

    private static long own(Object object) {
        if (object instanceof BigInteger number) {
            return digits(number.bitLength());
        }
        if (object instanceof BigDecimal number) {
            return number.precision() <= 18
                    ? 0
                    : HeapLayout.shallow(BigInteger.class)
                            + digits(number.unscaledValue().bitLength());
        }
        if (object instanceof BitSet bits) {
            return HeapLayout.array(bits.size() / Long.SIZE, Long.BYTES);
        }
        if (object instanceof StringBuilder builder) {
            return HeapLayout.array(builder.capacity(), isLatin(builder, builder.length()) ? 1 : 2);
        }
        if (object instanceof StringBuffer builder) {
            return HeapLayout.array(builder.capacity(), 1);
        }
        if (object instanceof Buffer buffer) {
            return buffer.isDirect() || !buffer.hasArray() ? 0 : HeapLayout.array(buffer.capacity(), width(buffer));
        }
        return object instanceof Calendar ? CALENDAR : UNSEEN_PATH;
    }

    private static int width(Buffer buffer) {
        return HeapLayout.width(buffer.array().getClass().getComponentType());
    }

    private static long digits(int bits) {
        return HeapLayout.array(bits / Integer.SIZE + 1, Integer.BYTES);
    }

    /** Returns what the fields of a value refer to that counts as a whole, as far as their types tell. */
    private static int unseen(Class<?> type) {
        int bytes = 0;
        for (Class<?> c = type; c != null; c = c.getSuperclass()) {
            for (Field field : HeapLayout.fields(c)) {
                Class<?> held = field.getType();
                if (!Modifier.isStatic(field.getModifiers()) && !held.isPrimitive()) {
                    bytes += unseenIn(held);
                }
            }
        }
        return bytes;
    }

    private static int unseenIn(Class<?> held) {
        if (held == String.class) {
            return UNSEEN_TEXT;
        }
        boolean value = Modifier.isFinal(held.getModifiers())
                && (TemporalAccessor.class.isAssignableFrom(held) || held == UUID.class)
                && kind(held) == PLAIN;
        return value ? HeapLayout.shallow(held) + unseen(held) : 0;
    }
}
