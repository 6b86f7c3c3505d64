package io.memo.functions;

import static io.memo.FunctionOptions.defaults;
import static io.memo.FunctionOptions.named;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.memo.CachedObjectMutatedEvent;
import io.memo.CachedObjectMutatedException;
import io.memo.Explanation;
import io.memo.Hashers;
import io.memo.MemoizedMethod;
import io.memo.Memoizer;
import io.memo.MutationPolicy;
import io.memo.UnhashableTypeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Supplier;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** 2: what can be said of a memoized function, of all functions of a memoizer, and what can be asked. */
class FunctionOptionsTests {

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
    private final List<CachedObjectMutatedEvent> events = new ArrayList<>();

    @Test
    @DisplayName("L04: ttl counts by the clock, a function's own before that of the memoizer")
    void ownTtlComesFirst() {
        Memoizer memoizer =
                Memoizer.builder().ttl(Duration.ofMinutes(10)).clock(now::get).build();
        Supplier<Object> byDefault = memoizer.memoize(() -> new Object());
        Supplier<Object> own = memoizer.memoize(defaults().ttl(Duration.ofMinutes(1)), () -> new Object());
        Object first = byDefault.get();
        Object firstOwn = own.get();
        now.set(now.get().plus(Duration.ofMinutes(2)));
        assertThat(byDefault.get()).isSameAs(first);
        assertThat(own.get()).isNotSameAs(firstOwn);
        now.set(now.get().plus(Duration.ofMinutes(9)));
        assertThat(byDefault.get()).isNotSameAs(first);
    }

    @Test
    @DisplayName("5.1: policies and the listener see a changed result as with methods")
    void changedResultMeetsItsPolicy() {
        Memoizer memoizer = Memoizer.builder()
                .onMutation(MutationPolicy.FAIL)
                .mutationListener(events::add)
                .build();
        Function<Integer, List<Integer>> failing =
                memoizer.memoize(named("failing"), (Integer x) -> new ArrayList<>(List.of(x)));
        Function<Integer, List<Integer>> fresh = memoizer.memoize(
                named("fresh").onMutation(MutationPolicy.RECOMPUTE), (Integer x) -> new ArrayList<>(List.of(x)));
        Function<Integer, List<Integer>> free =
                memoizer.memoize(named("free").allowingOutputMutation(), (Integer x) -> new ArrayList<>(List.of(x)));
        failing.apply(1).add(2);
        fresh.apply(1).add(2);
        free.apply(1).add(2);
        assertThatThrownBy(() -> failing.apply(1)).isInstanceOf(CachedObjectMutatedException.class);
        assertThat(fresh.apply(1)).containsExactly(1);
        assertThat(free.apply(1)).containsExactly(1, 2);
        assertThat(events).extracting(CachedObjectMutatedEvent::name).containsExactly("failing", "fresh");
    }

    @Test
    @DisplayName("4.6: an unhashable argument is refused, served by a hasher, or run without memo, as was asked for")
    void unhashableArguments() {
        Function<Thread, Object> function = thread -> new Object();
        Thread thread = new Thread();
        Function<Thread, Object> refusing = Memoizer.create().memoize(function);
        assertThatThrownBy(() -> refusing.apply(thread))
                .isInstanceOf(UnhashableTypeException.class)
                .hasMessageContaining("argument");
        Function<Thread, Object> bypassing =
                Memoizer.builder().bypassUnhashable().build().memoize(function);
        assertThat(bypassing.apply(thread)).isNotSameAs(bypassing.apply(thread));
        Function<Thread, Object> served = Memoizer.builder()
                .hashers(Hashers.constant(Thread.class))
                .build()
                .memoize(function);
        assertThat(served.apply(thread)).isSameAs(served.apply(new Thread()));
        Function<Thread, Object> servedHere =
                Memoizer.create().memoize(defaults().hashers(Hashers.constant(Thread.class)), function);
        assertThat(servedHere.apply(thread)).isSameAs(servedHere.apply(new Thread()));
    }

    @Test
    @DisplayName("2: explain, clear by name and by arguments, and the version work on functions")
    void explainAndClear() {
        Memoizer memoizer = Memoizer.create();
        Function<Integer, Object> kept = memoizer.memoize(named("kept"), (Integer x) -> new Object());
        Object one = kept.apply(1);
        Object two = kept.apply(2);
        assertThat(memoizer.explain("kept", 1)).extracting(Explanation::hit).isEqualTo(true);
        assertThat(memoizer.explain("kept", 3)).extracting(Explanation::hit).isEqualTo(false);
        memoizer.clear("kept", 1);
        assertThat(kept.apply(1)).isNotSameAs(one);
        assertThat(kept.apply(2)).isSameAs(two);
        memoizer.clear("kept");
        assertThat(kept.apply(2)).isNotSameAs(two);
        assertThat(memoizer.methods()).extracting(MemoizedMethod::name).containsExactly("kept");
        assertThat(memoizer.methods().get(0).fingerprint()).hasSize(64);
        assertThatThrownBy(() -> memoizer.explain("kept", 1, 2)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    @DisplayName("one code with other options has a store of its own")
    void otherOptionsAreAnotherStore() {
        Memoizer memoizer = Memoizer.create();
        Function<Integer, Object> function = x -> new Object();
        Function<Integer, Object> plain = memoizer.memoize(function);
        Function<Integer, Object> versioned = memoizer.memoize(defaults().version("2"), function);
        assertThat(plain.apply(1)).isSameAs(memoizer.memoize(function).apply(1)).isNotSameAs(versioned.apply(1));
        assertThat(memoizer.methods()).hasSize(2);
    }

    @Test
    @DisplayName("E14: bad options are refused where they are written")
    void badOptions() {
        assertThatThrownBy(() -> named(" ")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> defaults().ttl(Duration.ZERO)).hasMessageContaining("ttl is PT0S");
        assertThatThrownBy(() -> defaults().maxEntries(0)).hasMessageContaining("maxEntries is 0");
        assertThatThrownBy(() -> Memoizer.builder().maxEntries(0)).hasMessageContaining("maxEntries is 0");
        assertThatThrownBy(() -> Memoizer.builder().waitTimeout(Duration.ZERO))
                .hasMessageContaining("waitTimeout is PT0S");
    }
}
