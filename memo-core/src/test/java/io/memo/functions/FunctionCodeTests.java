package io.memo.functions;

import static org.assertj.core.api.Assertions.assertThat;

import io.memo.MemoizedMethod;
import io.memo.Memoizer;
import io.memo.fingerprint.Compiled;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** 6.2, 6.3: the code behind functions, in versions of one class that different class loaders hold. */
class FunctionCodeTests {

    private static final String SVC = """
            package app;
            import java.util.function.*;
            public class Svc {
                static int vat(int x) { return x * 119; }
                static int unrelated(int x) { return x + 1; }
                int bound(int x) { return vat(x) + 3; }
                public static Function<Integer, Integer> lambda() { return x -> vat(x) + 7; }
                public static Function<Integer, Integer> nested() {
                    return x -> { Supplier<Integer> s = () -> vat(x) + 7; return s.get(); };
                }
                public static Function<Integer, Integer> bound() { return new Svc()::bound; }
                public static Supplier<Integer> other() { return () -> 5; }
                public static Function<Integer, Integer> named() { return new Named(); }
                static class Named implements Function<Integer, Integer> {
                    public Integer apply(Integer x) { return vat(x) + 7; }
                }
            }
            """;

    @TempDir
    Path folder;

    private int versions;

    /** The function that a version of the class gives; each version is another class. */
    @SuppressWarnings("unchecked")
    private Function<Integer, Integer> function(String source, String method) throws Exception {
        Path place = folder.resolve("v" + versions++);
        Compiled.of(Map.of("app/Svc", source)).into(place);
        URLClassLoader loader =
                new URLClassLoader(new URL[] {place.toUri().toURL()}, getClass().getClassLoader());
        Method found = Class.forName("app.Svc", true, loader).getMethod(method);
        return (Function<Integer, Integer>) found.invoke(null);
    }

    private String fingerprint(String source, String method) throws Exception {
        Memoizer memoizer = Memoizer.create();
        memoizer.memoize(function(source, method));
        MemoizedMethod memoized = memoizer.methods().get(0);
        assertThat(memoized.warnings()).isEmpty();
        return memoized.fingerprint();
    }

    @Test
    @DisplayName("V34, C06: the body of a function and what it calls move its fingerprint, nothing else does")
    void bodiesAndCalleesCount() throws Exception {
        for (String method : new String[] {"lambda", "nested", "named", "bound"}) {
            String before = fingerprint(SVC, method);
            assertThat(fingerprint(SVC, method)).as(method).isEqualTo(before);
            assertThat(fingerprint(SVC.replace("x * 119", "x * 107"), method))
                    .as(method)
                    .isNotEqualTo(before);
            assertThat(fingerprint(SVC.replace("+ 7", "+ 8").replace("+ 3", "+ 4"), method))
                    .as(method)
                    .isNotEqualTo(before);
            assertThat(fingerprint(SVC.replace("x + 1", "x + 2").replace("() -> 5", "() -> 6"), method))
                    .as(method)
                    .isEqualTo(before);
        }
    }

    @Test
    @DisplayName(
            "C22, C23: an edited function never sees the results of the one before, nor the reverted one of either")
    void editedCodeSharesNothing() throws Exception {
        Memoizer memoizer = Memoizer.create();
        String edited = SVC.replace("x * 119", "x * 107");
        Function<Integer, Integer> first = memoizer.memoize(function(SVC, "lambda"));
        Function<Integer, Integer> second = memoizer.memoize(function(edited, "lambda"));
        Function<Integer, Integer> reverted = memoizer.memoize(function(SVC, "lambda"));
        assertThat(first.apply(1000)).isEqualTo(119007);
        assertThat(second.apply(1000)).isEqualTo(107007);
        assertThat(reverted.apply(1000)).isEqualTo(119007);
        assertThat(memoizer.methods())
                .extracting(MemoizedMethod::name)
                .containsExactly("Svc.lambda", "Svc.lambda-2", "Svc.lambda-3");
        assertThat(memoizer.methods().get(0).fingerprint())
                .isEqualTo(memoizer.methods().get(2).fingerprint())
                .isNotEqualTo(memoizer.methods().get(1).fingerprint());
    }

    @Test
    @DisplayName(
            "6.6: of lambdas that look alike, the code of each counts where they cannot be told apart, from Java 24 on")
    void lambdasThatLookAlike() throws Exception {
        String twins = SVC.replace(
                "static int unrelated",
                "static Function<Integer, Integer> twin() { return y -> y - 9; } static int unrelated");
        boolean moves = !fingerprint(twins.replace("y - 9", "y - 8"), "lambda").equals(fingerprint(twins, "lambda"));
        assertThat(moves).isEqualTo(Runtime.version().feature() >= 24);
        assertThat(fingerprint(twins.replace("y - 9", "y - 8"), "bound")).isEqualTo(fingerprint(twins, "bound"));
    }
}
