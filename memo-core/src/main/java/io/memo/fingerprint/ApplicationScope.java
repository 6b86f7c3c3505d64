package io.memo.fingerprint;

import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/**
 * The packages whose code is followed. A class is in scope if its package is one of them or lies below one; all else is
 * library code, which is named but not followed. The unnamed package (the empty name) has no sub-packages.
 *
 * @param packages sorted names, none of which lies below another
 * @param pinsLibraries whether the libraries that the code names count as well, by what they hold
 */
public record ApplicationScope(Set<String> packages, boolean pinsLibraries) {

    public ApplicationScope {
        Set<String> outermost = new TreeSet<>();
        for (String name : packages) {
            if (packages.stream().noneMatch(other -> !other.equals(name) && lies(name, other))) {
                outermost.add(name);
            }
        }
        packages = Collections.unmodifiableSet(outermost);
    }

    /** Returns the scope of these packages; libraries count by name only. */
    public static ApplicationScope of(Set<String> packages) {
        return new ApplicationScope(packages, false);
    }

    /** Returns the scope of the same packages in which libraries are pinned. */
    public ApplicationScope pinningLibraries() {
        return new ApplicationScope(packages, true);
    }

    /** Returns the scope that also holds the package. */
    public ApplicationScope with(String packageName) {
        if (containsPackage(packageName)) {
            return this;
        }
        Set<String> more = new TreeSet<>(packages);
        more.add(packageName);
        return new ApplicationScope(more, pinsLibraries);
    }

    /** Returns whether the class with this binary name is in scope. */
    public boolean contains(String binaryName) {
        int dot = binaryName.lastIndexOf('.');
        return containsPackage(dot < 0 ? "" : binaryName.substring(0, dot));
    }

    private boolean containsPackage(String packageName) {
        for (String scope : packages) {
            if (lies(packageName, scope)) {
                return true;
            }
        }
        return false;
    }

    private static boolean lies(String name, String scope) {
        return name.equals(scope) || (!scope.isEmpty() && name.startsWith(scope) && name.charAt(scope.length()) == '.');
    }
}
