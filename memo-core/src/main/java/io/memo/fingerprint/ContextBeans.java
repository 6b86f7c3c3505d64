package io.memo.fingerprint;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a running application knows of its objects and class files do not tell. Names of classes are binary names.
 *
 * @param classes the class of each bean that has been made, without proxies, by the bean's name
 * @param open the declared types of beans that are not made yet: their classes may be these or any below
 * @param outside the interfaces of beans behind which a library reads from outside
 * @param guarded whether calls of beans are checked by Spring Security's annotations
 * @param resources tells of resources that beans hold
 */
public record ContextBeans(
        Map<String, String> classes, Set<String> open, Set<String> outside, boolean guarded, Resources resources) {

    /** Nothing is known but the class files. */
    public static final ContextBeans UNKNOWN = new ContextBeans(Map.of(), Set.of("java.lang.Object"), Set.of(), true);

    /** Copies what it is given. */
    public ContextBeans {
        classes = Map.copyOf(classes);
        open = Set.copyOf(open);
        outside = Set.copyOf(outside);
    }

    /** Nothing is known of resources. */
    public ContextBeans(Map<String, String> classes, Set<String> open, Set<String> outside, boolean guarded) {
        this(classes, open, outside, guarded, (type, field) -> Optional.empty());
    }

    /** What fields of beans hold of Spring's resources, as they are when it is asked. */
    @FunctionalInterface
    public interface Resources {

        /**
         * Returns whether the content of what such beans hold in the field is part of keys; empty if there is no such bean, or one
         * holds something else.
         *
         * @param type the class that declares the field
         * @param field its name
         */
        Optional<Boolean> countIn(String type, String field);
    }
}
