package io.memo.hash.collection;

import io.memo.hash.classify.Jdk;
import io.memo.hash.classify.SerialForms;
import io.memo.hash.frame.Trait;
import io.memo.hash.read.ConcurrentReads;
import io.memo.hash.read.JdkField;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.ObjectStreamClass;
import java.io.ObjectStreamField;
import java.io.OutputStream;
import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Tells whether a {@link LinkedHashMap} keeps its entries in the order in which they were asked for. Where its field cannot be read,
 * it is the last byte of its own that the map would be serialised as. Keys and values are left out of that form.
 */
final class AccessOrder extends ObjectOutputStream {

    private static final @Nullable JdkField FIELD =
            JdkField.of(LinkedHashMap.class, "accessOrder", boolean.class, new LinkedHashMap<>(1, 1, true), true);

    private static final ClassValue<Integer> BYTES_BEHIND = new ClassValue<>() {
        @Override
        protected Integer computeValue(Class<?> type) {
            return bytesBehind(type);
        }
    };

    private static final ClassValue<Boolean> REPLACES = new ClassValue<>() {
        @Override
        protected Boolean computeValue(Class<?> type) {
            return Serializable.class.isAssignableFrom(type) && !Jdk.owns(type) && SerialForms.replaces(type);
        }
    };

    /** Keeps the last bytes only. */
    private static final class Tail extends OutputStream {

        private final byte[] last;
        private int next;

        Tail(int size) {
            this.last = new byte[size];
        }

        @Override
        public void write(int b) {
            last[next] = (byte) b;
            next = (next + 1) % last.length;
        }

        @Override
        public void write(byte[] bytes, int from, int length) {
            for (int i = from + Math.max(0, length - last.length); i < from + length; i++) {
                write(bytes[i]);
            }
        }

        byte first() {
            return last[next];
        }
    }

    private final Object map;

    private AccessOrder(Object map, OutputStream out) throws IOException {
        super(out);
        this.map = map;
        enableReplaceObject(true);
    }

    @Override
    protected @Nullable Object replaceObject(Object object) {
        return object == map ? object : null;
    }

    static @Nullable Trait of(LinkedHashMap<?, ?> map) {
        if (map.size() < 2) {
            return null;
        }
        Object read = FIELD == null ? null : FIELD.in(map);
        boolean byAccess = read instanceof Boolean known ? known : byForm(map);
        return byAccess ? new Trait(".accessOrder", true) : null;
    }

    /** Returns what the map would be serialised as says; false where that is not to be had. */
    static boolean byForm(LinkedHashMap<?, ?> map) {
        int behind = BYTES_BEHIND.get(map.getClass());
        if (behind < 0 || ConcurrentReads.read(() -> holdsReplaced(map))) {
            return false;
        }
        Tail tail = new Tail(behind + 1);
        try (AccessOrder stream = new AccessOrder(map, tail)) {
            stream.writeObject(map);
            stream.flush();
        } catch (IOException e) {
            return false;
        } catch (RuntimeException e) {
            throw new ConcurrentReads.Disturbed(e);
        }
        return tail.first() != 0;
    }

    /** Such an object would be asked what to write for it, and that is code of the user's. */
    private static boolean holdsReplaced(Map<?, ?> map) {
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            if (replaces(entry.getKey()) || replaces(entry.getValue())) {
                return true;
            }
        }
        return false;
    }

    private static boolean replaces(@Nullable Object object) {
        return object != null && REPLACES.get(object.getClass());
    }

    /** Returns how many bytes subclasses add to the form, or -1 if they write it themselves. */
    private static int bytesBehind(Class<?> type) {
        int bytes = 0;
        for (Class<?> c = type; c != null && c != LinkedHashMap.class; c = c.getSuperclass()) {
            ObjectStreamClass form = ObjectStreamClass.lookup(c);
            if (form == null || SerialForms.writes(c) || SerialForms.replaces(c)) {
                return -1;
            }
            for (ObjectStreamField field : form.getFields()) {
                bytes += size(field);
            }
        }
        return bytes;
    }

    /** Of an object only a null is written. */
    private static int size(ObjectStreamField field) {
        return switch (field.getTypeCode()) {
            case 'J', 'D' -> Long.BYTES;
            case 'I', 'F' -> Integer.BYTES;
            case 'S', 'C' -> Short.BYTES;
            default -> 1;
        };
    }
}
