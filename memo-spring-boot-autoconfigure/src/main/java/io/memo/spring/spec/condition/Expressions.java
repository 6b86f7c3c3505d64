package io.memo.spring.spec.condition;

/**
 * What is said of one method in SpEL, as it is written.
 *
 * @param condition which calls are memoized
 * @param unless which results are not stored
 * @param validate which stored results may still be returned
 * @param ttl how long a result may be returned
 * @param onRelease what is done with a result that memory has let go of
 */
public record Expressions(Written condition, Written unless, Written validate, Written ttl, Written onRelease) {

    /**
     * An expression.
     *
     * @param where the attribute or the property that holds it
     * @param expression blank for none
     */
    public record Written(String where, String expression) {

        /** Nothing. */
        public static final Written NONE = new Written("", "");
    }
}
