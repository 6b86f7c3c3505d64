package io.memo.key.external;

import io.memo.fingerprint.CodeFingerprint;
import io.memo.fingerprint.ExternalVariable;
import io.memo.hash.FieldSelection;
import java.lang.reflect.Field;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The fields that count in the external variables of one method. Of an object whose class the fingerprint foresaw: those
 * that reached code reads. Of any other, and of one that is handed to something reflective: all that a value has, for the
 * code that reads them is not known.
 */
public final class ReadFields implements FieldSelection {

    private final LoaderClasses meant;
    private final Set<String> foreseen;
    private final Set<String> whole;
    private final Set<String> read;

    /**
     * @param code what the method's code reads and which classes it foresaw
     * @param loader finds the classes that the code means
     */
    public ReadFields(CodeFingerprint code, @Nullable ClassLoader loader) {
        this.meant = new LoaderClasses(loader);
        this.foreseen = code.liveTypes();
        this.whole = code.wholeTypes();
        this.read = namesOf(code);
    }

    /** Returns the fields of objects that the code reads, each as its class and name. */
    static Set<String> namesOf(CodeFingerprint code) {
        return code.externalVariables().stream()
                .filter(variable -> !variable.isStatic())
                .map(ExternalVariable::toString)
                .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public boolean includes(Class<?> type, Field field) {
        String owner = field.getDeclaringClass().getName();
        if (read.contains(owner + "." + field.getName())) {
            return true;
        }
        boolean known = foreseen.contains(type.getName()) && !whole.contains(type.getName()) && meant.contains(type);
        boolean declaredInApplication = foreseen.contains(owner);
        return !(known && declaredInApplication) && FieldSelection.isPartOfValue(type, field);
    }
}
