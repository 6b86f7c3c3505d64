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

    private static final Set<String> WINDOWS =
            Set.of("org.springframework.data.domain.Window", "org.springframework.data.domain.WindowImpl");

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
        if (WINDOWS.contains(element)) {
            return element
                    + " computes its positions by code that it holds: return its content, and the position to go on"
                    + " from, as a record";
        }
        if (JdkTypes.owns(element)) {
            return JdkTypes.contains(element)
                    ? null
                    : element + " is none of the JDK's values and collections that are stored: return one of these";
        }
        return isListed(element) ? null : unlisted(Set.of(element));
    }

    /** Returns whether the class is refused only since nobody named it. */
    boolean isUnlisted(String binaryName) {
        String element = element(binaryName);
        return element != null
                && !element.startsWith("org.hibernate.")
                && !element.contains("$$Lambda")
                && !WINDOWS.contains(element)
                && !JdkTypes.owns(element)
                && !isListed(element);
    }

    private boolean isListed(String element) {
        return named.contains(element) || LibraryTypes.contains(element) || application.test(element);
    }

    /** Returns what is said of such classes. */
    static String unlisted(Set<String> classes) {
        return "%s %s not on the list of classes that are stored: return what is the application's own or a plain value, or set memo.persist.allow=%s"
                .formatted(
                        String.join(" and ", classes), classes.size() == 1 ? "is" : "are", String.join(",", classes));
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
