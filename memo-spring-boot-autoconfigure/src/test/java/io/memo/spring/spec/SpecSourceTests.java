package io.memo.spring.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.memo.CheckMode;
import io.memo.InvalidMemoizeException;
import io.memo.KeyDimension;
import io.memo.Memoize;
import io.memo.MutationPolicy;
import io.memo.ReturnMode;
import io.memo.call.MethodSpec;
import io.memo.engine.call.CallConditions;
import io.memo.spring.dimension.DimensionBeans;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.util.ReflectionUtils;

class SpecSourceTests {

    private static final String PREFIX = "memo.methods.Quotes.price.";
    private static final Method METHOD =
            Objects.requireNonNull(ReflectionUtils.findMethod(Quotes.class, "price", long.class));

    @Test
    @DisplayName("2: a method without conditions has none, which is what costs nothing")
    void noConditions() {
        assertThat(conditions(Map.of())).isNull();
        assertThat(conditions(Map.of("unless", " "))).isNull();
    }

    @Test
    @DisplayName("2, L13: only results that took longer than 0.1 s are stored")
    void onlySlowResultsAreStored() {
        CallConditions conditions = conditions(Map.of("unless", "#took.toMillis() <= 100"));
        assertThat(conditions).isNotNull();
        Object[] arguments = {1L};
        assertThat(conditions.unless(new Quotes(), arguments, "result", Duration.ofMillis(100)))
                .isTrue();
        assertThat(conditions.unless(new Quotes(), arguments, "result", Duration.ofMillis(101)))
                .isFalse();
        assertThat(conditions.condition(new Quotes(), arguments)).isTrue();
        assertThat(conditions.validate(new Quotes(), arguments, "result")).isTrue();
    }

    @ParameterizedTest
    @DisplayName("2: an expression that cannot be parsed, or names a variable that is not there, is refused")
    @CsvSource(
            delimiter = '|',
            value = {
                "condition | #id >        | is no SpEL expression",
                "unless    | #result ==   | is no SpEL expression",
                "validate  | (#result     | is no SpEL expression",
                "condition | #result == 1 | names #result, but there are #a0, #id, #p0, #root, #this",
                "unless    | #reslut == 1 | names #reslut, but there are #a0, #id, #p0, #result, #root, #this, #took",
                "validate  | #took == 1   | names #took",
                "unless    | #p1 == 1     | names #p1",
                "unless    | #now() == 1  | names #now"
            })
    void expressionThatMakesNoSenseIsRefused(String attribute, String expression, String problem) {
        assertThatThrownBy(() -> conditions(Map.of(attribute, expression)))
                .isInstanceOf(InvalidMemoizeException.class)
                .hasMessageContaining("Quotes.price(long)")
                .hasMessageContaining("memo.methods.Quotes.price")
                .hasMessageContaining(attribute + " = \"" + expression + "\" " + problem);
    }

    @ParameterizedTest
    @DisplayName("L05: a ttl in milliseconds, in words or as ISO 8601 has it, in the annotation and in the property")
    @CsvSource({"129600000", "129600s", "36h", "P1DT12H", "PT36H"})
    void ttlIsReadInEachForm(String written) {
        assertThat(spec(Map.of("quotes.ttl", written)).ttl()).isEqualTo(Duration.ofHours(36));
        Map<String, String> property = Map.of("quotes.ttl", "1s", PREFIX + "ttl", written);
        assertThat(spec(property).ttl()).isEqualTo(Duration.ofHours(36));
    }

    @Test
    @DisplayName(
            "5.6: when results are looked at: by the property of the method, else by the annotation, else by that of all")
    void mutationCheck() {
        assertThat(spec(Map.of()).mutationCheck()).isEqualTo(CheckMode.BUDGETED);
        assertThat(spec(Map.of(PREFIX + "mutation-check", "always")).mutationCheck())
                .isEqualTo(CheckMode.ALWAYS);
        assertThat(checked(Map.of()).mutationCheck()).isEqualTo(CheckMode.ALWAYS);
        assertThat(checked(Map.of("memo.methods.Quotes.checked.mutation-check", "budgeted"))
                        .mutationCheck())
                .isEqualTo(CheckMode.BUDGETED);
    }

    @Test
    @DisplayName("5.6: two modes on one method are refused")
    void twoModes() {
        Method method = Objects.requireNonNull(ReflectionUtils.findMethod(Quotes.class, "twice"));
        Memoize memoize = Objects.requireNonNull(AnnotatedElementUtils.findMergedAnnotation(method, Memoize.class));
        assertThatThrownBy(() -> specs(Map.of()).spec(memoize, method, Quotes.class))
                .isInstanceOf(InvalidMemoizeException.class)
                .hasMessageContaining("mutationCheck = [BUDGETED, ALWAYS]; there can be only one.");
    }

    @Test
    @DisplayName("SPEC 11.1: what a method varies by: what all do, then its property, or else its annotation")
    void varyBy() {
        assertThat(varying(Map.of()).dimensions()).containsExactly("all", "annotated");
        assertThat(varying(Map.of("memo.methods.Quotes.varying.vary-by", "other, all"))
                        .dimensions())
                .containsExactly("all", "other");
        assertThat(varying(Map.of("memo.methods[Quotes.varying].vary-by[0]", "other"))
                        .dimensions())
                .containsExactly("all", "other");
        assertThat(varying(Map.of("memo.methods.Quotes.varying.vary-by", "")).dimensions())
                .containsExactly("all");
    }

    private static MethodSpec varying(Map<String, String> properties) {
        Method method = Objects.requireNonNull(ReflectionUtils.findMethod(Quotes.class, "varying"));
        Memoize memoize = Objects.requireNonNull(AnnotatedElementUtils.findMergedAnnotation(method, Memoize.class));
        return specs(properties, "all").spec(memoize, method, Quotes.class);
    }

    private static MethodSpec checked(Map<String, String> properties) {
        Method method = Objects.requireNonNull(ReflectionUtils.findMethod(Quotes.class, "checked"));
        Memoize memoize = Objects.requireNonNull(AnnotatedElementUtils.findMergedAnnotation(method, Memoize.class));
        return specs(properties).spec(memoize, method, Quotes.class);
    }

    private static MethodSpec spec(Map<String, String> properties) {
        return specs(properties).spec(memoize(), METHOD, Quotes.class);
    }

    private static Memoize memoize() {
        return Objects.requireNonNull(AnnotatedElementUtils.findMergedAnnotation(METHOD, Memoize.class));
    }

    private static @Nullable CallConditions conditions(Map<String, String> properties) {
        Map<String, String> prefixed = new HashMap<>();
        properties.forEach((key, value) -> prefixed.put(PREFIX + key, value));
        SpecSource specs = specs(prefixed);
        return specs.conditions(memoize(), specs.spec(memoize(), METHOD, Quotes.class));
    }

    @Test
    @DisplayName("5.5: what callers get: by the property of the method, else by the annotation, else by that of all")
    void returnsIsTakenFromTheNearestSetting() {
        assertThat(spec(Map.of()).returns()).isEqualTo(ReturnMode.SHARED);
        assertThat(spec(Map.of(PREFIX + "returns", "copy")).returns()).isEqualTo(ReturnMode.COPY);
        assertThat(method("frozen", Map.of()).returns()).isEqualTo(ReturnMode.FROZEN);
        assertThat(method("frozen", Map.of("memo.methods.Quotes.frozen.returns", "shared"))
                        .returns())
                .isEqualTo(ReturnMode.SHARED);
        assertThatThrownBy(() -> method("both", Map.of()))
                .isInstanceOf(InvalidMemoizeException.class)
                .hasMessageContaining("returns = [FROZEN, COPY]; there can be only one.");
    }

    private static MethodSpec method(String name, Map<String, String> properties) {
        Method method = Objects.requireNonNull(ReflectionUtils.findMethod(Quotes.class, name));
        Memoize memoize = Objects.requireNonNull(AnnotatedElementUtils.findMergedAnnotation(method, Memoize.class));
        return specs(properties).spec(memoize, method, Quotes.class);
    }

    private static SpecSource specs(Map<String, String> properties, String... ofAll) {
        StandardEnvironment environment = new StandardEnvironment();
        environment.getPropertySources().addFirst(new MapPropertySource("test", Map.copyOf(properties)));
        DefaultListableBeanFactory beans = new DefaultListableBeanFactory();
        for (String name : List.of("all", "annotated", "other")) {
            beans.registerSingleton(name, KeyDimension.of(name, () -> name));
        }
        return new SpecSource(
                environment,
                new HasherBeans(beans),
                new DimensionBeans(beans, List.of(ofAll)),
                new MemoizeDefaults(10, MutationPolicy.WARN, CheckMode.BUDGETED, ReturnMode.SHARED, false),
                beans);
    }

    static class Quotes {

        @Memoize(varyBy = "annotated")
        public String varying() {
            return "v";
        }

        @Memoize(mutationCheck = CheckMode.ALWAYS)
        public String checked() {
            return "c";
        }

        @Memoize(mutationCheck = {CheckMode.BUDGETED, CheckMode.ALWAYS})
        public String twice() {
            return "t";
        }

        @Memoize(returns = ReturnMode.FROZEN)
        public List<String> frozen() {
            return List.of();
        }

        @Memoize(returns = {ReturnMode.FROZEN, ReturnMode.COPY})
        public List<String> both() {
            return List.of();
        }

        @Memoize(name = "Quotes.price", ttl = "${quotes.ttl:}")
        public String price(long id) {
            return "p" + id;
        }
    }
}
