package io.memo.size;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.lang.management.ManagementFactory;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;

/**
 * How this JVM lays out objects. A JVM that does not tell is taken for one with compressed references, unless its heap is too large
 * for these.
 *
 * <p>The fields of an object are packed: its size is the header and the sum of its fields, rounded up.
 */
final class HeapLayout {

    /** How many bytes a reference takes. */
    static final int REFERENCE;

    private static final int HEADER;
    private static final int ARRAY_HEADER;
    private static final int ALIGNMENT;
    private static final long LARGEST_COMPRESSED = 32L << 30;

    static {
        boolean compressed = option(
                        "UseCompressedOops",
                        Boolean.toString(Runtime.getRuntime().maxMemory() < LARGEST_COMPRESSED))
                .equals("true");
        boolean compact = option("UseCompactObjectHeaders", "false").equals("true");
        boolean classes = option("UseCompressedClassPointers", "true").equals("true");
        REFERENCE = compressed ? 4 : 8;
        HEADER = compact ? 8 : classes ? 12 : 16;
        ARRAY_HEADER = HEADER + 4;
        ALIGNMENT = Integer.parseInt(option("ObjectAlignmentInBytes", "8"));
    }

    private HeapLayout() {}

    /** Returns the size of an object with so many bytes of fields. */
    static int object(int fields) {
        return (int) aligned(HEADER + (long) fields);
    }

    /** Returns the size of an array. */
    static long array(long length, int width) {
        int base = width == 8 ? (ARRAY_HEADER + 7) & -8 : ARRAY_HEADER;
        return aligned(base + length * width);
    }

    /** Returns the size of an array of references. */
    static long references(long length) {
        return array(length, REFERENCE);
    }

    /** Returns the size of an object of the class, without what it refers to. */
    static int shallow(Class<?> type) {
        int fields = 0;
        for (Class<?> c = type; c != null; c = c.getSuperclass()) {
            for (Field field : fields(c)) {
                if (!Modifier.isStatic(field.getModifiers())) {
                    fields += width(field.getType());
                }
            }
        }
        return object(fields);
    }

    /** Returns the fields that the class declares; none if one has a type that is not there. */
    static Field[] fields(Class<?> type) {
        try {
            return type.getDeclaredFields();
        } catch (LinkageError | RuntimeException e) {
            return new Field[0];
        }
    }

    /** Returns how many bytes a variable of the type takes. */
    static int width(Class<?> type) {
        if (!type.isPrimitive()) {
            return REFERENCE;
        }
        if (type == long.class || type == double.class) {
            return 8;
        }
        if (type == int.class || type == float.class) {
            return 4;
        }
        return type == short.class || type == char.class ? 2 : 1;
    }

    private static long aligned(long bytes) {
        return (bytes + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    }

    private static String option(String name, String otherwise) {
        try {
            HotSpotDiagnosticMXBean machine = ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
            return machine == null ? otherwise : machine.getVMOption(name).getValue();
        } catch (RuntimeException | LinkageError e) {
            return otherwise;
        }
    }
}
