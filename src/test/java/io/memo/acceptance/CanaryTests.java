package io.memo.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.memo.CachedObjectMutatedException;
import io.memo.InvalidMemoizeException;
import io.memo.Memoizer;
import io.memo.UnhashableTypeException;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/**
 * 8.3: a word that is nowhere but in values goes through everything that memo does, and is looked for in everything that memo
 * says.
 */
@ExtendWith(OutputCaptureExtension.class)
public class CanaryTests {

    private static final String CANARY = "yellow-bird-7f3a";

    private static final String ORDER = """
            package shop;
            public record Order(String note, Object part) { }
            """;

    private static final String DESK = """
            package shop;
            import java.util.*;
            import io.memo.*;
            @org.springframework.stereotype.Service
            public class Desk {
                private static String shared = io.memo.acceptance.CanaryTests.canary("static");
                private String secret = io.memo.acceptance.CanaryTests.canary("external");

                @Memoize
                public List<Object> order(String text, Order order) {
                    return new ArrayList<>(List.of(text, order, secret, shared, text.hashCode()));
                }
                @Memoize(onMutation = MutationPolicy.FAIL)
                public List<Object> strict(String text) { return new ArrayList<>(List.of(text)); }
                @Memoize(onMutation = MutationPolicy.RECOMPUTE)
                public Map<Object, Object> again(String text) { return new HashMap<>(Map.of(text + " " + text, text)); }
                @Memoize
                public String fails(String text) { throw new IllegalStateException(text); }
                @Memoize
                public Object thread(String text) { return new Thread(text); }
                @Memoize
                public Object writes(String text) { secret = secret + text; return secret; }
                @Memoize
                public long time(String text) { return System.nanoTime(); }
                @Memoize
                public java.util.concurrent.CompletableFuture<String> later(String text) {
                    return java.util.concurrent.CompletableFuture.failedFuture(new IllegalStateException(text));
                }
                public void forget(String text) { secret = text; }

                private Map<String, Object> notes = new HashMap<>();
                @Memoize(version = "%s version")
                public int look(Map<String, Object> words, Order order) { return words.size() + notes.size(); }
                public void note(String key, String value) { notes.put(key, value); }
            }
            """.formatted(CANARY);

    private static final String HASHER = """
            package shop;
            @org.springframework.stereotype.Component
            public class BadHasher implements io.memo.Hasher<StringBuffer> {
                public Object hash(StringBuffer value) { throw new IllegalArgumentException(value.toString()); }
            }
            """;

    @TempDir
    private Path folder;

    @TempDir
    private Path explain;

    /** Called by the application, so that the word is in no constant of its code. */
    public static String canary(String where) {
        return CANARY + " " + where;
    }

    @Test
    @DisplayName("8.3: no value is in any log, message, meter or answer, whatever happens, at DEBUG")
    void valuesStayInside(CapturedOutput output) {
        try (OutsideApplication shop = OutsideApplication.in(folder)
                .web()
                .property("logging.level.root", "debug")
                .property("logging.level.io.memo", "trace")
                .property("memo.observations.enabled", "true")
                .property("memo.log-slow-after", "1ns")
                .property("memo.explain.directory", explain)
                .property("memo.console.enabled", "true")
                .start(ORDER, DESK, HASHER)) {
            List<String> said = new ArrayList<>(throughEverything(shop));
            said.addAll(answers(shop));
            said.add(shop.bean(MeterRegistry.class).getMeters().toString());
            said.add(kept());

            assertThat(String.join("\n", said)).doesNotContainIgnoringCase(CANARY);
            assertThat(output.getAll())
                    .contains(
                            "Desk.order was changed",
                            "Desk.strict was changed",
                            "[clock] Desk.time",
                            "Desk.thread: unstorable-result")
                    .doesNotContainIgnoringCase(CANARY);
        }
    }

    @Test
    @DisplayName("8.3: with memo.on-unhashable=bypass, where refusals go to the log")
    void bypassedRefusalsStayInside(CapturedOutput output) {
        try (OutsideApplication shop = OutsideApplication.in(folder)
                .property("memo.on-unhashable", "bypass")
                .property("logging.level.io.memo", "trace")
                .start(ORDER, DESK, HASHER)) {
            Object order = order(shop, new Thread(canary("thread")));
            shop.call("shop.Desk", "order", canary("argument"), order);
            shop.call("shop.Desk", "order", canary("argument"), order(shop, new StringBuffer(canary("hasher"))));
            shop.call("shop.Desk", "thread", canary("argument"));
            assertThat(output.getAll())
                    .contains("unhashable", "order.part (java.lang.Thread)")
                    .doesNotContainIgnoringCase(CANARY);
        }
    }

    @Test
    @DisplayName("8.3: a start that fails says no value either")
    void failedStartStaysSilent(CapturedOutput output) {
        assertThatThrownBy(() -> OutsideApplication.in(folder)
                        .property("memo.warnings", "fail")
                        .start(ORDER, DESK, HASHER)
                        .close())
                .isInstanceOf(InvalidMemoizeException.class)
                .hasMessageContaining("[clock]");
        assertThat(output.getAll()).contains("Description:").doesNotContainIgnoringCase(CANARY);
    }

    /** Returns what was written for the next start. */
    private String kept() {
        try (Stream<Path> files = Files.list(explain)) {
            StringBuilder text = new StringBuilder();
            for (Path file : files.toList()) {
                text.append(file).append(Files.readString(file));
            }
            assertThat(text).contains("Desk.look", "body shop.Desk.look(");
            return text.toString();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Returns the messages that memo's own exceptions and explanations bear. */
    private static List<String> throughEverything(OutsideApplication shop) {
        List<String> said = new ArrayList<>();
        String argument = canary("argument");
        Object order = order(shop, List.of(canary("deep")));

        List<Object> result = shop.call("shop.Desk", "order", argument, order);
        shop.call("shop.Desk", "order", argument, order);
        result.set(0, canary("changed"));
        shop.call("shop.Desk", "order", argument, order);

        List<Object> strict = shop.call("shop.Desk", "strict", argument);
        strict.add(canary("changed"));
        assertThatThrownBy(() -> shop.call("shop.Desk", "strict", argument))
                .isInstanceOfSatisfying(CachedObjectMutatedException.class, e -> said.add(e + " " + e.event()));
        java.util.Map<Object, Object> again = shop.call("shop.Desk", "again", argument);
        again.put(canary("key") + " 2", canary("changed"));
        shop.call("shop.Desk", "again", argument);

        assertThatThrownBy(() -> shop.call("shop.Desk", "fails", argument))
                .isExactlyInstanceOf(IllegalStateException.class)
                .hasMessage(argument);
        java.util.concurrent.CompletableFuture<String> later = shop.call("shop.Desk", "later", argument);
        assertThat(later).isCompletedExceptionally();

        assertThatThrownBy(() -> shop.call("shop.Desk", "order", argument, order(shop, new Thread(canary("thread")))))
                .isInstanceOfSatisfying(UnhashableTypeException.class, e -> said.add(e + " " + e.offences()));
        // To its caller the exception begins with what the hasher itself threw, in the words of whoever wrote the
        // hasher.
        Object served = order(shop, new StringBuffer(canary("hasher")));
        assertThatThrownBy(() -> shop.call("shop.Desk", "order", argument, served))
                .isInstanceOfSatisfying(
                        UnhashableTypeException.class,
                        e -> said.add(e.offences().toString()));
        shop.call("shop.Desk", "thread", argument);

        shop.call("shop.Desk", "writes", argument);
        shop.call("shop.Desk", "time", argument);
        shop.call("shop.Desk", "forget", canary("other external"));
        shop.call("shop.Desk", "order", argument, order);

        missInAllWays(shop);
        Memoizer memoizer = shop.bean(Memoizer.class);
        said.add(memoizer.explain("Desk.look", java.util.Map.of(CANARY, 9), order)
                .reason());
        said.add(memoizer.explain("Desk.order", argument, order).toString());
        assertThatThrownBy(() -> memoizer.explain("Desk.order", argument))
                .isInstanceOfSatisfying(IllegalArgumentException.class, e -> said.add(e.toString()));
        memoizer.clear("Desk.order", argument, order);
        memoizer.methods().forEach(method -> said.add(method.toString() + method.figures() + method.misses()));
        return said;
    }

    /** Keys of maps look like names here, which the places of an alert would show. */
    private static void missInAllWays(OutsideApplication shop) {
        Object order = order(shop, java.util.Map.of(CANARY, canary("part")));
        shop.call("shop.Desk", "look", java.util.Map.of(CANARY, 1, "other", 1), order);
        shop.call("shop.Desk", "look", java.util.Map.of(CANARY, 2, "other", 1), order);
        shop.call("shop.Desk", "look", java.util.Map.of(CANARY, 2, CANARY + "2", 1), order);
        Object other = order(shop, java.util.Map.of(CANARY, canary("other part")));
        shop.call("shop.Desk", "look", java.util.Map.of(CANARY, 2, CANARY + "2", 1), other);
        for (String value : List.of(canary("one"), canary("two"))) {
            shop.call("shop.Desk", "note", CANARY, value);
            shop.call("shop.Desk", "look", java.util.Map.of(CANARY, 2), order);
        }
        assertThat(shop.memoized("Desk.look").misses())
                .extracting(miss -> miss.reason().places())
                .contains(List.of("words[*]"), List.of("order.part[*]"), List.of("this.notes[*]"));
    }

    private static List<String> answers(OutsideApplication shop) {
        Http http = new Http(shop);
        List<String> meters = http.get("metrics", "$.names");
        Stream<String> own = meters.stream()
                .filter(meter -> meter.startsWith("memo.") || meter.startsWith("cache."))
                .map(meter -> "metrics/" + meter);
        Stream<String> methods = shop.bean(Memoizer.class).methods().stream()
                .flatMap(method -> Stream.of("memo/" + method.name(), "memo/" + method.name() + "/misses"));
        List<String> answers = new ArrayList<>();
        Stream.of(Stream.of("memo", "info"), own, methods).flatMap(each -> each).forEach(path -> {
            assertThat(http.send("GET", path).statusCode()).as(path).isEqualTo(200);
            answers.add(http.send("GET", path).body());
        });
        Http console = new Http(shop, "/memo/api/");
        Stream<String> shown = shop.bean(Memoizer.class).methods().stream()
                .flatMap(method -> Stream.of("method?name=" + method.name(), "graph?name=" + method.name()));
        Stream.concat(Stream.of("methods"), shown).forEach(path -> {
            assertThat(console.send("GET", path).statusCode()).as(path).isEqualTo(200);
            answers.add(console.send("GET", path).body());
        });
        assertThat(answers).hasSizeGreaterThan(20);
        return answers;
    }

    private static Object order(OutsideApplication shop, Object part) {
        try {
            return shop.type("shop.Order")
                    .getConstructor(String.class, Object.class)
                    .newInstance(canary("field"), part);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
