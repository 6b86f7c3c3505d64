package io.memo.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.memo.CachedObjectMutatedEvent;
import io.memo.engine.observe.MemoListener;
import io.memo.store.caffeine.CaffeineStoreFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** 5.6 against a model that knows nothing of marks: hits, changes, clears and evictions by chance, on a clock that is moved. */
class BehindChecksModelTests {

    private static final int METHODS = 5;
    private static final int STEPS = 400;
    private static final int SEEDS = 60;
    private static final long SECOND = 1_000_000_000;
    /** What a look may come later than a second after a hit: all methods, one look each, with the pauses between. */
    private static final long SLACK = 50_000_000;

    /** What must be known of one method's entry. */
    private static final class Model {
        private List<Integer> value = new ArrayList<>();
        private boolean present;
        private boolean hitSince;
        private long lastHit;
        private long lastChange;
        private int alerted;
        private boolean restoredSinceAlert = true;

        int state() {
            return value.get(7);
        }
    }

    /** One run of chance. */
    private static final class World {
        private final Fixture fixture = new Fixture().maxEntries(2).ttl(Duration.ofSeconds(60));
        private final ManualChecks checks = new ManualChecks(fixture.ticker);
        private final MemoEngine engine;
        private final List<MethodMemoizer> methods = new ArrayList<>();
        private final List<Model> models = new ArrayList<>();
        private final Random random;
        private final List<String> wrong = new ArrayList<>();
        private long alerts;
        private int next = 1;

        World(long seed) {
            random = new Random(seed);
            fixture.builder().stores(new CaffeineStoreFactory(fixture.ticker, Runnable::run));
            fixture.builder().checks(checks, 1 + random.nextInt(4)).listeners(List.of(new MemoListener() {
                @Override
                public void mutated(CachedObjectMutatedEvent event) {
                    alerted(models.get(event.name().charAt(0) - 'A'));
                }
            }));
            engine = fixture.engine();
            for (int i = 0; i < METHODS; i++) {
                methods.add(engine.add(fixture.spec((char) ('A' + i) + ".compute")));
                models.add(new Model());
            }
        }

        private void alerted(Model model) {
            alerts++;
            // What a listener throws reaches nobody.
            if (!model.present || model.state() == 0) {
                wrong.add("alert of what is gone, or unchanged");
            }
            if (model.state() == model.alerted && !model.restoredSinceAlert) {
                wrong.add("second alert of one state");
            }
            model.alerted = model.state();
            model.restoredSinceAlert = false;
        }

        void step() {
            int which = random.nextInt(METHODS);
            Model model = models.get(which);
            switch (random.nextInt(12)) {
                case 0, 1, 2, 3 -> hit(which, model);
                case 4, 5 -> change(model, next++);
                case 6 -> change(model, 0);
                case 7 -> {
                    if (random.nextInt(6) == 0) {
                        engine.clear(methods.get(which).name());
                        model.present = false;
                    }
                }
                case 8 -> advance(random.nextInt(3_000_000));
                case 9 -> advance(random.nextInt(400_000_000));
                case 10 -> advance(random.nextInt(1_000_000_000) * 3L);
                default -> hit(which, model);
            }
        }

        @SuppressWarnings("unchecked")
        private void hit(int which, Model model) {
            List<Integer> fresh = new ArrayList<>();
            for (int i = 0; i < 60; i++) {
                fresh.add(0);
            }
            MethodMemoizer method = methods.get(which);
            boolean there = engine.explain(method.name(), "a").hit();
            if (!there) {
                // Before the call: what is there is looked at during it.
                model.value = fresh;
                model.present = true;
                model.hitSince = false;
                model.alerted = 0;
                model.restoredSinceAlert = true;
                model.lastChange = checks.nanos();
            } else {
                model.hitSince = true;
            }
            model.lastHit = checks.nanos();
            assertThat(fixture.call(method, "a", () -> fresh)).isSameAs(model.value);
        }

        private void change(Model model, int state) {
            if (!model.value.isEmpty() && model.state() != state) {
                model.value.set(7, state);
                model.lastChange = checks.nanos();
                model.restoredSinceAlert |= state == 0;
            }
        }

        /** In small steps, so that what must be known is asked for in between. */
        private void advance(long nanos) {
            for (long left = nanos; left > 0; left -= 20_000_000) {
                checks.advance(Duration.ofNanos(Math.min(left, 20_000_000)));
                for (int i = 0; i < METHODS; i++) {
                    known(i, models.get(i));
                }
            }
        }

        private void known(int which, Model model) {
            if (model.present && !engine.explain(methods.get(which).name(), "a").hit()) {
                model.present = false;
            }
            long now = checks.nanos();
            boolean looked = model.hitSince && now - model.lastHit > SECOND + SLACK;
            boolean atRest = model.lastChange < model.lastHit + SECOND;
            if (model.present && looked && atRest && model.state() != 0) {
                assertThat(model.alerted)
                        .as("the state that nobody asked for again")
                        .isEqualTo(model.state());
            }
        }
    }

    @Test
    @DisplayName("Issue 17.1: every change that is there a second after a hit is alerted, once, and no other")
    void everyChangeAndNoOther() {
        long alerts = 0;
        for (long seed = 0; seed < SEEDS; seed++) {
            World world = new World(seed);
            for (int step = 0; step < STEPS; step++) {
                world.step();
                assertThat(world.wrong).as("seed %d, step %d", seed, step).isEmpty();
            }
            alerts += world.alerts;
        }
        assertThat(alerts).as("alerts in all").isGreaterThan(SEEDS * 10L);
    }
}
