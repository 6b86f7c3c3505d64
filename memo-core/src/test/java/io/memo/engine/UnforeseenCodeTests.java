package io.memo.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.memo.Hasher;
import io.memo.fingerprint.Compiled;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** 1.5, 6.6: what code reads that no fingerprint foresaw counts from the call on that first meets it. */
class UnforeseenCodeTests {

    private static final String CALLED = "handlers.get(key).get()";

    private static int factor;

    @Test
    @DisplayName("6.6: a lambda in a map reads a field of the service itself")
    void lambdaInMap() {
        UnforeseenApp app = new UnforeseenApp(CALLED, "return () -> svc.rate * 2;");
        app.putMade();
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
    @DisplayName("6.6: a lambda in a map calls one that reads a static and a field")
    void nestedLambdas() {
        UnforeseenApp app = new UnforeseenApp(
                CALLED, "Supplier<Object> inner = () -> Rates.vat + svc.rate; return () -> inner.get();");
        app.putMade();
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
    @DisplayName("6.6: a lambda that an unforeseen lambda makes when it runs reads a field")
    void lambdaMadeByLambda() {
        UnforeseenApp app = new UnforeseenApp(
                CALLED, "return () -> { Supplier<Object> made = () -> svc.rate; return made.get(); };");
        app.putMade();
        app.misses("a");
        app.set("rate", 2.0);
        app.misses("a");
    }

    @Test
    @DisplayName("6.6: an unforeseen strategy as argument reads a static")
    void strategyAsArgument() {
        UnforeseenApp app = new UnforeseenApp("", "((Supplier<Object>) key).get()", "return null;", """
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
    @DisplayName("4.6, 6.6: a static that cannot be hashed refuses no call, for the method that names it may never run")
    void unhashableStaticOfStrategy() {
        UnforeseenApp app = new UnforeseenApp("", "((Supplier<Object>) key).get()", "return null;", """
                class Strategy implements Supplier<Object> {
                    static Thread worker = new Thread();
                    public Object get() { return 1; }
                    void other() { worker.start(); }
                }
                """);
        Object strategy = app.make("app.Strategy");
        app.misses(strategy);
        app.hits(strategy);
        app.setStatic("app.Strategy", "worker", new Thread());
        app.misses(strategy);
    }

    @Test
    @DisplayName("6.6: a lambda as argument reads a field of the target that nothing else reads")
    void lambdaAsArgument() {
        UnforeseenApp app = new UnforeseenApp("((Supplier<Object>) key).get()", "return () -> svc.rate;");
        app.name("svc", app.target);
        Object lambda = app.made();
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
        UnforeseenApp app = new UnforeseenApp("Object next;", CALLED, "return () -> svc.next.toString();", """
                class First { Object next = new Second(); public String toString() { return next.toString(); } }
                class Second { transient int deep = 1; public String toString() { return "" + deep + Rates.vat; } }
                """);
        Object first = app.make("app.First");
        app.set("next", first);
        app.putMade();
        app.misses("a");
        app.hits("a");
        app.setStatic("app.Rates", "vat", 2);
        app.misses("a");
        app.setIn(app.get(first, "next"), "deep", 2);
        app.misses("a");
        app.hits("a");
    }

    @Test
    @DisplayName("6.6: what unforeseen code hands to something reflective counts in full")
    void wholeTypes() {
        UnforeseenApp app = new UnforeseenApp(CALLED, """
                return () -> {
                    try {
                        return Svc.class.getDeclaredField("un" + "READ".toLowerCase()).get(svc);
                    } catch (ReflectiveOperationException e) {
                        return e;
                    }
                };""");
        app.putMade();
        app.misses("a");
        app.hits("a");
        app.set("unread", 2.0);
        app.misses("a");
    }

    @Test
    @DisplayName("1.5: what was stored by the narrower reading is not hit again")
    void narrowerEntries() {
        UnforeseenApp app =
                new UnforeseenApp("handlers.containsKey(key) ? handlers.get(key).get() : 0", "return () -> svc.rate;");
        app.misses("a");
        app.hits("a");
        app.putMade();
        app.misses("a");
        app.handlers().clear();
        app.misses("a");
        app.hits("a");
    }

    @Test
    @DisplayName("3.5: a run during which unforeseen code was met is not stored")
    void metDuringTheRun() {
        UnforeseenApp app = new UnforeseenApp("key.toString()", "return () -> svc.rate;");
        Object lambda = app.made();
        app.during = () -> {
            app.during = () -> {};
            app.call(lambda);
        };
        app.misses("a", 2);
        assertThat(app.discarded()).isEqualTo(1);
        app.misses("a");
        app.hits("a");
    }

    @Test
    @DisplayName("3.5: what only unforeseen code reads is read again after the run")
    void changedDuringTheRun() {
        UnforeseenApp app = new UnforeseenApp(CALLED, "return () -> svc.rate;");
        app.putMade();
        app.during = () -> app.set("rate", 2.0);
        app.misses("a");
        assertThat(app.discarded()).isEqualTo(1);
        app.during = () -> {};
        app.misses("a");
        app.hits("a");
    }

    @Test
    @DisplayName("6.6: the code of a hasher does not widen what is read")
    void hashersDoNotWiden() {
        Hasher<CharSequence> hasher = new Hasher<>() {
            @Override
            public Object hash(CharSequence value) {
                return value.length() + factor;
            }
        };
        UnforeseenApp app = new UnforeseenApp(
                "CharSequence held = new StringBuilder();", "held", "return null;", "", List.of(hasher));
        app.misses("a");
        app.hits("a");
        assertThat(app.method.externalVariables()).containsExactly("app.Svc.held");
    }

    @Test
    @DisplayName("6.6: a static that another class loader holds counts, too")
    void otherLoader() {
        UnforeseenApp app = new UnforeseenApp("key.toString()", "return null;");
        Compiled plugin = Compiled.of("package app; class Plugin { static int mode = 1;"
                + " public String toString() { return \"\" + mode; } }");
        Object object = UnforeseenApp.construct(plugin.type("app.Plugin"));
        // Class files are looked up by name, whatever the loader.
        app.compiled.classes().putAll(plugin.classes());
        app.misses(object);
        app.hits(object);
        UnforeseenApp.setStatic(object.getClass(), "mode", 2);
        app.misses(object);
        app.hits(object);
    }

    @Test
    @DisplayName("6.6: two threads that meet different unforeseen classes at once both count what theirs read")
    void widenedByTwoThreads() throws Exception {
        for (int round = 0; round < 20; round++) {
            UnforeseenApp app = new UnforeseenApp("", "((Supplier<Object>) key).get()", "return null;", """
                    class A implements Supplier<Object> { public Object get() { return Rates.vat; } }
                    class B implements Supplier<Object> { public Object get() { return Rates.other; } }
                    """);
            Object a = app.make("app.A");
            Object b = app.make("app.B");
            CyclicBarrier start = new CyclicBarrier(2);
            List<CompletableFuture<Void>> calls = new ArrayList<>();
            for (Object each : List.of(a, b)) {
                calls.add(CompletableFuture.runAsync(
                        () -> {
                            try {
                                start.await(1, TimeUnit.MINUTES);
                            } catch (Exception e) {
                                throw new IllegalStateException(e);
                            }
                            app.call(each);
                        },
                        command -> new Thread(command).start()));
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
}
