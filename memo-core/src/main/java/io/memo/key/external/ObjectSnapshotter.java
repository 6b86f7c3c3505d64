package io.memo.key.external;

import io.memo.MemoIgnore;
import io.memo.UnhashableTypeException;
import io.memo.digest.Digest;
import io.memo.digest.FramedSink;
import io.memo.hash.HashedValue;
import io.memo.hash.Makeup;
import io.memo.hash.Origin;
import io.memo.hash.StructuralHasher;
import io.memo.hash.fields.Blanks;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads the external variables of one method field by field, where that is all there is to them: objects that count by their
 * fields, and that lead by these to more such objects and to what cannot change. Then the fields that are not final are all that
 * can change ({@link ObjectSnapshot}), and looking at them is much less than hashing. Wherever there is anything else, as a
 * collection or a proxy whose target changes, it gives up, and the whole is hashed at every call.
 *
 * <p>What a value counts by is the hasher's decision alone ({@link StructuralHasher#makeup}), so two states have one digest here
 * exactly if they have one encoding there. As there, an object that is met again is told from a copy of it only on a cycle.
 *
 * <p>Every field is read once, and what was read is both digested and remembered, so that a field that changes meanwhile
 * leaves no digest of one state with the memory of another.
 */
final class ObjectSnapshotter {

    /** An object below so many others is hashed, for that takes no stack. */
    private static final int DEEPEST = 100;

    /** Looking at more fields than this takes as long as hashing. */
    private static final int MOST_FIELDS = 10_000;

    private final StructuralHasher hasher;
    private final Origin origin;

    /** @param hasher hashes what the fields lead to, and decides what counts */
    ObjectSnapshotter(StructuralHasher hasher, Origin origin) {
        this.hasher = hasher.inProcess();
        this.origin = origin;
    }

    /**
     * Returns the state of the target, or null if it cannot be told field by field.
     *
     * @param readsInstances whether any field of an object counts
     * @param statics the static fields that count, in their order
     */
    @Nullable
    ObjectSnapshot read(Object target, boolean readsInstances, List<Field> statics) {
        Pass pass = new Pass();
        FramedSink sink = new FramedSink();
        try {
            if (readsInstances) {
                pass.value(target, sink);
            }
            for (Field each : statics) {
                pass.field(each, target, sink);
            }
        } catch (NotByFields | UnhashableTypeException e) {
            return null;
        }
        return new ObjectSnapshot(target, pass.cells, sink.digest());
    }

    /** Ends a pass: there is more to the state than fields. */
    private static final class NotByFields extends RuntimeException {

        private static final long serialVersionUID = 1L;

        NotByFields() {
            super(null, null, false, false);
        }
    }

    /** One reading of one target. */
    private final class Pass {

        private final List<FieldSnapshot> cells = new ArrayList<>();
        private final Map<Object, Integer> underWay = new IdentityHashMap<>();
        private final Map<Object, Digest> finished = new IdentityHashMap<>();
        private int fields;
        /** How often something pointed back to an object that was under way. */
        private int backReferences;

        void value(@Nullable Object value, FramedSink sink) {
            if (value == null) {
                sink.putByte('N');
                return;
            }
            Makeup makeup = hasher.makeup(value);
            if (makeup instanceof Makeup.Fields plain) {
                object(plain, sink);
            } else if (makeup instanceof Makeup.Shell shell) {
                shell(shell, sink);
            } else if (makeup instanceof Makeup.Whole) {
                HashedValue hashed = hasher.hash(value, origin);
                require(hashed.immutable());
                sink.putByte('V').putDigest(hashed.digest());
            } else {
                throw new NotByFields();
            }
        }

        private void shell(Makeup.Shell shell, FramedSink sink) {
            boolean blank = true;
            for (Field each : shell.proxy().fields()) {
                FieldSnapshot cell = FieldSnapshot.of(each, shell.proxy().object());
                if (cell == null) {
                    throw new NotByFields();
                }
                cells.add(cell);
                blank &= Blanks.mayBeBlank(cell.read());
            }
            if (!blank) {
                sink.putByte('S');
                object(shell.proxy(), sink);
            }
            value(shell.target(), sink);
        }

        private void object(Makeup.Fields plain, FramedSink sink) {
            Object object = plain.object();
            Integer open = underWay.get(object);
            if (open != null) {
                backReferences++;
                sink.putByte('B').putInt(underWay.size() - open);
                return;
            }
            Digest known = finished.get(object);
            if (known == null) {
                known = contents(plain);
            }
            sink.putByte('O').putDigest(known);
        }

        private Digest contents(Makeup.Fields plain) {
            int depth = underWay.size();
            require(depth < DEEPEST);
            int before = backReferences;
            underWay.put(plain.object(), depth);
            FramedSink own = new FramedSink().putInt(plain.kind());
            for (Field each : plain.fields()) {
                field(each, plain.object(), own);
            }
            underWay.remove(plain.object());
            Digest digest = own.digest();
            // What leads to a cycle reads differently from another place on it.
            if (backReferences == before) {
                finished.put(plain.object(), digest);
            }
            return digest;
        }

        void field(Field field, Object owner, FramedSink sink) {
            if (field.isAnnotationPresent(MemoIgnore.class)) {
                return;
            }
            require(++fields <= MOST_FIELDS);
            FieldSnapshot cell = FieldSnapshot.of(field, owner);
            if (cell == null) {
                throw new NotByFields();
            }
            Object read = cell.read();
            if (!Modifier.isFinal(field.getModifiers()) || Blanks.mayBeBlank(read)) {
                cells.add(cell);
            }
            if (field.getType().isPrimitive() && read instanceof Long bits) {
                require(hasher.areOwnKeyParts(field.getType()));
                sink.putByte('P').putLong(bits);
            } else {
                value(read, sink);
            }
        }

        private void require(boolean held) {
            if (!held) {
                throw new NotByFields();
            }
        }
    }
}
