package io.memo.spring.autoconfigure.condition;

import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.context.annotation.Conditional;

/**
 * Matches if a property of memo has a boolean value. The value is bound as Boot binds booleans: {@code yes}, {@code on} and
 * {@code 1} are true, and what is neither true nor false keeps the application from starting.
 */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@Repeatable(ConditionalOnSetting.All.class)
@Conditional(OnSettingCondition.class)
public @interface ConditionalOnSetting {

    /** The name of the property. */
    String value();

    /** The value that matches. */
    boolean is() default true;

    /** The value of a property that is not set. */
    boolean unset() default false;

    /** Several of them, all of which have to match. */
    @Target({ElementType.TYPE, ElementType.METHOD})
    @Retention(RetentionPolicy.RUNTIME)
    @Conditional(OnSettingCondition.class)
    @interface All {

        ConditionalOnSetting[] value();
    }
}
