package io.memo.key;

import io.memo.MemoIgnore;
import io.memo.ValuePart;
import io.memo.digest.DigestAlgorithm;
import io.memo.fingerprint.ExternalVariable;
import io.memo.hash.Encodings;
import io.memo.hash.Origin;
import io.memo.hash.Outline;
import io.memo.hash.StructuralHasher;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import org.jspecify.annotations.Nullable;

/**
 * A static field that reached code reads. Reading it initialises its class, as the code would. A class that is not there
 * counts as absent for as long as it is not: code in a branch that is never taken may name one.
 */
final class StaticVariable {

    private static final int ABSENT = 0;
    private static final int IGNORED = 1;

    private final ExternalVariable variable;
    private final @Nullable ClassLoader loader;
    private final Origin origin;
    private volatile @Nullable Field field;
    private volatile boolean ignored;
    private volatile @Nullable Settled settled;

    /** What can't change any more, by the algorithm that digested its parts. */
    private record Settled(DigestAlgorithm algorithm, byte[] encoding) {}

    StaticVariable(ExternalVariable variable, @Nullable ClassLoader loader, String method) {
        this.variable = variable;
        this.loader = loader;
        String simpleOwner = variable.owner().substring(variable.owner().lastIndexOf('.') + 1);
        this.origin = new Origin(method, ValuePart.EXTERNAL_VARIABLE, simpleOwner + "." + variable.name());
    }

    void encode(StructuralHasher hasher, Encodings parts) {
        Settled known = settled;
        if (known != null && known.algorithm == parts.algorithm()) {
            parts.putCopy(known.encoding);
            return;
        }
        Field resolved = resolve();
        if (resolved == null || ignored) {
            parts.putMark(ignored ? IGNORED : ABSENT);
            return;
        }
        int from = parts.size();
        boolean immutable = hasher.encode(valueOf(resolved), origin, parts);
        // That a value depends on this process is not part of its encoding, so such a one is read each time.
        if (immutable && Modifier.isFinal(resolved.getModifiers()) && !parts.isThisProcessOnly()) {
            settled = new Settled(parts.algorithm(), parts.copyFrom(from));
        }
    }

    /** Returns the value in outline; one that is absent or ignored looks like null. */
    Outline outline(StructuralHasher hasher) {
        Field resolved = resolve();
        return hasher.outline(resolved == null || ignored ? null : valueOf(resolved), origin);
    }

    private @Nullable Object valueOf(Field resolved) {
        try {
            return resolved.get(null);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException("%s was made accessible and is not".formatted(resolved), e);
        }
    }

    /** Returns the field, or null if it is not there. */
    @Nullable
    Field resolve() {
        Field known = field;
        if (known != null) {
            return known;
        }
        try {
            Field found = Class.forName(variable.owner(), false, loader).getDeclaredField(variable.name());
            found.setAccessible(true);
            ignored = found.isAnnotationPresent(MemoIgnore.class);
            field = found;
            return found;
        } catch (ClassNotFoundException | NoSuchFieldException | NoClassDefFoundError e) {
            return null;
        }
    }
}
