package io.memo.engine.flight;

import static org.assertj.core.api.Assertions.assertThat;

import io.memo.engine.flight.Flight.Landing;
import io.memo.returns.Answer;
import io.memo.returns.Answer.Sharing;
import io.memo.store.Holders;
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
    void whatIsReleasedAlreadyIsGivenToNobody() throws Exception {
        holders.remove();
        assertThat(holders.end()).isTrue();
        flight.land(new Landing.Value(new Answer(holders.object(), Sharing.ALL, holders)));
        assertThat(flight.await(1)).isInstanceOf(Landing.Abandoned.class);
        assertThat(nobody).hasValue(1);
    }
}
