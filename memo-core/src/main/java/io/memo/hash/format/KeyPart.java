package io.memo.hash.format;

import io.memo.digest.Comparing;
import io.memo.digest.DigestAlgorithm;
import io.memo.digest.TableHash;
import io.memo.hash.plan.FieldComparer;
import io.memo.size.HeapEstimate;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What stands for a value in a key of this process where the value itself cannot: immutable, and equal to another one if
 * and only if the values are equal by their structure.
 */
public abstract class KeyPart {

    /** How many bytes of an encoding are held on to; a key of more is a digest. */
    private static final int EXACT = 512;

    private final int hash;

    private KeyPart(int hash) {
        this.hash = hash;
    }

    /** Returns what stands for some encodings. */
    public static Object encoded(Encodings encodings) {
        encodings.shorten(0, EXACT);
        return new OfBytes(encodings.toBytes(), encodings.dependsOnObserved());
    }

    /** Returns a place for encodings that are kept in this process. */
    public static Encodings newEncodings() {
        return new Encodings(DigestAlgorithm.IN_PROCESS);
    }

    @Override
    public final int hashCode() {
        return hash;
    }

    @Override
    public abstract boolean equals(@Nullable Object other);

    /** Counts what it holds, itself included. */
    public abstract void count(HeapEstimate heap);

    /** The encoding of a value, or its digest where that is long. */
    public static final class OfBytes extends KeyPart {

        private final byte[] bytes;
        private final boolean lookedBeyond;

        /** @param lookedBeyond whether they show more than the value holds; does not count */
        OfBytes(byte[] bytes, boolean lookedBeyond) {
            super(TableHash.of(bytes));
            this.bytes = bytes;
            this.lookedBeyond = lookedBeyond;
        }

        public boolean dependsOnObserved() {
            return lookedBeyond;
        }

        @Override
        public void count(HeapEstimate heap) {
            heap.holder(this);
            heap.leaf(bytes);
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return this == other || (other instanceof OfBytes that && Arrays.equals(bytes, that.bytes));
        }
    }

    /** A list of values each of which stands for itself. */
    public static final class OfElements extends KeyPart {

        private final @Nullable Object[] elements;

        /** @param elements not to be changed */
        public OfElements(@Nullable Object[] elements) {
            super(Comparing.hash(elements));
            this.elements = elements;
        }

        @Override
        public void count(HeapEstimate heap) {
            heap.holder(this);
            heap.leaf(elements);
            for (Object element : elements) {
                if (element != null) {
                    heap.leaf(element);
                }
            }
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return this == other || (other instanceof OfElements that && Comparing.same(elements, that.elements));
        }
    }

    /** A record all of whose fields hold values that stand for themselves. */
    public static final class OfFields extends KeyPart {

        private final Object object;
        private final FieldComparer fields;

        public OfFields(Object object, FieldComparer fields) {
            super(fields.hash(object));
            this.object = object;
            this.fields = fields;
        }

        @Override
        public void count(HeapEstimate heap) {
            heap.holder(this);
            heap.leaf(object);
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return this == other
                    || (other instanceof OfFields that
                            && fields == that.fields
                            && (object == that.object || fields.same(object, that.object)));
        }
    }
}
