package io.memo.hash;

import io.memo.Hasher;
import io.memo.UnhashableTypeException;
import io.memo.digest.Digest;
import io.memo.hash.format.Encodings;
import io.memo.hash.format.KeyPart;
import io.memo.hash.identity.HashingScope;
import io.memo.size.HeapEstimate;
import java.lang.reflect.Type;
import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Gives values their identity: equal values have equal digests and, by all that is known of SHA-256, only they. What
 * "equal" means is said by the values' structure, never by {@code equals}: no method of a user's class is called, no
 * getter, no {@code hashCode}, no {@code toString}; only {@link Hasher}s are, where they are registered. What cannot be
 * hashed soundly is refused.
 *
 * <p>Safe for use by several threads. Nothing is kept of a value.
 */
public interface StructuralHasher {

    /** Returns a hasher without any registered {@link Hasher}. */
    static StructuralHasher create() {
        return builder().build();
    }

    /** Returns a builder. */
    static Builder builder() {
        return StructuralHasherFactory.installed().builder();
    }

    /**
     * Returns the digest of a value that belongs to no call.
     *
     * @throws io.memo.UnhashableTypeException if the value, or anything that it holds, cannot be hashed
     * @throws ChangedWhileHashedException if other threads keep changing it
     */
    default Digest digest(@Nullable Object value) {
        return hash(value, Origin.NONE).digest();
    }

    /**
     * Returns the digest of a value and what was learnt on the way.
     *
     * @param origin where the value comes from, for messages; does not count
     * @throws io.memo.UnhashableTypeException if the value, or anything that it holds, cannot be hashed
     * @throws ChangedWhileHashedException if other threads keep changing it
     * @throws HashingFaultException if memo has a fault
     */
    HashedValue hash(@Nullable Object value, Origin origin);

    /**
     * Returns the same, and with it short digests of the first few hundred places inside the value, by which a later
     * outline can be told from this one. Costs one pass over the value.
     *
     * @param origin where the value comes from; its name begins the paths
     * @throws io.memo.UnhashableTypeException as {@link #hash}
     * @throws ChangedWhileHashedException as {@link #hash}
     * @throws HashingFaultException as {@link #hash}
     */
    Outline outline(@Nullable Object value, Origin origin);

    /**
     * Returns the outline of a value that will be kept and looked at again. It notes which lazy collections, proxies and
     * attributes were not initialised, and holds on to those: they are the value's own. Where it can, it holds on to what else the parts
     * of the value hold, by which {@link Outline#holds} tells fast that nothing changed.
     *
     * @param origin where the value comes from; its name begins the paths
     * @param most how many objects, references and numbers, each, may be held on to for that; 0 for none
     * @throws io.memo.UnhashableTypeException as {@link #hash}
     * @throws ChangedWhileHashedException as {@link #hash}
     * @throws HashingFaultException as {@link #hash}
     */
    Outline outlineToKeep(@Nullable Object value, Origin origin, int most);

    /**
     * Returns what {@link #hash} does of a value that was kept, but what was not initialised then counts as it did then, so that
     * initialising it later leaves the digest as it was.
     *
     * @param kept of the same object, from {@link #outlineToKeep}
     * @throws io.memo.UnhashableTypeException as {@link #hash}
     * @throws ChangedWhileHashedException as {@link #hash}
     * @throws HashingFaultException as {@link #hash}
     */
    HashedValue hashKept(@Nullable Object value, Origin origin, Outline kept);

    /**
     * Returns the outline in the same way.
     *
     * @param kept of the same object, from {@link #outlineToKeep}
     * @throws io.memo.UnhashableTypeException as {@link #hash}
     * @throws ChangedWhileHashedException as {@link #hash}
     * @throws HashingFaultException as {@link #hash}
     */
    Outline outlineKept(@Nullable Object value, Origin origin, Outline kept);

    /**
     * Writes the encoding of a value behind those that were written before; it ends by itself, so that two sequences of
     * values have the same bytes if and only if the values are equal one by one.
     *
     * @param origin where the value comes from, for messages; does not count
     * @return whether every part of the value proved immutable
     * @throws io.memo.UnhashableTypeException as {@link #hash}; the target is then of no further use
     * @throws ChangedWhileHashedException as {@link #hash}, likewise
     * @throws HashingFaultException as {@link #hash}, likewise
     */
    boolean encode(@Nullable Object value, Origin origin, Encodings target);

    /**
     * Returns what stands for a value in a key of this process: an immutable object that is equal to the one of another
     * value if and only if the values are, where digests stand in for what is long. For null it is null.
     *
     * @param origin where the value comes from, for messages; does not count
     * @throws io.memo.UnhashableTypeException as {@link #hash}
     * @throws ChangedWhileHashedException as {@link #hash}
     * @throws HashingFaultException as {@link #hash}
     */
    @Nullable
    Object keyPart(@Nullable Object value, Origin origin);

    /**
     * Returns what the value is made of, by the same decision that {@link #hash} follows. Nothing inside the value is looked at.
     *
     * @throws io.memo.InvalidMemoizeException if two hashers are equally close to its class
     */
    Makeup makeup(Object value);

    /**
     * Returns what inside a value counts by which object it is, because it is merely used; see {@link Builder#dependencies}.
     * Costs one pass over the value.
     *
     * @param origin where the value comes from; its name begins the paths
     * @return in the order in which they are met, each object once; at most some tens
     * @throws io.memo.UnhashableTypeException as {@link #hash}
     * @throws ChangedWhileHashedException as {@link #hash}
     * @throws HashingFaultException as {@link #hash}
     */
    List<Dependency> dependencies(@Nullable Object value, Origin origin);

    /**
     * Returns what hashing a value of a declared type would throw, as far as the type tells: what its type arguments and the
     * fields of its classes can hold is looked through.
     *
     * @param origin where such values come from; its name begins the paths
     * @return null if nothing speaks against such a value
     */
    @Nullable
    UnhashableTypeException refusal(Type declared, Origin origin);

    /** Returns whether objects of exactly this class are plain values: they cannot change, and hold nothing that could. */
    boolean isPlain(Class<?> type);

    /** Returns whether every value of a variable of the type is its own key part; primitives in their boxes. */
    boolean areOwnKeyParts(Class<?> type);

    /**
     * Returns whether a registered {@link Hasher} says what objects of exactly this class are. It is told without one of them.
     *
     * @throws io.memo.InvalidMemoizeException if two are equally close to it
     */
    boolean isServed(Class<?> type);

    /** Returns what stands in a key of this process for encodings that were collected; equal if they are. */
    static Object keyPart(Encodings encodings) {
        return KeyPart.encoded(encodings);
    }

    /** Counts what stands for a value, with what it holds. */
    static void count(@Nullable Object keyPart, HeapEstimate heap) {
        if (keyPart instanceof KeyPart own) {
            own.count(heap);
        } else if (keyPart != null) {
            heap.leaf(keyPart);
        }
    }

    /**
     * Returns whether what stands for a value shows what may change while the value stays the same: the answer of a
     * registered hasher, or what a named object holds.
     */
    static boolean dependsOnObserved(@Nullable Object keyPart) {
        return keyPart instanceof KeyPart.OfBytes bytes && bytes.dependsOnObserved();
    }

    /**
     * Returns a hasher by the same rules whose digests mean nothing outside this process, have 128 bits under a secret
     * of the process, and come several times as fast.
     */
    StructuralHasher inProcess();

    /** Returns a hasher with the same digests whose paths show other keys of maps. */
    StructuralHasher keysInPaths(KeysInPaths shown);

    /** Collects what a structural hasher needs to know. Not thread-safe. */
    interface Builder {

        /**
         * Registers a hasher for a type and its subtypes.
         *
         * @throws io.memo.InvalidMemoizeException on {@link #build} if the type has another one already
         */
        <T> Builder hasher(Class<T> type, Hasher<? super T> hasher);

        /**
         * Registers hashers, each for the type that it says ({@link io.memo.TypedHasher}) or declares.
         *
         * @throws io.memo.InvalidMemoizeException if the type of one cannot be told
         */
        Builder hashers(Collection<? extends Hasher<?>> hashers);

        /**
         * Registers hashers that are asked before all others, however close those are.
         *
         * @throws io.memo.InvalidMemoizeException if the type of one cannot be told
         */
        Builder hashersFirst(Collection<? extends Hasher<?>> hashers);

        /** Sets who knows of proxies and names; the default is {@link ManagedObjects#NONE}. */
        Builder managedObjects(ManagedObjects managedObjects);

        /** Sets which fields count; the default is {@link FieldSelection#ALL}. */
        Builder fields(FieldSelection fields);

        /**
         * Sets what is shared with other hashers of the same owner, who closes it; the default is a scope of its own, which ends
         * with the hasher.
         */
        Builder scope(HashingScope scope);

        /** Sets which code counts; the default is {@link Behaviour#NONE}. */
        Builder behaviour(Behaviour behaviour);

        /**
         * Sets which fields of named objects count beside the name; the default is none, the name alone counts. Fields of
         * objects without a name are not its business.
         */
        Builder namedFields(NamedFields namedFields);

        /**
         * Sets who writes named objects that are held by an object whose code counts; the default is nobody, they count as all
         * named ones do.
         *
         * @param held asked each time such an object is met; a hasher that this builder made, or null for nobody
         */
        Builder held(Supplier<@Nullable StructuralHasher> held);

        /**
         * Sets which classes are the application's own; the default is all that the JDK does not own. Remedies are offered for
         * fields of these.
         */
        Builder application(Predicate<Class<?>> own);

        /**
         * Takes the values for what code depends on, not for what it is given: an object that cannot be hashed, or that is of a
         * library and without value semantics, is merely used and counts by which object it is. Such a digest means nothing
         * outside this process.
         */
        Builder dependencies();

        /**
         * Sets how many objects one value may consist of, strings, boxed values and the like not counted; the default
         * is 10,000,000.
         *
         * @throws IllegalArgumentException if it is less than 1
         */
        Builder maxNodes(long maxNodes);

        /** Sets which keys of maps may be seen in paths; the default is {@link KeysInPaths#NONE}. */
        Builder keysInPaths(KeysInPaths keysInPaths);

        /**
         * Returns the hasher.
         *
         * @throws io.memo.InvalidMemoizeException if two hashers serve the same type
         */
        StructuralHasher build();
    }
}
