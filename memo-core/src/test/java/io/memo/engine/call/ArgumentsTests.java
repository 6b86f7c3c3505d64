package io.memo.engine.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.memo.MutationPolicy;
import io.memo.call.MethodSpec;
import java.lang.reflect.Method;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** 2: the arguments of {@code clear(name, …)} and {@code explain(name, …)} are those of a call. */
class ArgumentsTests {

    @Test
    @DisplayName("2: a primitive argument is widened as in a call")
    void primitiveIsWidened() {
        assertThat(of("number", 1, (short) 2)).containsExactly(1L, 2.0);
        assertThat(of("number", 'a', 2f)).containsExactly(97L, 2.0);
        assertThat(of("number", 1L, 2.0)).containsExactly(1L, 2.0);
    }

    @Test
    @DisplayName("2: an argument that no call could have is refused, naming the parameter")
    void impossibleValueIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> of("number", 1.5, 2))
                .withMessageContaining("'first'")
                .withMessageContaining("Calls.number")
                .withMessageContaining("long")
                .withMessageContaining("java.lang.Double");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> of("number", null, 2))
                .withMessageContaining("null was given");
        assertThatIllegalArgumentException().isThrownBy(() -> of("boxed", 1)).withMessageContaining("Long");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> of("number", 1))
                .withMessageContaining("takes 2 argument(s), not 1");
        assertThatIllegalArgumentException().isThrownBy(() -> of("words", "a", 1, "b"));
        assertThatIllegalArgumentException().isThrownBy(() -> of("words"));
    }

    @Test
    @DisplayName("2: null is an argument like any other")
    void nullIsLikeAnyOther() {
        assertThat(of("boxed", new @Nullable Object[] {null})).containsExactly((Object) null);
        assertThat(of("words", "a", null)).containsExactly("a", null);
    }

    @Test
    @DisplayName("2: anything does for an ignored parameter")
    void ignoredParameterTakesAnything() {
        assertThat(of("ignoring", null, "a")).containsExactly(null, "a");
        assertThat(of("ignoring", "no number", "a")).containsExactly("no number", "a");
        assertThat(of("ignoringRest", "a")).hasSize(2).startsWith("a");
        assertThat(of("ignoringRest", "a", 1, 2)).hasSize(2).startsWith("a");
    }

    @Test
    @DisplayName("2: those of a variable-arity parameter come one by one or as an array")
    void variableArity() {
        assertThat(of("words", "a")).containsExactly("a", new String[0]);
        assertThat(of("words", "a", "b")).containsExactly("a", new String[] {"b"});
        assertThat(of("words", "a", "b", "c")).containsExactly("a", new String[] {"b", "c"});
        assertThat(of("words", "a", new String[] {"b", "c"})).containsExactly("a", new String[] {"b", "c"});
        assertThat(of("words", new String[] {"a", "b", "c"})).containsExactly("a", new String[] {"b", "c"});
        assertThat(of("numbers", 1, 2L)).containsExactly((Object) new long[] {1, 2});
        assertThat(of("numbers")).containsExactly((Object) new long[0]);
    }

    private static @Nullable Object[] of(String name, @Nullable Object... given) {
        Method method = Stream.of(Calls.class.getDeclaredMethods())
                .filter(candidate -> candidate.getName().equals(name))
                .findFirst()
                .orElseThrow();
        List<MethodSpec.Parameter> parameters = Stream.of(method.getParameters())
                .map(parameter -> new MethodSpec.Parameter(
                        parameter.getName(), parameter.getName().equals("ignored")))
                .toList();
        return Arguments.of(
                new MethodSpec(
                        "Calls." + name,
                        method,
                        Calls.class,
                        parameters,
                        null,
                        1,
                        false,
                        MutationPolicy.WARN,
                        "",
                        List.of()),
                given);
    }

    interface Calls {
        Object number(long first, double second);

        Object boxed(@Nullable Long value);

        Object words(String first, String... rest);

        Object numbers(long... all);

        Object ignoring(int ignored, String text);

        Object ignoringRest(String text, String... ignored);
    }
}
