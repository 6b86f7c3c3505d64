package io.memo.engine.flight;

import static org.assertj.core.api.Assertions.assertThat;

import io.memo.FunctionOptions;
import io.memo.MutationPolicy;
import io.memo.call.MethodSpec;
import io.memo.engine.call.AbsentDimension;
import io.memo.engine.call.ConditionalCall;
import io.memo.engine.call.Dimensions;
import io.memo.engine.call.FunctionConditions;
import io.memo.engine.call.Invocation;
import io.memo.engine.call.MemoizationSwitch;
import io.memo.engine.flight.Flight.Landing;
import io.memo.engine.observe.Failures;
import io.memo.engine.observe.MethodCounters;
import io.memo.engine.observe.RuntimeFindings;
import io.memo.returns.Answer;
import io.memo.returns.Answer.Sharing;
import io.memo.store.Holders;
import io.memo.store.Ticker;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("SPEC 10.4: what a flight came to is held until all aboard have it")
class HeldLandingTests {

    private final AtomicInteger nobody = new AtomicInteger();
    private final Holders holders = new Holders(new Object(), gone -> nobody.incrementAndGet());
    private final Flight flight = new Flight();

    private void land() {
        flight.land(new Landing.Value(new Answer(holders.object(), Sharing.ALL, holders)));
        // The call of the owner has ended.
        holders.remove();
    }

    @Test
    void whoWaitsHoldsTheResultUntilItLeaves() {
        assertThat(flight.board()).isTrue();
        assertThat(flight.board()).isTrue();
        land();
        flight.leave();
        assertThat(nobody).hasValue(0);
        flight.leave();
        assertThat(nobody).hasValue(1);
    }

    @Test
    void flightThatNobodyWaitsForHoldsNothing() {
        land();
        assertThat(nobody).hasValue(1);
        assertThat(flight.board()).isFalse();
    }

    @Test
    void whoGivesUpBeforeTheEndHoldsNothing() {
        assertThat(flight.board()).isTrue();
        flight.leave();
        assertThat(nobody).hasValue(0);
        land();
        assertThat(nobody).hasValue(1);
    }

    @Test
    void callThatJoinedHoldsTheResultUntilItHasEnded() throws Exception {
        Invocation call = call();
        holders.add();
        land();
        Landing landing = new Flights(new WaitGraph(), 1).join(flight, call);
        assertThat(landing).isInstanceOf(Landing.Value.class);
        holders.remove();
        assertThat(nobody).hasValue(0);
        ConditionalCall.ended(call);
        assertThat(nobody).hasValue(1);
    }

    /** As a method with {@code onRelease} has it. */
    private Invocation call() throws NoSuchMethodException {
        MethodSpec spec = new MethodSpec(
                "name",
                Object.class.getMethod("hashCode"),
                Object.class,
                List.of(),
                null,
                1,
                true,
                MutationPolicy.WARN,
                "",
                List.of());
        RuntimeFindings findings = new RuntimeFindings("name");
        Failures failures = new Failures("name", new MethodCounters(), Ticker.SYSTEM);
        return new MemoizationSwitch(
                        new AtomicBoolean(true),
                        new FunctionConditions(FunctionOptions.defaults()
                                .onRelease(result -> {})
                                .freshness()),
                        new Dimensions(spec, AbsentDimension.BYPASS, failures, findings))
                .call(this, new Object[0], Object::new);
    }

    @Test
    void whatIsReleasedAlreadyIsGivenToNobody() throws Exception {
        holders.remove();
        assertThat(holders.end()).isTrue();
        flight.land(new Landing.Value(new Answer(holders.object(), Sharing.ALL, holders)));
        assertThat(flight.await(1)).isInstanceOf(Landing.Abandoned.class);
        assertThat(nobody).hasValue(1);
    }
}
