package io.memo.fingerprint.classfile.woven;

import io.memo.fingerprint.classfile.code.MethodBody;
import io.memo.fingerprint.classfile.code.MethodRef;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What has to be done to a woven class, so that it is the one that was written, or that and what advice of others made of it.
 *
 * @param written by method, the one that holds the code that was written for it
 * @param needless the methods that are left out
 * @param closures the classes that only advice of memo's own needs
 * @param descriptions by field that describes a join point, what it says; these fields are left out
 * @param described how many instructions at the begin of the class initialiser describe join points and are left out
 */
public record Folding(
        Map<MethodRef, MethodRef> written,
        Set<MethodRef> needless,
        Set<String> closures,
        Map<String, String> descriptions,
        int described) {

    /** For a class that nothing was woven into. */
    public static final Folding NOTHING = new Folding(Map.of(), Set.of(), Set.of(), Map.of(), 0);

    public Folding {
        written = Map.copyOf(written);
        needless = Set.copyOf(needless);
        closures = Set.copyOf(closures);
        descriptions = Map.copyOf(descriptions);
    }

    /** Where classes that the weaver made are read from. */
    @FunctionalInterface
    public interface Closures {

        /** Returns the bodies of a closure's methods, or null if there is no such closure. */
        @Nullable
        Map<MethodRef, MethodBody> bodiesOf(String internalName);
    }

    /** Returns whether the class stays as it is. */
    public boolean isNothing() {
        return written.isEmpty() && descriptions.isEmpty();
    }

    /**
     * Returns what is to be done.
     *
     * @param owner the internal name of the class
     * @param bodies of all its methods that have one, in no way normalised
     */
    public static Folding of(String owner, Map<MethodRef, MethodBody> bodies, Closures closures) {
        return new FoldingSearch(owner, bodies, closures).found();
    }
}
