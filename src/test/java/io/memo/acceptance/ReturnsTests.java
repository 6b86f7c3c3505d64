package io.memo.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.memo.InvalidMemoizeException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

class ReturnsTests {

    private static final String CATALOGUE = """
            package shop;
            import io.memo.*;
            import java.util.*;
            import reactor.core.publisher.*;
            @org.springframework.stereotype.Service
            public class Catalogue {
                @Memoize(returns = ReturnMode.COPY, persist = true)
                public List<Date> copied() { return ran("copied"); }
                @Memoize(returns = ReturnMode.FROZEN)
                public List<String> frozen() { Runs.ran("frozen"); return new ArrayList<>(List.of("a")); }
                @Memoize(returns = ReturnMode.COPY)
                public Mono<List<Date>> mono() { return Mono.fromCallable(() -> ran("mono")); }
                @Memoize(returns = ReturnMode.COPY)
                public Flux<Date> flux() { return Flux.defer(() -> Flux.fromIterable(ran("flux"))); }
                @Memoize(returns = ReturnMode.FROZEN)
                public Flux<List<String>> rows() { return Flux.just(new ArrayList<>(List.of("a"))); }
                @Memoize
                public List<Date> plain() { return ran("plain"); }
                @Memoize(allowOutputMutation = true)
                public Object allowed() { return new Object(); }
                private static List<Date> ran(String name) {
                    Runs.ran(name);
                    return new ArrayList<>(List.of(new Date(1), new Date(2)));
                }
                private static final class Runs {
                    static void ran(String name) { io.memo.acceptance.Runs.ran(name); }
                }
            }
            """;

    @TempDir
    private Path folder;

    @BeforeEach
    void resetRuns() {
        Runs.reset();
    }

    private OutsideApplication start(String returns) {
        return OutsideApplication.in(folder)
                .property("memo.returns", returns)
                .property("memo.persist.directory", folder.resolve("kept").toString())
                .start(CATALOGUE);
    }

    private static void requireOwn(List<Date> dates) {
        assertThat(dates).containsExactly(new Date(1), new Date(2));
        dates.get(0).setTime(99);
        dates.remove(1);
    }

    @Test
    @DisplayName(
            "SPEC 5.5: COPY: each caller changes what it got, before and after a restart, and no other one sees it")
    void copiesSurviveARestart() {
        for (int start = 0; start < 2; start++) {
            try (OutsideApplication shop = start("shared")) {
                for (int i = 0; i < 3; i++) {
                    requireOwn(shop.call("shop.Catalogue", "copied"));
                }
            }
        }
        assertThat(Runs.of("copied")).isOne();
    }

    @Test
    @DisplayName(
            "SPEC 5.5, 3.4: COPY and FROZEN through Mono and Flux: each subscriber has its own values, or frozen ones")
    void subscribersGetOwnOrFrozenValues() {
        try (OutsideApplication shop = start("shared")) {
            for (int i = 0; i < 3; i++) {
                requireOwn(shop.<Mono<List<Date>>>call("shop.Catalogue", "mono").block());
                List<Date> all = new ArrayList<>();
                shop.<Flux<Date>>call("shop.Catalogue", "flux")
                        .doOnNext(all::add)
                        .blockLast();
                requireOwn(all);
                List<String> row =
                        shop.<Flux<List<String>>>call("shop.Catalogue", "rows").blockLast();
                assertThatThrownBy(row::clear).isInstanceOf(UnsupportedOperationException.class);
            }
            assertThat(Runs.of("mono")).isOne();
            assertThat(Runs.of("flux")).isOne();
        }
    }

    @Test
    @DisplayName("SPEC 5.5: FROZEN: the line that changes the result throws")
    void frozenListThrowsOnChange() {
        try (OutsideApplication shop = start("shared")) {
            for (int i = 0; i < 2; i++) {
                List<String> frozen = shop.call("shop.Catalogue", "frozen");
                assertThatThrownBy(() -> frozen.add("b")).isInstanceOf(UnsupportedOperationException.class);
            }
            assertThat(Runs.of("frozen")).isOne();
        }
    }

    @Test
    @DisplayName(
            "SPEC 5.5: memo.returns holds for each method that does not say so itself, but for those that allow changes")
    void propertyOfAll() {
        try (OutsideApplication shop = start("copy")) {
            requireOwn(shop.call("shop.Catalogue", "plain"));
            requireOwn(shop.call("shop.Catalogue", "plain"));
            assertThat(shop.<Object>call("shop.Catalogue", "allowed")).isSameAs(shop.call("shop.Catalogue", "allowed"));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "returns = ReturnMode.FROZEN | ArrayList<String> | declare it as List",
                "returns = ReturnMode.FROZEN | List<HashMap<String, String>> | result[] (java.util.HashMap)",
                "returns = ReturnMode.FROZEN | Map<String, int[]> | an array cannot be made unmodifiable",
                "returns = ReturnMode.FROZEN | List<Date> | result[] (java.util.Date)",
                "returns = ReturnMode.FROZEN | List<Store.Dto> | its fields can be set",
                "returns = ReturnMode.FROZEN | Optional<Store.Page> | result.items (java.util.ArrayList)",
                "returns = ReturnMode.FROZEN | Store.Paged<Store.Dto> | result.items[] (shop.Store$Dto): its fields can be set",
                "returns = ReturnMode.FROZEN | Store.Pair<Store.Wrapped<String>, Store.Wrapped<Store.Dto>> | result.second.value (shop.Store$Dto)",
                "returns = ReturnMode.FROZEN | java.util.concurrent.ConcurrentLinkedQueue<String> | return a list: List.copyOf(…)",
                "returns = ReturnMode.FROZEN | List<org.springframework.util.LinkedCaseInsensitiveMap<String>> | result[] (org.springframework.util.LinkedCaseInsensitiveMap): no unmodifiable collection is of the class LinkedCaseInsensitiveMap. Any one of these: declare it as Map; let each",
                "returns = ReturnMode.FROZEN | Store.Entity[] | return a list: List.of(…); share the stored object",
                "returns = ReturnMode.FROZEN | Store.Dtos | result.items[] (shop.Store$Dto): its fields can be set",
                "returns = ReturnMode.COPY | Store.Paged<Store.Paged<Store.Entity>> | result.items[].items[] (shop.Store$Entity): it is an entity",
                "returns = ReturnMode.COPY | org.springframework.data.domain.Page<Store.Entity> | result[] (shop.Store$Entity): it is an entity",
                "returns = ReturnMode.COPY | List<Store.Entity> | return a DTO: a record of the values",
                "returns = ReturnMode.COPY | Map<String, Store.Open> | it is to be closed",
                "returns = ReturnMode.COPY, allowOutputMutation = true | Object | with allowOutputMutation = true"
            })
    @DisplayName(
            "SPEC 5.5: what declared types show to be impossible keeps the application from starting, with place, type and remedy")
    void refusedAtTheStart(String attributes, String type, String told) {
        String shop = """
                package shop;
                import io.memo.*;
                import java.util.*;
                @org.springframework.stereotype.Service
                public class Store {
                    @Memoize(%s)
                    public %s items() { return null; }
                    public static class Dto { public String name; }
                    public record Page(ArrayList<String> items) {}
                    public static class Paged<T> { final List<T> items = List.of(); }
                    public record Wrapped<T>(T value) {}
                    public record Pair<A, B>(A first, B second) {}
                    public static final class Dtos extends Paged<Dto> {}
                    @jakarta.persistence.Entity public static class Entity { long id; }
                    public static class Open implements AutoCloseable { int number; public void close() {} }
                }
                """.formatted(attributes, type);
        assertThatThrownBy(() -> OutsideApplication.in(folder).start(shop).close())
                .isInstanceOf(InvalidMemoizeException.class)
                .hasMessageContaining("@Memoize on Store.items() (memo.methods.Store.items): returns = ")
                .hasMessageContaining(told);
    }

    @Test
    @DisplayName("SPEC 5.5: what the class of the targets says of the types that it inherits counts")
    void inheritedTypesAreKnown() {
        String shop = """
                package shop;
                import io.memo.*;
                import java.util.*;
                @org.springframework.stereotype.Service
                public class Store extends Base<Store.Dto> {
                    public static class Dto { public String name; }
                }
                abstract class Base<T> {
                    @Memoize(returns = ReturnMode.FROZEN)
                    public List<T> all() { return null; }
                }
                """;
        assertThatThrownBy(() -> OutsideApplication.in(folder).start(shop).close())
                .isInstanceOf(InvalidMemoizeException.class)
                .hasMessageContaining("result[] (shop.Store$Dto): its fields can be set");
    }
}
