package io.memo.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.memo.ComputationOutcome;
import io.memo.engine.call.Invocation;
import io.memo.engine.stream.Collected;
import io.memo.engine.stream.Recording;
import io.memo.engine.stream.Source;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** SPEC 3.4: of a publisher of several elements all are stored as a list; each caller gets them as they come. */
@Timeout(60)
class AsyncElementsTests {

    private final Fixture fixture = new Fixture();
    private final MethodMemoizer method = method(fixture);
    private final Source source = new Source();

    @Test
    @DisplayName(
            "SPEC 3.4: elements reach those who wait as they come, from the first one on, and are stored at the end")
    void elementsAsTheyCome() {
        Collected first = subscribe("a", Long.MAX_VALUE);
        source.next(1);
        Collected second = subscribe("a", Long.MAX_VALUE);
        source.next(2);
        assertThat(first.elements()).containsExactly(1, 2);
        assertThat(second.elements()).containsExactly(1, 2);
        assertThat(first.isOver()).isFalse();

        source.complete();
        assertThat(first.isComplete()).isTrue();
        assertThat(second.isComplete()).isTrue();
        assertThat(subscribe("a", Long.MAX_VALUE).elements()).containsExactly(1, 2);
        assertThat(source.subscriptions()).isOne();
        assertThat(method.figures().hits()).isEqualTo(2);
        assertThat(method.underWay()).isZero();
    }

    @Test
    @DisplayName(
            "Issue 12.7: of a source without an end the first three elements are answered, and no more is asked for")
    void endlessSource() {
        Collected three = subscribe("a", 3);
        for (int i = 0; i < 3; i++) {
            source.next(i);
        }
        assertThat(three.elements()).containsExactly(0, 1, 2);
        assertThat(source.requested()).isEqualTo(3);

        three.cancel();
        assertThat(source.isCancelled()).isTrue();
        assertThat(method.underWay()).isZero();
        assertThat(method.figures().entries()).isZero();
        assertThat(count(ComputationOutcome.FAILED)).isOne();
    }

    @Test
    @DisplayName("Issue 12.7: a publisher in the middle of a request without an end is cancelled within it")
    void cancelledWithinARequest() {
        AtomicBoolean cancelled = new AtomicBoolean();
        Flow.Publisher<Object> endless = subscriber -> subscriber.onSubscribe(new Flow.Subscription() {
            @Override
            public void request(long more) {
                for (int i = 0; !cancelled.get(); i++) {
                    subscriber.onNext(i);
                }
            }

            @Override
            public void cancel() {
                cancelled.set(true);
            }
        });
        Collected caller = new Collected(Long.MAX_VALUE) {
            @Override
            public void onNext(Object element) {
                super.onNext(element);
                cancel();
            }
        };
        subscribe(method, fixture, "a", caller, () -> endless);
        assertThat(caller.elements()).containsExactly(0);
        assertThat(cancelled).isTrue();
        assertThat(method.underWay()).isZero();
    }

    @Test
    @DisplayName("SPEC 3.4: who cancels early disturbs nobody; the slowest gets all, the fastest sets the pace")
    void ownPace() {
        Collected fast = subscribe("a", 4);
        Collected slow = subscribe("a", 1);
        Collected leaves = subscribe("a", 2);
        assertThat(source.requested()).isEqualTo(4);
        source.next(1);
        source.next(2);
        leaves.cancel();
        source.next(3);
        fast.cancel();
        assertThat(source.isCancelled()).isFalse();
        source.complete();
        assertThat(slow.elements()).containsExactly(1);
        assertThat(slow.isOver()).isFalse();

        slow.request(1);
        assertThat(slow.elements()).containsExactly(1, 2);
        slow.request(1);
        assertThat(slow.elements()).containsExactly(1, 2, 3);
        assertThat(slow.isComplete()).isTrue();
        assertThat(leaves.elements()).containsExactly(1, 2);
        assertThat(leaves.isOver()).isFalse();
        assertThat(count(ComputationOutcome.STORED)).isOne();
    }

    @Test
    @DisplayName("SPEC 3.3: a failure reaches all who wait behind the elements before it, and is not stored")
    void failureReachesAllWhoWait() {
        IllegalStateException failure = new IllegalStateException("failed");
        Collected first = subscribe("a", Long.MAX_VALUE);
        Collected second = subscribe("a", 1);
        source.next(1);
        source.next(2);
        source.fail(failure);
        assertThat(first.failure()).isSameAs(failure);
        assertThat(second.failure()).isNull();
        second.request(1);
        assertThat(second.elements()).containsExactly(1, 2);
        assertThat(second.failure()).isSameAs(failure);
        assertThat(method.figures().entries()).isZero();
    }

    @Test
    @DisplayName("SPEC 3.3: what the method throws before it returns is signalled")
    void earlyExceptionIsSignalled() {
        IllegalStateException failure = new IllegalStateException("early");
        Collected caller = subscribe(method, fixture, "a", 1, () -> {
            throw failure;
        });
        assertThat(caller.failure()).isSameAs(failure);
        assertThat(method.underWay()).isZero();
    }

    @Test
    @DisplayName("SPEC 3.4: who cancels before anything has run runs nothing")
    void cancelledAtOnce() {
        Collected caller = new Collected(0) {
            @Override
            public void onSubscribe(Flow.Subscription subscription) {
                subscription.cancel();
            }
        };
        subscribe(method, fixture, "a", caller, () -> source);
        assertThat(source.subscriptions()).isZero();
        assertThat(method.underWay()).isZero();
    }

    @Test
    @DisplayName("SPEC 3.2: nothing came within wait-timeout: a run of one's own; something came: the flight goes on")
    void waitTimeout() {
        Fixture impatient = new Fixture().waitTimeout(Duration.ofMillis(10));
        MethodMemoizer other = method(impatient);
        Source own = new Source();
        subscribe(other, impatient, "a", 5, () -> source);
        Collected joined = subscribe(other, impatient, "a", 5, () -> own);
        await().until(() -> own.subscriptions() == 1);
        source.next("of the flight");
        own.next("of its own");
        assertThat(joined.elements()).containsExactly("of its own");
        own.complete();
        assertThat(joined.isComplete()).isTrue();
    }

    @Test
    @DisplayName(
            "SPEC 3.5: elements of arguments that may change are given to nobody else: who would join runs by itself")
    void changingArguments() {
        List<Integer> ids = new ArrayList<>(List.of(1));
        Collected first = subscribe(method, fixture, ids, 5, () -> source);
        Source own = new Source();
        Collected second = subscribe(method, fixture, List.of(1), 5, () -> own);
        ids.add(2);
        source.next("of [1, 2]");
        own.next("of [1]");
        source.complete();
        own.complete();
        assertThat(first.elements()).containsExactly("of [1, 2]");
        assertThat(second.elements()).containsExactly("of [1]");
        assertThat(count(ComputationOutcome.DISCARDED)).isOne();
        assertThat(count(ComputationOutcome.DIRECT)).isOne();
        assertThat(method.figures().entries()).isZero();
    }

    @Test
    @DisplayName(
            "Issue 12.7: more elements than are kept: passed on as they come, not stored, and nobody joins any more")
    void tooMany() {
        Collected caller = subscribe("a", Long.MAX_VALUE);
        for (int i = 0; i <= Recording.MOST; i++) {
            source.next(i);
        }
        assertThat(method.underWay()).isZero();
        source.next("last");
        source.complete();
        assertThat(caller.elements()).hasSize(Recording.MOST + 2).endsWith("last");
        assertThat(caller.isComplete()).isTrue();
        assertThat(method.figures().entries()).isZero();
        assertThat(count(ComputationOutcome.DISCARDED)).isOne();
    }

    @Test
    @DisplayName("SPEC 3.4: a method that is switched off is run for each caller, with elements as they come")
    void switchedOff() {
        method.setEnabled(false);
        Collected caller = subscribe("a", 1);
        source.next(1);
        assertThat(caller.elements()).containsExactly(1);
        caller.cancel();
        assertThat(source.isCancelled()).isTrue();
    }

    private long count(ComputationOutcome outcome) {
        return method.figures().computations().get(outcome).count();
    }

    private static MethodMemoizer method(Fixture fixture) {
        return fixture.engine().add(fixture.spec("Target.compute"), call -> (Flow.Publisher<Object>)
                subscriber -> call.elements(returned -> (Flow.Publisher<?>) returned, subscriber));
    }

    private Collected subscribe(Object argument, long requested) {
        return subscribe(method, fixture, argument, requested, () -> source);
    }

    private static Collected subscribe(
            MethodMemoizer method, Fixture fixture, Object argument, long requested, Invocation body) {
        return subscribe(method, fixture, argument, new Collected(requested), body);
    }

    @SuppressWarnings("unchecked")
    private static Collected subscribe(
            MethodMemoizer method, Fixture fixture, Object argument, Collected caller, Invocation body) {
        ((Flow.Publisher<Object>) fixture.call(method, argument, body)).subscribe(caller);
        return caller;
    }
}
