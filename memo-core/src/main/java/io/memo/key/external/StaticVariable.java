package io.memo.key.external;

import io.memo.MemoIgnore;
import io.memo.ValuePart;
import io.memo.digest.DigestAlgorithm;
import io.memo.fingerprint.ExternalVariable;
import io.memo.hash.Dependency;
import io.memo.hash.Origin;
import io.memo.hash.Outline;
import io.memo.hash.StructuralHasher;
import io.memo.hash.fields.Blanks;
import io.memo.hash.format.Encodings;
import java.lang.ref.WeakReference;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A static field that reached code reads. Reading it initialises its class, as the code would. A class that is not there
 * counts as absent for as long as it is not: code in a branch that is never taken may name one.
 *
 * <p>One that is only assumed to be read never initialises its class: before that it has no state but what its code says,
 * which is in the fingerprint.
 */
final class StaticVariable {

    private static final int ABSENT = 0;
    private static final int IGNORED = 1;
    // 2 was the mark of a state told field by field; a mark is never used again.
    private static final int NOT_INITIALISED = 3;

    private final ExternalVariable variable;
    /** Weakly: a class that was met may be of a loader that goes before the method does. Null is the bootstrap loader. */
    private final @Nullable WeakReference<ClassLoader> loader;

    private final boolean distant;
    private final Origin origin;
    private volatile @Nullable Field field;
    private volatile boolean ignored;
    private volatile @Nullable FixedEncoding fixed;

    /** What can't change any more, by the algorithm that digested its parts. */
    private record FixedEncoding(DigestAlgorithm algorithm, byte[] encoding) {}

    /** Makes one that the loader of the target sees. */
    StaticVariable(ExternalVariable variable, @Nullable ClassLoader loader, String method) {
        this(variable, loader == null ? null : new WeakReference<>(loader), method, false);
    }

    /** Makes one of another loader, of which nothing is held. */
    StaticVariable(ReadSet.OtherLoaderStatic distant, String method) {
        this(distant.variable(), distant.loader(), method, true);
    }

    private StaticVariable(
            ExternalVariable variable, @Nullable WeakReference<ClassLoader> loader, String method, boolean distant) {
        this.variable = variable;
        this.loader = loader;
        this.distant = distant;
        String simpleOwner = variable.owner().substring(variable.owner().lastIndexOf('.') + 1);
        this.origin = new Origin(method, ValuePart.EXTERNAL_VARIABLE, simpleOwner + "." + variable.name());
    }

    void encode(StructuralHasher hasher, Encodings parts) {
        FixedEncoding known = fixed;
        if (known != null && known.algorithm == parts.algorithm()) {
            parts.putCopy(known.encoding);
            return;
        }
        Field resolved = resolve();
        if (resolved == null || ignored) {
            parts.putMark(ignored ? IGNORED : ABSENT);
            return;
        }
        if (isNotToBeInitialised(resolved)) {
            parts.putMark(NOT_INITIALISED);
            return;
        }
        int from = parts.size();
        Object value = valueOf(resolved);
        boolean immutable = hasher.encode(value, origin, parts);
        // That a value depends on this process is not part of its encoding, so such a one is read each time.
        if (immutable
                && !variable.isAssumed()
                && Modifier.isFinal(resolved.getModifiers())
                && !Blanks.mayBeBlank(value)
                && !parts.isThisProcessOnly()) {
            fixed = new FixedEncoding(parts.algorithm(), parts.copyFrom(from));
        }
    }

    /** Returns the value in outline; one that is absent, ignored or not initialised looks like null. */
    Outline outline(StructuralHasher hasher) {
        Field resolved = resolve();
        if (resolved == null || ignored || isNotToBeInitialised(resolved)) {
            return hasher.outline(null, origin);
        }
        return hasher.outline(valueOf(resolved), origin);
    }

    /** Returns what of the value counts by which object it is; nothing is initialised for the question. */
    List<Dependency> dependencies(StructuralHasher hasher) {
        Field resolved = resolve();
        if (resolved == null || ignored || Initialisation.isPending(resolved)) {
            return List.of();
        }
        return hasher.dependencies(valueOf(resolved), origin);
    }

    private boolean isNotToBeInitialised(Field resolved) {
        return variable.isAssumed() && Initialisation.isPending(resolved);
    }

    private @Nullable Object valueOf(Field resolved) {
        try {
            return resolved.get(null);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException("%s was made accessible and is not".formatted(resolved), e);
        }
    }

    /** Returns whether nothing that leads to its class may be kept. */
    boolean isOfOtherLoader() {
        return distant;
    }

    /** Returns the field, or null if it is not there. */
    @Nullable
    Field resolve() {
        Field known = field;
        if (known != null) {
            return known;
        }
        try {
            ClassLoader from = loader == null ? null : loader.get();
            if (from == null && loader != null) {
                return null;
            }
            Field found = Class.forName(variable.owner(), false, from).getDeclaredField(variable.name());
            found.setAccessible(true);
            ignored = found.isAnnotationPresent(MemoIgnore.class);
            if (!distant) {
                field = found;
            }
            return found;
        } catch (ClassNotFoundException | NoSuchFieldException | NoClassDefFoundError e) {
            return null;
        }
    }
}
