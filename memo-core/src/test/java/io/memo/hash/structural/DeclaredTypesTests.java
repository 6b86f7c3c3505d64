package io.memo.hash.structural;

import static org.assertj.core.api.Assertions.assertThat;

import io.memo.Hashers;
import io.memo.MemoIgnore;
import io.memo.UnhashableTypeException;
import io.memo.ValuePart;
import io.memo.hash.Origin;
import io.memo.hash.StructuralHasher;
import java.io.InputStream;
import java.lang.reflect.Method;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.Lock;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** SPEC 3.6: what a declared result cannot hold is told before the first call. */
class DeclaredTypesTests {

    private static final Origin RESULT = new Origin("Shop.get", ValuePart.RETURN_VALUE, "result");

    private final StructuralHasher hasher = StructuralHasher.create();

    interface Shop {
        List<Optional<InputStream>> nested();

        Map<String, Report> reports();

        Report[] array();

        Page<Stream<String>> page();

        List<? extends Iterator<String>> wildcard();

        List<Object> anything();

        Ignoring ignoring();

        Tree tree();

        Class<Thread> type();

        Runnable anyRunnable();
    }

    record Report(String title, Lock lock) {}

    record Ignoring(String title, @MemoIgnore Lock lock) {}

    record Page<T>(List<T> content) {}

    static final class Tree {
        @Nullable
        Tree left;

        @Nullable
        Tree right;
    }

    @Test
    @DisplayName("3.6: type arguments, record components, elements of arrays and wildcards are looked through")
    void refusedPlacesAreNamed() {
        assertThat(paths("nested")).containsExactly("result[][]");
        assertThat(paths("reports")).containsExactly("result[].lock");
        assertThat(paths("array")).containsExactly("result[].lock");
        assertThat(paths("page")).isNotEmpty();
        assertThat(paths("wildcard")).containsExactly("result[]");
    }

    @Test
    @DisplayName("3.6: what may be anything, is ignored, or refers to itself is no reason")
    void nothingSpeaksAgainst() {
        assertThat(List.of("anything", "ignoring", "tree", "type", "anyRunnable"))
                .allSatisfy(method -> assertThat(paths(method)).isEmpty());
    }

    @Test
    @DisplayName("4.6: the remedy names the field of the application, and a hasher for the type ends it")
    void remediesWork() {
        UnhashableTypeException refused = hasher.refusal(type("reports"), RESULT);
        assertThat(refused).isNotNull();
        assertThat(refused.remedies()).anyMatch(remedy -> remedy.contains("@MemoIgnore"));
        StructuralHasher served = StructuralHasher.builder()
                .hashers(List.of(Hashers.identity(Lock.class)))
                .build();
        assertThat(served.refusal(type("reports"), RESULT)).isNull();
    }

    private List<String> paths(String method) {
        UnhashableTypeException refused = hasher.refusal(type(method), RESULT);
        return refused == null
                ? List.of()
                : refused.offences().stream()
                        .map(UnhashableTypeException.Offence::path)
                        .toList();
    }

    private static java.lang.reflect.Type type(String name) {
        return Stream.of(Shop.class.getDeclaredMethods())
                .filter(method -> method.getName().equals(name))
                .map(Method::getGenericReturnType)
                .findFirst()
                .orElseThrow();
    }
}
