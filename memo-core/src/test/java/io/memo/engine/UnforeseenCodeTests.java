package io.memo.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.memo.ComputationOutcome;
import io.memo.Hashers;
import io.memo.MutationPolicy;
import io.memo.fingerprint.Compiled;
import io.memo.key.MethodSpec;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** 1.5, 6.6: what code reads that no fingerprint foresaw counts from the call on that first meets it. */
class UnforeseenCodeTests {

    private static final String FIELDS = """
            package app;
            import java.util.*;
            import java.util.function.*;
            class Rates { static int vat = 1; static int other = 1; }
            class Svc {
                final Map<String, Supplier<Object>> handlers = new HashMap<>();
                double rate = 1;
                double unread = 1;
                %s
                Object price(Object key) { return %s; }
            }
            %s
            """;

    @Test
    @DisplayName("6.6: a lambda in a map reads a field of the service itself")
    void lambdaInMap() {
        App app = new App("void init() { handlers.put(\"a\", () -> rate * 2); }", "handlers.get(key).get()", "");
        app.invoke("init");
        app.misses("a");
        app.hits("a");
        app.set("rate", 2.0);
        app.misses("a");
        app.set("unread", 2.0);
        app.hits("a");
        app.set("rate", 1.0);
        app.hits("a");
        assertThat(app.method.externalVariables()).contains("app.Svc.rate").doesNotContain("app.Svc.unread");
    }

    @Test
    @DisplayName("6.6: a lambda in a map reads a static, and one that it calls reads another")
    void staticsBehindNestedLambdas() {
        App app = new App("""
                void init() {
                    Supplier<Object> inner = () -> Rates.vat + rate;
                    handlers.put("a", () -> inner.get());
                }
                """, "handlers.get(key).get()", "");
        app.invoke("init");
        app.misses("a");
        app.hits("a");
        app.setStatic("app.Rates", "vat", 2);
        app.misses("a");
        app.set("rate", 2.0);
        app.misses("a");
        app.setStatic("app.Rates", "other", 2);
        app.hits("a");
    }

    @Test
    @DisplayName("6.6: code made inside an unforeseen lambda reads a field, with nothing in between that is met")
    void lambdaMadeByLambda() {
        App app = new App("""
                void init() {
                    handlers.put("a", () -> { Supplier<Object> made = () -> rate; return made.get(); });
                }
                """, "handlers.get(key).get()", "");
        app.invoke("init");
        app.misses("a");
        app.set("rate", 2.0);
        app.misses("a");
    }

    @Test
    @DisplayName("6.6: an unforeseen strategy as argument reads a static")
    void strategyAsArgument() {
        App app = new App("", "((Supplier<Object>) key).get()", """
                class Strategy implements Supplier<Object> { public Object get() { return Rates.vat; } }
                """);
        Object strategy = app.make("app.Strategy");
        app.misses("a");
        app.misses(strategy);
        app.hits(strategy);
        app.setStatic("app.Rates", "vat", 2);
        app.misses(strategy);
        app.setStatic("app.Rates", "other", 2);
        app.hits(strategy);
    }

    @Test
    @DisplayName("6.6: a lambda as argument reads a field of the target that nothing else reads")
    void lambdaAsArgument() {
        App app = new App(
                "Object lambda() { Supplier<Object> made = () -> rate; return made; }",
                "((Supplier<Object>) key).get()",
                "");
        app.name("svc", app.target);
        Object lambda = app.invoke("lambda");
        app.misses(lambda);
        app.hits(lambda);
        app.set("rate", 2.0);
        app.misses(lambda);
        app.set("unread", 2.0);
        app.hits(lambda);
    }

    @Test
    @DisplayName("6.6: what is newly read leads to classes that are unforeseen themselves, and so on")
    void repeatedUntilNothingIsNew() {
        App app = new App(
                "Object next = new First(); void init() { handlers.put(\"a\", () -> next.toString()); }", """
                handlers.get(key).get()""", """
                class First { Object next = new Second(); public String toString() { return next.toString(); } }
                class Second { transient int deep = 1; public String toString() { return "" + deep + Rates.vat; } }
                """);
        app.invoke("init");
        app.misses("a");
        app.hits("a");
        app.setStatic("app.Rates", "vat", 2);
        app.misses("a");
        app.setIn(app.get(app.get(app.target, "next"), "next"), "deep", 2);
        app.misses("a");
        app.hits("a");
    }

    @Test
    @DisplayName("6.6: a whole type of unforeseen code counts in full")
    void wholeTypes() {
        App app = new App("""
                int read() { return 1; }
                void init() {
                    handlers.put("a", () -> {
                        try {
                            return Svc.class.getDeclaredField("unread").get(this);
                        } catch (ReflectiveOperationException e) {
                            return e;
                        }
                    });
                }
                """, "handlers.get(key).get()", "");
        app.invoke("init");
        app.misses("a");
        app.hits("a");
        app.set("unread", 2.0);
        app.misses("a");
    }

    @Test
    @DisplayName("1.5: what was stored by the narrower reading is not hit again")
    void narrowerEntries() {
        App app = new App(
                "void init() { handlers.put(\"a\", () -> rate); } void drop() { handlers.clear(); }",
                "handlers.containsKey(key) ? handlers.get(key).get() : 0",
                "");
        app.misses("a");
        app.hits("a");
        app.invoke("init");
        app.misses("a");
        app.invoke("drop");
        app.misses("a");
        app.hits("a");
        app.set("rate", 2.0);
        app.misses("a");
    }

    @Test
    @DisplayName("3.5: a run that makes unforeseen code visible is not stored")
    void metDuringTheRun() {
        App app = new App("void init() { handlers.put(\"a\", () -> rate); }", "handlers.get(key).get()", "");
        app.during = () -> app.invoke("init");
        app.misses("a");
        assertThat(app.method
                        .figures()
                        .computations()
                        .get(ComputationOutcome.DISCARDED)
                        .count())
                .isOne();
        app.during = () -> {};
        app.misses("a");
        app.hits("a");
        app.set("rate", 2.0);
        app.misses("a");
    }

    @Test
    @DisplayName("3.5: what only unforeseen code reads is read again after the run")
    void changedDuringTheRun() {
        App app = new App("void init() { handlers.put(\"a\", () -> rate); }", "handlers.get(key).get()", "");
        app.invoke("init");
        app.during = () -> app.set("rate", 2.0);
        app.misses("a");
        app.during = () -> {};
        app.misses("a");
        app.hits("a");
    }

    @Test
    @DisplayName("6.6: the code of a hasher does not widen what is read")
    void hashersDoNotWiden() {
        App app = new App(
                "Object held = new StringBuilder();",
                "held",
                "",
                engine -> engine.hashers(List.of(Hashers.of(StringBuilder.class, Object::toString))));
        app.misses("a");
        app.hits("a");
        assertThat(app.method.externalVariables()).containsExactly("app.Svc.held");
    }

    @Test
    @DisplayName("6.6: a static that another class loader holds counts, too")
    void otherLoader() throws Exception {
        App app = new App("", "key.toString()", "");
        Compiled plugin = Compiled.of("package app; class Plugin { static int mode = 1;"
                + " public String toString() { return \"\" + mode; } }");
        Object object = App.construct(plugin.type("app.Plugin"));
        // Class files are looked up by name, whatever the loader.
        app.compiled.classes().putAll(plugin.classes());
        app.misses(object);
        app.hits(object);
        App.field(object.getClass(), "mode").set(null, 2);
        app.misses(object);
        app.hits(object);
    }

    @Test
    @DisplayName("6.6: two threads that meet different unforeseen classes at once both count what theirs read")
    void widenedByTwoThreads() throws Exception {
        for (int round = 0; round < 20; round++) {
            App app = new App("", "((Supplier<Object>) key).get()", """
                    class A implements Supplier<Object> { public Object get() { return Rates.vat; } }
                    class B implements Supplier<Object> { public Object get() { return Rates.other; } }
                    """);
            Object a = app.make("app.A");
            Object b = app.make("app.B");
            CyclicBarrier start = new CyclicBarrier(2);
            List<CompletableFuture<Void>> calls = new ArrayList<>();
            for (Object each : List.of(a, b)) {
                calls.add(CompletableFuture.runAsync(() -> {
                    try {
                        start.await(1, TimeUnit.MINUTES);
                    } catch (Exception e) {
                        throw new IllegalStateException(e);
                    }
                    app.call(each);
                }));
            }
            for (CompletableFuture<Void> call : calls) {
                call.get(1, TimeUnit.MINUTES);
            }
            app.call(a);
            app.call(b);
            app.hits(a);
            app.hits(b);
            app.setStatic("app.Rates", "vat", 2);
            app.misses(a);
            app.misses(b);
            app.setStatic("app.Rates", "other", 2);
            app.misses(a);
            app.misses(b);
        }
    }

    /** A compiled service with a memoized method. */
    private static final class App {

        final Compiled compiled;
        final Object target;
        final MethodMemoizer method;
        final Naming naming = new Naming();
        Runnable during = () -> {};
        private int runs;

        App(String members, String result, String types) {
            this(members, result, types, engine -> {});
        }

        App(String members, String result, String types, java.util.function.Consumer<MemoEngine.Builder> settings) {
            compiled = Compiled.of(FIELDS.formatted(members, result, types));
            target = construct(compiled.type("app.Svc"));
            MemoEngine.Builder builder =
                    MemoEngine.builder(compiled.fingerprinter("app")).managedObjects(naming);
            settings.accept(builder);
            Method price = compiled.method("app.Svc", "price");
            price.setAccessible(true);
            method = builder.build()
                    .add(new MethodSpec(
                            "Svc.price",
                            price,
                            target.getClass(),
                            List.of(new MethodSpec.Parameter("key", false)),
                            null,
                            100,
                            true,
                            MutationPolicy.WARN,
                            "",
                            List.of()));
        }

        void name(String name, Object object) {
            naming.names = Map.of(name, object);
        }

        @Nullable
        Object call(Object argument) {
            try {
                return method.call(target, new Object[] {argument}, () -> {
                    runs++;
                    during.run();
                    return "result";
                });
            } catch (Throwable e) {
                throw new AssertionError(e);
            }
        }

        void misses(Object argument) {
            assertThat(runsOf(argument)).as("runs").isOne();
        }

        void hits(Object argument) {
            assertThat(runsOf(argument)).as("runs").isZero();
        }

        private int runsOf(Object argument) {
            int before = runs;
            call(argument);
            return runs - before;
        }

        @Nullable
        Object invoke(String name) {
            try {
                Method found = compiled.method("app.Svc", name);
                found.setAccessible(true);
                return found.invoke(target);
            } catch (ReflectiveOperationException e) {
                throw new AssertionError(e);
            }
        }

        Object make(String type) {
            return construct(compiled.type(type));
        }

        static Object construct(Class<?> type) {
            try {
                var constructor = type.getDeclaredConstructor();
                constructor.setAccessible(true);
                return constructor.newInstance();
            } catch (ReflectiveOperationException e) {
                throw new AssertionError(e);
            }
        }

        void set(String field, Object value) {
            setIn(target, field, value);
        }

        void setStatic(String type, String field, Object value) {
            try {
                field(compiled.type(type), field).set(null, value);
            } catch (IllegalAccessException e) {
                throw new AssertionError(e);
            }
        }

        void setIn(Object owner, String field, Object value) {
            try {
                field(owner.getClass(), field).set(owner, value);
            } catch (IllegalAccessException e) {
                throw new AssertionError(e);
            }
        }

        Object get(Object owner, String field) {
            try {
                return field(owner.getClass(), field).get(owner);
            } catch (IllegalAccessException e) {
                throw new AssertionError(e);
            }
        }

        static Field field(Class<?> type, String name) {
            Field found = Arrays.stream(type.getDeclaredFields())
                    .filter(each -> each.getName().equals(name))
                    .findFirst()
                    .orElseThrow();
            found.setAccessible(true);
            return found;
        }
    }

    /** Gives names to objects as a container does. */
    private static final class Naming implements io.memo.hash.ManagedObjects {

        private volatile Map<String, Object> names = Map.of();

        @Override
        public @Nullable String nameOf(Object object) {
            return names.entrySet().stream()
                    .filter(each -> each.getValue() == object)
                    .map(Map.Entry::getKey)
                    .findFirst()
                    .orElse(null);
        }
    }
}
