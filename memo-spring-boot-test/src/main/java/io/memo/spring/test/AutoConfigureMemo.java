package io.memo.spring.test;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.test.context.PropertyMapping;

/**
 * Says of a test class whether methods are memoized. Slices such as {@code @WebMvcTest} leave memo out unless this annotation
 * is there; {@code @SpringBootTest} has it anyway. Applies to nested classes too.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
@ImportAutoConfiguration
public @interface AutoConfigureMemo {

    /**
     * Returns whether methods are memoized: {@code memo.enabled}, whatever the properties of the application say. If not, every
     * call runs its method, and the bean {@link io.memo.Memoizer} holds nothing.
     */
    @PropertyMapping("memo.enabled")
    boolean enabled() default true;
}
