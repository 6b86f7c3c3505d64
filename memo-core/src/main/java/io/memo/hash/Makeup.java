package io.memo.hash;

import java.lang.reflect.Field;
import java.util.List;

/** What a value is made of, for a reader that looks at it piece by piece and must decide as the hasher does. */
public sealed interface Makeup {

    /**
     * The value counts by the fields of one object, and by nothing else.
     *
     * @param object the object, behind all proxies
     * @param kind the number of its class and of what counts of it; means something in this process alone
     * @param fields its fields, in the order in which they are written; all can be read
     */
    record Fields(Object object, int kind, List<Field> fields) implements Makeup {

        /** Copies the list. */
        public Fields {
            fields = List.copyOf(fields);
        }
    }

    /**
     * The value is a proxy that inherits fields of its own from the class of its target: code that reads a field of it, and calls no
     * method, reads these. They count where one of them is not blank ({@code Blanks}).
     *
     * @param proxy the proxy by its fields
     * @param target the object behind it, which counts in any case
     */
    record Shell(Fields proxy, Object target) implements Makeup {}

    /** The value has to be hashed as a whole. */
    record Whole() implements Makeup {

        public static final Whole INSTANCE = new Whole();
    }

    /** The value is a proxy whose target may be another one at the next look. */
    record Changing() implements Makeup {}
}
