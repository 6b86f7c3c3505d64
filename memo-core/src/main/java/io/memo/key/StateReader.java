package io.memo.key;

import io.memo.Hasher;
import io.memo.MemoIgnore;
import io.memo.TypedHasher;
import io.memo.digest.FramedSink;
import io.memo.fingerprint.CodeFingerprint;
import io.memo.hash.HashedValue;
import io.memo.hash.ManagedObjects;
import io.memo.hash.Origin;
import io.memo.hash.StructuralHasher;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads the external variables of one method field by field, where that is all there is to them: plain objects of foreseen
 * application classes, that lead by their read fields to immutable values, named beans and more such objects. Then the
 * fields that are not final are all that can change ({@link TargetState}), and looking at them is much less than hashing.
 * Wherever there is anything else, as a collection or a proxy whose target changes, it gives up, and the whole is hashed at
 * every call.
 *
 * <p>Every field is read once, and what was read is both digested and remembered, so that a field that changes meanwhile
 * leaves no digest of one state with the memory of another.
 */
final class StateReader {

    private final CodeFingerprint code;
    private final ReadFields fields;
    private final StructuralHasher hasher;
    private final ManagedObjects managed;
    private final List<Class<?>> served;
    private final boolean hashersAreKnown;
    private final Origin origin;

    /**
     * @param hasher hashes what the fields lead to
     * @param managed knows proxies and names, as the hasher does
     * @param hashers those that the hasher asks: an object that one of them serves is not told field by field
     */
    StateReader(
            CodeFingerprint code,
            StructuralHasher hasher,
            ManagedObjects managed,
            List<Hasher<?>> hashers,
            Origin origin) {
        this.code = code;
        this.fields = new ReadFields(code);
        this.hasher = hasher;
        this.managed = managed;
        this.hashersAreKnown = hashers.stream().allMatch(TypedHasher.class::isInstance);
        this.served = hashers.stream()
                .filter(TypedHasher.class::isInstance)
                .<Class<?>>map(each -> ((TypedHasher<?>) each).type())
                .toList();
        this.origin = origin;
    }

    /**
     * Returns the state of the target, or null if it cannot be told field by field.
     *
     * @param readsInstances whether any field of an object counts
     * @param statics the static fields that count, in their order
     */
    @Nullable
    TargetState read(Object target, boolean readsInstances, List<Field> statics) {
        if (!hashersAreKnown) {
            return null;
        }
        Pass pass = new Pass();
        boolean whole = (!readsInstances || pass.object(target))
                && statics.stream().allMatch(field -> pass.field(field, target));
        return whole ? pass.state(target) : null;
    }

    private boolean isPlain(Class<?> type) {
        if (type.isEnum()
                || type.isHidden()
                || type.isArray()
                || code.wholeTypes().contains(type.getName())) {
            return false;
        }
        for (Class<?> c = type; c != null && c != Object.class; c = c.getSuperclass()) {
            if (!code.liveTypes().contains(c.getName())) {
                return false;
            }
        }
        return served.stream().noneMatch(each -> each.isAssignableFrom(type));
    }

    /** One reading of one target. */
    private final class Pass {

        private final FramedSink sink = new FramedSink();
        private final List<Cell> cells = new ArrayList<>();
        private final Map<Object, Integer> met = new IdentityHashMap<>();

        TargetState state(Object target) {
            return new TargetState(target, cells, sink.digest());
        }

        boolean object(Object object) {
            if (!isPlain(object.getClass())) {
                return false;
            }
            Integer before = met.putIfAbsent(object, met.size());
            if (before != null) {
                sink.putByte('B').putInt(before);
                return true;
            }
            sink.putByte('O').putString(object.getClass().getName());
            for (Class<?> c = object.getClass(); c != null && c != Object.class; c = c.getSuperclass()) {
                Field[] declared = c.getDeclaredFields();
                Arrays.sort(declared, Comparator.comparing(Field::getName));
                for (Field field : declared) {
                    boolean counts =
                            !Modifier.isStatic(field.getModifiers()) && fields.includes(object.getClass(), field);
                    if (counts && !field(field, object)) {
                        return false;
                    }
                }
            }
            sink.putByte('E');
            return true;
        }

        boolean field(Field field, Object owner) {
            if (field.isAnnotationPresent(MemoIgnore.class)) {
                return true;
            }
            Cell cell = Cell.of(field, owner);
            if (cell == null) {
                return false;
            }
            if (!Modifier.isFinal(field.getModifiers())) {
                cells.add(cell);
            }
            sink.putByte('F').putString(field.getDeclaringClass().getName()).putString(field.getName());
            Object read = cell.read();
            if (field.getType().isPrimitive() && read instanceof Long bits) {
                sink.putByte('P').putLong(bits);
                return true;
            }
            return value(read);
        }

        private boolean value(@Nullable Object value) {
            if (value == null) {
                sink.putByte('N');
                return true;
            }
            String name = managed.nameOf(value);
            if (name != null) {
                sink.putByte('M').putString(name);
                return true;
            }
            if (!managed.isFixed(value)) {
                return false;
            }
            Object behind = managed.unwrap(value);
            return isPlain(behind.getClass()) ? object(behind) : immutable(behind);
        }

        private boolean immutable(Object value) {
            HashedValue hashed = hasher.hash(value, origin);
            sink.putByte('V').putDigest(hashed.digest());
            return hashed.immutable() && !hashed.thisProcessOnly();
        }
    }
}
