package io.memo.libraries;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.memo.CachedObjectMutatedException;
import io.memo.FunctionOptions;
import io.memo.MemoIgnore;
import io.memo.Memoizer;
import io.memo.MutationPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/** The three places where a value can occur: argument, external variable, result. */
final class Places {

    private Places() {}

    /** Says how often it ran. */
    private static final class OfArgument implements Function<Object, Object> {

        @MemoIgnore
        final AtomicInteger runs = new AtomicInteger();

        @Override
        public Object apply(Object argument) {
            return runs.incrementAndGet();
        }
    }

    /** Reads one field, which can be told field by field. */
    private static final class Alone implements Supplier<Object> {

        @MemoIgnore
        final AtomicInteger runs = new AtomicInteger();

        Object variable;

        Alone(Object variable) {
            this.variable = variable;
        }

        @Override
        public Object get() {
            return List.of(variable.hashCode(), runs.incrementAndGet());
        }
    }

    /** Reads a list beside it, so that all is hashed. */
    private static final class Beside implements Supplier<Object> {

        @MemoIgnore
        final AtomicInteger runs = new AtomicInteger();

        final List<Object> beside = new ArrayList<>();
        Object variable;

        Beside(Object variable) {
            this.variable = variable;
        }

        @Override
        public Object get() {
            return List.of(beside.size(), variable.hashCode(), runs.incrementAndGet());
        }
    }

    /** Returns what nobody looks at before. */
    private static final class OfResult implements Supplier<Object> {

        @MemoIgnore
        private final Object result;

        OfResult(Object result) {
            this.result = result;
        }

        @Override
        public Object get() {
            return result;
        }
    }

    static void tellApart(Pair pair) {
        OfArgument function = new OfArgument();
        Function<Object, Object> memoized = Memoizer.create().memoize(function);
        Object first = memoized.apply(pair.one().get());
        assertThat(memoized.apply(pair.other().get())).as("another argument").isNotEqualTo(first);
        assertThat(memoized.apply(List.of(pair.one().get())))
                .as("another argument in a list")
                .isNotEqualTo(memoized.apply(List.of(pair.other().get())));

        Alone alone = new Alone(pair.one().get());
        tellApart(alone, () -> alone.variable = pair.other().get());
        Beside beside = new Beside(pair.one().get());
        tellApart(beside, () -> beside.variable = pair.other().get());

        Object[] result = {pair.one().get()};
        Supplier<Object> memoizedResult = failing(new OfResult(result));
        memoizedResult.get();
        result[0] = pair.other().get();
        assertThatThrownBy(memoizedResult::get).as("a changed result").isInstanceOf(CachedObjectMutatedException.class);
    }

    /** Tells a value from itself after a change, wherever it is. */
    static void notice(Supplier<Object> value, Consumer<Object> change) {
        OfArgument function = new OfArgument();
        Function<Object, Object> memoized = Memoizer.create().memoize(function);
        Object argument = value.get();
        Object first = memoized.apply(argument);
        change.accept(argument);
        assertThat(memoized.apply(argument)).as("the changed argument").isNotEqualTo(first);

        Alone alone = new Alone(value.get());
        tellApart(alone, () -> change.accept(alone.variable));
        Beside beside = new Beside(value.get());
        tellApart(beside, () -> change.accept(beside.variable));

        Object result = value.get();
        Supplier<Object> memoizedResult = failing(new OfResult(result));
        memoizedResult.get();
        change.accept(result);
        assertThatThrownBy(memoizedResult::get).as("a changed result").isInstanceOf(CachedObjectMutatedException.class);
    }

    private static void tellApart(Supplier<Object> holder, Runnable change) {
        Supplier<Object> memoized = Memoizer.create().memoize(holder);
        Object first = memoized.get();
        change.run();
        assertThat(memoized.get())
                .as("another external variable, %s", holder.getClass().getSimpleName())
                .isNotEqualTo(first);
    }

    private static Supplier<Object> failing(Supplier<Object> supplier) {
        return Memoizer.create().memoize(FunctionOptions.defaults().onMutation(MutationPolicy.FAIL), supplier);
    }
}
