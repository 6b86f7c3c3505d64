package io.memo.store.trust;

import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Which classes may be written and read, by name: some of the JDK's, the application's, those that the type of the result
 * names, and those that somebody allowed. Immutable.
 *
 * @param application whether a class with this binary name is one of the application
 * @param named binary names of further classes
 */
record AllowList(Predicate<String> application, Set<String> named) {

    AllowList {
        named = Set.copyOf(named);
    }

    /** Returns why objects of the class are refused, or null if they are not; an array is judged by what it holds. */
    @Nullable
    String refusal(String binaryName) {
        String element = element(binaryName);
        if (element == null) {
            return null;
        }
        if (element.startsWith("org.hibernate.")) {
            return element + " belongs to Hibernate, which would load the rest later, or never: return a DTO or record,"
                    + " or initialise the association; entities are not stored beyond this process";
        }
        if (element.equals("java.lang.invoke.SerializedLambda") || element.contains("$$Lambda")) {
            return "a lambda is code, not data: return what it computes";
        }
        boolean allowed = JdkTypes.owns(element)
                ? JdkTypes.contains(element)
                : named.contains(element) || application.test(element);
        return allowed
                ? null
                : element + " is not on the list of classes that are stored: return a class of the application or a"
                        + " plain value, or add the class to the list";
    }

    /** Returns the binary name of what an array holds in the end, the name itself for others, null for primitives. */
    static @Nullable String element(String binaryName) {
        int dimensions = 0;
        while (dimensions < binaryName.length() && binaryName.charAt(dimensions) == '[') {
            dimensions++;
        }
        if (dimensions == 0) {
            return binaryName;
        }
        String element = binaryName.substring(dimensions);
        return element.startsWith("L") && element.endsWith(";") ? element.substring(1, element.length() - 1) : null;
    }
}
