package io.memo.spring.dimension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.memo.InvalidMemoizeException;
import io.memo.KeyDimension;
import io.memo.Memoize;
import io.memo.Memoizer;
import io.memo.spring.autoconfigure.MemoAutoConfiguration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class DimensionBeansTests {

    private final DefaultListableBeanFactory beans = new DefaultListableBeanFactory();
    private final AtomicInteger made = new AtomicInteger();

    private void declare(DefaultListableBeanFactory factory, String bean, Supplier<KeyDimension> dimension) {
        factory.registerBeanDefinition(bean, new RootBeanDefinition(KeyDimension.class, () -> {
            made.incrementAndGet();
            return dimension.get();
        }));
    }

    private static KeyDimension called(String name, String value) {
        return KeyDimension.of(name, () -> value);
    }

    private static List<@Nullable Object> values(DimensionBeans dimensions, String... names) {
        return dimensions.with(List.of(names), InvalidMemoizeException::new).stream()
                .<@Nullable Object>map(KeyDimension::value)
                .toList();
    }

    /** Of this package, as those that memo brings. */
    private record ReadyMade(String name) implements KeyDimension {

        @Override
        public Object value() {
            return "ready-made";
        }
    }

    @Test
    @DisplayName("SPEC 11.1: no dimension is made before a method varies")
    void areMadeLate() {
        declare(beans, "tenant", () -> called("tenant", "a"));
        DimensionBeans dimensions = new DimensionBeans(beans, List.of());
        dimensions.afterSingletonsInstantiated();
        assertThat(values(dimensions)).isEmpty();
        assertThat(made).hasValue(0);
        assertThat(values(dimensions, "tenant")).containsExactly("a");
        assertThat(made).hasValue(1);
    }

    @Test
    @DisplayName("SPEC 11.1: those of all come first, each once, in the order in which they are named")
    void thoseOfAllComeFirst() {
        declare(beans, "x", () -> called("tenant", "a"));
        declare(beans, "y", () -> called("locale", "de"));
        declare(beans, "z", () -> called("zone", "UTC"));
        assertThat(values(new DimensionBeans(beans, List.of("zone", "tenant")), "tenant", "locale", "zone", "locale"))
                .containsExactly("UTC", "a", "de");
    }

    @Test
    @DisplayName("SPEC 11.1: a ready-made dimension gives way to one of the application by the same name")
    void readyMadeGivesWay() {
        declare(beans, "memoTenant", () -> new ReadyMade("tenant"));
        declare(beans, "memoLocale", () -> new ReadyMade("locale"));
        declare(beans, "tenant", () -> called("tenant", "a"));
        assertThat(values(new DimensionBeans(beans, List.of()), "tenant", "locale"))
                .containsExactly("a", "ready-made");
    }

    @Test
    @DisplayName("SPEC 11.1: a child context's dimension comes before its parent's, and that before a ready-made one")
    void parentsCount() {
        DefaultListableBeanFactory child = new DefaultListableBeanFactory(beans);
        declare(beans, "one", () -> called("one", "parent"));
        declare(beans, "two", () -> called("two", "parent"));
        declare(child, "other", () -> called("two", "child"));
        declare(child, "memoOne", () -> new ReadyMade("one"));
        assertThat(values(new DimensionBeans(child, List.of()), "one", "two")).containsExactly("parent", "child");
    }

    @Test
    @DisplayName("SPEC 11.1: those of functions are looked up when they are asked, and again after a failure")
    void thoseOfFunctionsAreLookedUpLate() {
        DimensionBeans dimensions = new DimensionBeans(beans, List.of("tenant"));
        KeyDimension[] ofFunctions = dimensions.ofFunctions();
        assertThat(ofFunctions).hasSize(1);
        assertThat(ofFunctions[0].name()).isEqualTo("tenant");
        AtomicInteger asked = new AtomicInteger();
        declare(beans, "tenant", () -> {
            if (asked.incrementAndGet() == 1) {
                throw new IllegalStateException("not yet");
            }
            return called("tenant", "a");
        });
        assertThatThrownBy(ofFunctions[0]::value).hasRootCauseMessage("not yet");
        assertThat(ofFunctions[0].value()).isEqualTo("a");
        assertThat(ofFunctions[0].value()).isEqualTo("a");
        assertThat(asked).hasValue(2);
    }

    @Test
    @DisplayName("SPEC 11.1: a blank name of memo.vary-by keeps the Memoizer from being made")
    void blankNameOfAllIsRefused() {
        assertThatThrownBy(() -> new DimensionBeans(beans, List.of(" ")).ofFunctions())
                .isInstanceOf(InvalidMemoizeException.class)
                .hasMessage(
                        "memo.vary-by = \" \"; the name of a dimension must not be blank. Write what KeyDimension.name() returns,"
                                + " such as tenant, or leave it out.");
    }

    @Test
    @DisplayName("SPEC 11.1: of many names ten are shown")
    void manyNamesAreCutShort() {
        for (char letter = 'a'; letter < 'l'; letter++) {
            String name = ("" + letter).repeat(9);
            declare(beans, name, () -> called(name, "v"));
        }
        assertThatThrownBy(() -> values(new DimensionBeans(beans, List.of()), "tenant"))
                .hasMessageContaining("this name(): there are aaaaaaaaa, ")
                .hasMessageContaining("jjjjjjjjj, …. Correct")
                .hasMessageNotContaining("kkk");
    }

    @Test
    @DisplayName("SPEC 11.1: an application without one starts, and one that nothing names is not made")
    void applicationStarts() {
        new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(MemoAutoConfiguration.class))
                .withBean(Greetings.class)
                .withBean(
                        "tenant",
                        KeyDimension.class,
                        () -> {
                            made.incrementAndGet();
                            return called("tenant", "a");
                        },
                        definition -> definition.setLazyInit(true))
                .run(context -> {
                    context.getBean(Greetings.class).hello("x");
                    Supplier<String> function = () -> "x";
                    context.getBean(Memoizer.class).memoize(function).get();
                    assertThat(made).hasValue(0);
                });
    }

    static class Greetings {

        @Memoize
        public String hello(String name) {
            return "hello " + name;
        }
    }
}
