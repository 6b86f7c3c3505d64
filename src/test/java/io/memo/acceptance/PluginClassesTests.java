package io.memo.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Issue 13.4, SPEC 6.2: classes of one name in two class loaders")
class PluginClassesTests {

    private static final String RULE = """
            package shop;
            public interface Rule {
                int apply(int price);
            }
            """;

    /** What the application has reads one field, what the plugin has the other one. */
    private static final String STANDARD = """
            package shop;
            public class Standard implements Rule {
                public int factor;
                public int added;
                public Standard() { this(2, 1); }
                public Standard(int factor, int added) { this.factor = factor; this.added = added; }
                public int apply(int price) { return price * factor; }
            }
            """;

    private static final String PRICES = """
            package shop;
            import io.memo.*;
            @org.springframework.stereotype.Service
            public class Prices {
                public Rule held = new Standard();
                @Memoize public int given(Rule rule, int price) { return rule.apply(price); }
                @Memoize public int held(int price) { return held.apply(price); }
                public void hold(Rule rule) { held = rule; }
                public Rule own() { return new Standard(); }
            }
            """;

    private static final String BEAN = "shop.Prices";

    @TempDir
    private Path folder;

    @BeforeEach
    void resetRuns() {
        Runs.reset();
    }

    /** Has a class of the same name of its own, and takes all others from the application. */
    private static final class Plugin extends URLClassLoader {

        Plugin(Path classes, ClassLoader application) throws IOException {
            super(new URL[] {classes.toUri().toURL()}, application);
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            return name.equals("shop.Standard") ? findOrLoaded(name) : super.loadClass(name, resolve);
        }

        private Class<?> findOrLoaded(String name) throws ClassNotFoundException {
            Class<?> loaded = findLoadedClass(name);
            return loaded != null ? loaded : findClass(name);
        }

        Object rule(Object... arguments) {
            try {
                Class<?> type = loadClass("shop.Standard");
                return arguments.length == 0
                        ? type.getConstructor().newInstance()
                        : type.getConstructor(int.class, int.class).newInstance(arguments);
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private Plugin plugin(ClassLoader application) throws IOException {
        Path classes = folder.resolve("plugin");
        OutsideApplication.compile(classes, RULE, STANDARD.replace("return price * factor", "return price + added"));
        return new Plugin(classes, application);
    }

    @Test
    @DisplayName("Issue 13.4: as an argument: its own code, its own fields")
    void asArgument() throws IOException {
        try (OutsideApplication shop =
                        OutsideApplication.in(folder.resolve("classes")).start(RULE, STANDARD, PRICES);
                Plugin plugin = plugin(shop.type(BEAN).getClassLoader())) {
            Object own = shop.call(BEAN, "own");
            assertThat(shop.<Integer>call(BEAN, "given", own, 10)).isEqualTo(20);
            assertThat(shop.<Integer>call(BEAN, "given", plugin.rule(), 10)).isEqualTo(11);
            assertThat(shop.<Integer>call(BEAN, "given", plugin.rule(2, 5), 10)).isEqualTo(15);
            assertThat(shop.<Integer>call(BEAN, "given", own, 10)).isEqualTo(20);
            assertThat(shop.memoized("Prices.given").figures().hits()).isOne();
        }
    }

    @Test
    @DisplayName("Issue 13.4: in a field: its own code, its own fields")
    void inField() throws IOException {
        try (OutsideApplication shop =
                        OutsideApplication.in(folder.resolve("classes")).start(RULE, STANDARD, PRICES);
                Plugin plugin = plugin(shop.type(BEAN).getClassLoader())) {
            assertThat(shop.<Integer>call(BEAN, "held", 10)).isEqualTo(20);
            shop.call(BEAN, "hold", plugin.rule());
            assertThat(shop.<Integer>call(BEAN, "held", 10)).isEqualTo(11);
            shop.call(BEAN, "hold", plugin.rule(2, 5));
            assertThat(shop.<Integer>call(BEAN, "held", 10)).isEqualTo(15);
        }
    }
}
