package io.memo.engine;

import io.memo.engine.call.CallConditions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Conditions by which stored results are released, and what was released. */
final class Released implements CallConditions {

    private final List<Object> objects = new CopyOnWriteArrayList<>();
    Predicate<Object> valid = result -> true;
    Predicate<@Nullable Object> unless = result -> false;
    Consumer<Object> onRelease = result -> {};

    /** Returns what was released, in its order. */
    List<Object> objects() {
        return objects;
    }

    /** Returns how often this very object was released. */
    long times(Object object) {
        return objects.stream().filter(each -> each == object).count();
    }

    @Override
    public boolean condition(Object target, @Nullable Object[] arguments) {
        return true;
    }

    @Override
    public boolean unless(Object target, @Nullable Object[] arguments, @Nullable Object result, Duration took) {
        return unless.test(result);
    }

    @Override
    public boolean validate(Object target, @Nullable Object[] arguments, @Nullable Object result) {
        return valid.test(result);
    }

    @Override
    public boolean releases() {
        return true;
    }

    @Override
    public void release(@Nullable Object result) {
        objects.add(result);
        onRelease.accept(result);
    }
}
