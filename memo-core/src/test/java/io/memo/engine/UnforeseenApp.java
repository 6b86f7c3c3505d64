package io.memo.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.memo.ComputationOutcome;
import io.memo.Hasher;
import io.memo.MutationPolicy;
import io.memo.call.MethodSpec;
import io.memo.fingerprint.Compiled;
import io.memo.hash.ManagedObjects;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A compiled service with a memoized method, and a maker of lambdas that nothing in the service leads to. */
final class UnforeseenApp {

    private static final String SOURCE = """
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
            class Maker { static Supplier<Object> make(Svc svc) { %s } }
            %s
            """;

    final Compiled compiled;
    final Object target;
    final MethodMemoizer method;
    volatile Runnable during = () -> {};
    private final AtomicInteger runs = new AtomicInteger();
    private volatile Map<String, Object> names = Map.of();

    /**
     * @param result what the memoized method returns for its {@code key}
     * @param make the body of the maker, which gets the service as {@code svc}
     */
    UnforeseenApp(String result, String make) {
        this("", result, make, "");
    }

    UnforeseenApp(String members, String result, String make, String types) {
        this(members, result, make, types, List.of());
    }

    UnforeseenApp(String members, String result, String make, String types, List<Hasher<?>> hashers) {
        compiled = Compiled.of(SOURCE.formatted(members, result, make, types));
        target = construct(compiled.type("app.Svc"));
        Method price = compiled.method("app.Svc", "price");
        MemoEngine engine = MemoEngine.builder(compiled.fingerprinter("app", "io.memo.engine"))
                .managedObjects(new Naming())
                .hashers(hashers)
                .build();
        method = engine.add(new MethodSpec(
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

    /** Lets the container know the object by the name. */
    void name(String name, Object object) {
        Map<String, Object> more = new HashMap<>(names);
        more.put(name, object);
        names = Map.copyOf(more);
    }

    void call(Object argument) {
        try {
            tryCall(argument);
        } catch (Throwable e) {
            throw new AssertionError(e);
        }
    }

    void tryCall(Object argument) throws Throwable {
        method.call(target, new @Nullable Object[] {argument}, () -> {
            runs.incrementAndGet();
            during.run();
            return "result";
        });
    }

    void misses(Object argument) {
        misses(argument, 1);
    }

    void misses(Object argument, int expected) {
        assertThat(runsOf(argument)).as("runs").isEqualTo(expected);
    }

    void hits(Object argument) {
        assertThat(runsOf(argument)).as("runs").isZero();
    }

    private int runsOf(Object argument) {
        int before = runs.get();
        call(argument);
        return runs.get() - before;
    }

    long discarded() {
        return method.figures().computations().get(ComputationOutcome.DISCARDED).count();
    }

    /** Returns what a method of an object without parameters returns. */
    Object from(Object owner, String name) {
        try {
            Method found = owner.getClass().getDeclaredMethod(name);
            found.setAccessible(true);
            return found.invoke(owner);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }

    /** Returns what the maker makes. */
    Object made() {
        try {
            Method make = compiled.method("app.Maker", "make");
            make.setAccessible(true);
            return make.invoke(null, target);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }

    void putMade() {
        handlers().put("a", made());
    }

    @SuppressWarnings("unchecked")
    Map<String, Object> handlers() {
        return (Map<String, Object>) get(target, "handlers");
    }

    Object make(String type) {
        return construct(compiled.type(type));
    }

    static Object construct(Class<?> type) {
        try {
            Constructor<?> constructor = type.getDeclaredConstructor();
            constructor.setAccessible(true);
            return constructor.newInstance();
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }

    void set(String field, Object value) {
        setIn(target, field, value);
    }

    void setIn(Object owner, String field, Object value) {
        write(owner.getClass(), owner, field, value);
    }

    void setStatic(String type, String field, Object value) {
        setStatic(compiled.type(type), field, value);
    }

    static void setStatic(Class<?> type, String field, Object value) {
        write(type, null, field, value);
    }

    private static void write(Class<?> type, @Nullable Object owner, String field, Object value) {
        try {
            field(type, field).set(owner, value);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }

    Object get(Object owner, String field) {
        try {
            return field(owner.getClass(), field).get(owner);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }

    private static Field field(Class<?> type, String name) throws NoSuchFieldException {
        Field found = type.getDeclaredField(name);
        found.setAccessible(true);
        return found;
    }

    private final class Naming implements ManagedObjects {

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
