package io.memo.key;

import io.memo.MemoIgnore;
import io.memo.ValuePart;
import io.memo.digest.Digest;
import io.memo.digest.FramedSink;
import io.memo.fingerprint.ExternalVariable;
import io.memo.hash.HashedValue;
import io.memo.hash.Origin;
import io.memo.hash.StructuralHasher;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import org.jspecify.annotations.Nullable;

/**
 * A static field that reached code reads. Reading it initialises its class, as the code would. A class that is not there
 * counts as absent for as long as it is not: code in a branch that is never taken may name one.
 */
final class StaticVariable {

    private static final HashedValue ABSENT = constant("absent");
    private static final HashedValue IGNORED = constant("ignored");

    private final ExternalVariable variable;
    private final @Nullable ClassLoader loader;
    private final Origin origin;
    private volatile @Nullable Field field;
    private volatile @Nullable HashedValue settled;

    StaticVariable(ExternalVariable variable, @Nullable ClassLoader loader, String method) {
        this.variable = variable;
        this.loader = loader;
        String simpleOwner = variable.owner().substring(variable.owner().lastIndexOf('.') + 1);
        this.origin = new Origin(method, ValuePart.EXTERNAL_VARIABLE, simpleOwner + "." + variable.name());
    }

    HashedValue read(StructuralHasher hasher) {
        HashedValue known = settled;
        if (known != null) {
            return known;
        }
        Field resolved = resolve();
        if (resolved == null) {
            return ABSENT;
        }
        if (resolved.isAnnotationPresent(MemoIgnore.class)) {
            settled = IGNORED;
            return IGNORED;
        }
        HashedValue hashed = hasher.hash(valueOf(resolved), origin);
        if (hashed.immutable() && Modifier.isFinal(resolved.getModifiers())) {
            settled = hashed;
        }
        return hashed;
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
            field = found;
            return found;
        } catch (ClassNotFoundException | NoSuchFieldException | NoClassDefFoundError e) {
            return null;
        }
    }

    private static HashedValue constant(String text) {
        Digest digest = new FramedSink().putString(text).digest();
        return new HashedValue(digest, true, false);
    }
}
