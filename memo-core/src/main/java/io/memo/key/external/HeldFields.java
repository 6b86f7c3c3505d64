package io.memo.key.external;

import io.memo.fingerprint.CodeFingerprint;
import io.memo.hash.FieldSelection;
import io.memo.hash.NamedFields;
import java.lang.reflect.Field;
import java.lang.reflect.Proxy;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The fields that count of a managed object that unforeseen code holds. Of one of the application: those that any code reads
 * that is reached; all, where it is handed to something reflective or the code of its class was not followed; and what
 * it inherits from a library, for what the library reads is not known. Of one of a library: none, it counts by its name.
 */
public final class HeldFields implements NamedFields, FieldSelection {

    private final ExternalObjects objects;
    private final Set<String> followed;
    private final Set<String> whole;
    private final Set<String> read;

    /**
     * @param code what is read
     * @param followed the binary names of the classes whose code was followed for that
     * @param objects knows what belongs to the application
     */
    public HeldFields(CodeFingerprint code, Set<String> followed, ExternalObjects objects) {
        this.objects = objects;
        this.followed = Set.copyOf(followed);
        this.whole = code.wholeTypes();
        this.read = ReadFields.namesOf(code);
    }

    @Override
    public @Nullable FieldSelection of(Class<?> type) {
        return objects.isApplication(type) && !Proxy.isProxyClass(type) ? this : null;
    }

    @Override
    public boolean includes(Class<?> type, Field field) {
        Class<?> owner = field.getDeclaringClass();
        if (read.contains(owner.getName() + "." + field.getName())) {
            return true;
        }
        boolean known = followed.contains(type.getName())
                && !whole.contains(type.getName())
                && !whole.contains(owner.getName());
        return !(known && objects.isApplication(owner)) && FieldSelection.isPartOfValue(type, field);
    }
}
