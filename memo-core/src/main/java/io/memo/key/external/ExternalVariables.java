package io.memo.key.external;

import io.memo.UnhashableTypeException;
import io.memo.ValuePart;
import io.memo.call.MethodSpec;
import io.memo.digest.DigestAlgorithm;
import io.memo.fingerprint.CodeFingerprint;
import io.memo.hash.Dependency;
import io.memo.hash.KeysInPaths;
import io.memo.hash.Origin;
import io.memo.hash.Outline;
import io.memo.hash.StructuralHasher;
import io.memo.hash.format.Encodings;
import java.lang.ref.SoftReference;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads the external variables of one method, at every call: the statics that its code reads, and what is found by
 * walking from the target, and from what a container may hand out, through the fields that its code reads. There is no data-flow
 * analysis behind it. An object of a known application class counts with those of its fields that reached code reads, anything else in full, see
 * {@link ReadFields}; that is never less than what the code can see.
 *
 * <p>Where what is read can be told field by field, the fields are looked at and the digest is reused while they hold the
 * same ({@link ObjectSnapshot}); else all of it is hashed each time. Safe for use by several threads.
 */
public final class ExternalVariables {

    private static final Object NOTHING = "nothing";

    private final StructuralHasher hasher;
    private final Origin origin;
    private final boolean readsInstances;
    private final List<StaticVariable> statics;
    private final boolean assumes;
    private final ObjectSnapshotter states;
    private final ForeignState foreign;
    private final LookedUpObjects lookedUp;
    /** Softly, for it holds on to the target. */
    private volatile SoftReference<@Nullable ObjectSnapshot> last = new SoftReference<>(null);
    /** Whether it was ever possible; if so it is tried again each time, or what was stored then would be out of reach. */
    private volatile boolean wasSnapshotted;
    /** The class of a target whose state could not be told field by field. */
    private volatile @Nullable Class<?> notSnapshottable;

    /**
     * @param spec the method
     * @param code what its code reads
     * @param hasher hashes with the selection of {@link ReadFields}, and takes what it hashes for dependencies
     * @param objects knows what belongs to the application
     */
    public ExternalVariables(MethodSpec spec, CodeFingerprint code, StructuralHasher hasher, ExternalObjects objects) {
        this.hasher = hasher;
        this.origin = new Origin(spec.name(), ValuePart.EXTERNAL_VARIABLE, "this");
        // A static method has no target of its own; what stands for one holds nothing.
        this.readsInstances = !Modifier.isStatic(spec.method().getModifiers())
                && (!code.wholeTypes().isEmpty()
                        || code.externalVariables().stream().anyMatch(variable -> !variable.isStatic()));
        ClassLoader loader = spec.targetClass().getClassLoader();
        this.statics = code.externalVariables().stream()
                .filter(variable -> variable.isStatic())
                .map(variable -> new StaticVariable(variable, loader, spec.name()))
                .toList();
        this.assumes = code.externalVariables().stream().anyMatch(variable -> variable.isAssumed());
        this.states = new ObjectSnapshotter(hasher, origin);
        this.foreign = new ForeignState(objects);
        this.lookedUp = LookedUpObjects.of(spec, code, objects);
    }

    private ExternalVariables(ExternalVariables known, List<StaticVariable> statics) {
        this.hasher = known.hasher;
        this.origin = known.origin;
        this.readsInstances = known.readsInstances;
        this.assumes = known.assumes;
        this.statics = statics;
        this.states = known.states;
        this.foreign = known.foreign;
        this.lookedUp = known.lookedUp;
    }

    /** Returns these and others. */
    ExternalVariables with(List<ReadSet.OtherLoaderStatic> distant) {
        return distant.isEmpty()
                ? this
                : new ExternalVariables(
                        this,
                        Stream.concat(
                                        statics.stream(),
                                        distant.stream().map(each -> new StaticVariable(each, origin.method())))
                                .toList());
    }

    /**
     * Returns what stands in a key of this process for what the external variables are now.
     *
     * @param target the object that the method is called on, without proxies
     * @throws UnhashableTypeException if one of them cannot be hashed soundly
     * @throws LinkageError if a class that holds a static cannot be initialised
     */
    public Object keyPart(Object target) {
        if (!counts(target) && statics.isEmpty() && !lookedUp.areAny()) {
            return NOTHING;
        }
        ObjectSnapshot state = assumes || lookedUp.areAny() ? null : state(target);
        if (state != null) {
            return state.digest();
        }
        Encodings parts = new Encodings(DigestAlgorithm.IN_PROCESS);
        encode(target, parts);
        return StructuralHasher.keyPart(parts);
    }

    /**
     * Writes what the external variables are now.
     *
     * @throws UnhashableTypeException as {@link #keyPart}
     * @throws LinkageError as {@link #keyPart}
     */
    public void encode(Object target, Encodings parts) {
        if (counts(target)) {
            hasher.encode(target, origin, parts);
        }
        for (StaticVariable variable : statics) {
            variable.encode(hasher, parts);
        }
        lookedUp.encode(target, hasher, parts);
    }

    /** Returns whether anything that the target holds counts: what reached code reads, or what a library may. */
    private boolean counts(Object target) {
        return readsInstances || foreign.isIn(target.getClass());
    }

    /** Returns null if it cannot be told field by field. */
    private @Nullable ObjectSnapshot state(Object target) {
        ObjectSnapshot known = last.get();
        if (known != null && known.isCurrent(target)) {
            return known;
        }
        return notSnapshottable == target.getClass() ? null : snapshot(target);
    }

    private @Nullable ObjectSnapshot snapshot(Object target) {
        List<Field> fields = new ArrayList<>();
        for (StaticVariable variable : statics) {
            Field field = variable.isOfOtherLoader() ? null : variable.resolve();
            if (field != null) {
                fields.add(field);
            }
        }
        ObjectSnapshot told = fields.size() == statics.size() ? states.read(target, counts(target), fields) : null;
        if (told != null) {
            wasSnapshotted = true;
            last = new SoftReference<>(told);
        } else if (!wasSnapshotted) {
            notSnapshottable = target.getClass();
        }
        return told;
    }

    /**
     * Returns the external variables as they are now in outline: what is reached from the target first, then each static.
     *
     * @throws UnhashableTypeException as {@link #keyPart}
     * @throws LinkageError as {@link #keyPart}
     */
    public List<Outline> outlines(Object target) {
        StructuralHasher inProcess = hasher.inProcess().keysInPaths(KeysInPaths.NONE);
        List<Outline> outlines = new ArrayList<>();
        if (counts(target)) {
            outlines.add(inProcess.outline(target, origin));
        }
        for (StaticVariable variable : statics) {
            outlines.add(variable.outline(inProcess));
        }
        lookedUp.outlines(target, inProcess, outlines);
        return outlines;
    }

    /**
     * Returns what of them counts by which object it is; a static whose class was not initialised yet is left alone.
     *
     * @throws UnhashableTypeException as {@link #keyPart}
     */
    List<Dependency> dependencies(Object target) {
        List<Dependency> met = new ArrayList<>();
        if (counts(target)) {
            met.addAll(hasher.dependencies(target, origin));
        }
        for (StaticVariable variable : statics) {
            met.addAll(variable.dependencies(hasher));
        }
        lookedUp.dependencies(target, hasher, met);
        return met;
    }
}
