package io.memo.acceptance;

import static org.awaitility.Awaitility.await;

import io.memo.Memoizer;
import io.memo.TierFigures;
import io.memo.TierFigures.Got;
import io.memo.TierFigures.Put;
import io.memo.acceptance.shared.FaultProxy;
import java.util.function.Function;

/** One of several applications that share results, and its network to the store. */
final class Machine implements AutoCloseable {

    private static final String BEAN = "shop.Stock";

    private final FaultProxy network;
    private final OutsideApplication application;
    private boolean closed;

    Machine(int store, Function<FaultProxy, OutsideApplication> start) {
        network = new FaultProxy(store);
        application = start.apply(network);
    }

    FaultProxy network() {
        return network;
    }

    OutsideApplication application() {
        return application;
    }

    Memoizer memoizer() {
        return application.bean(Memoizer.class);
    }

    Object bean() {
        return application.bean(BEAN);
    }

    <T> T call(String method, int key) {
        return application.call(BEAN, method, key);
    }

    TierFigures shared(String method) {
        return application.memoized("Stock." + method).tiers().stream()
                .filter(tier -> tier.tier().equals("shared"))
                .findFirst()
                .orElseThrow();
    }

    long got(String method, Got outcome) {
        return shared(method).gets().get(outcome);
    }

    long put(String method, Put outcome) {
        return shared(method).puts().get(outcome);
    }

    /** Waits until it reads from the store. */
    void awaitJoined() {
        await().atMost(Machines.PATIENCE).until(() -> !shared("text").readsPaused());
    }

    /** Waits until it keeps off the store. */
    void awaitAway() {
        await().atMost(Machines.PATIENCE).until(() -> shared("text").readsPaused());
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            application.close();
            network.close();
        }
    }
}
