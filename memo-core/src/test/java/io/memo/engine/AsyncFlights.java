package io.memo.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.memo.engine.FreshnessPlan.Result;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** What {@link AsyncFreshnessModel} knows of: results in memory, runs of the source, and who waits for these. */
final class AsyncFlights {

    private AsyncFlights() {}

    /** A result in memory. */
    static final class Held {
        final Result result;
        final long took;
        boolean claimed;
        long dueFrom = Long.MIN_VALUE;

        Held(Result result, long took) {
            this.result = result;
            this.took = took;
        }

        void pause(FreshnessPlan plan, long now) {
            due(now + Math.min(60_000, Math.max(plan.pause(result), took)));
        }

        void due(long from) {
            claimed = false;
            dueFrom = from;
        }

        /** Returns the moments at which something becomes of it. */
        List<Long> bounds(FreshnessPlan plan) {
            long end = result.at() + result.lasts();
            long refresh = Objects.requireNonNullElse(plan.refresh(), 0L);
            long stale = Objects.requireNonNullElse(plan.staleIfError(), 0L);
            return List.of(result.at() + refresh, end, end + stale, dueFrom);
        }
    }

    /** A refresh that waits. */
    record Waiting(String key, Held of, List<Object> argument) {}

    /** A caller. */
    static final class Rider {
        final String key;
        final List<Object> argument;
        CompletableFuture<Object> future = new CompletableFuture<>();

        @Nullable
        Flight flight;

        @Nullable
        Held stale;

        int floor;
        boolean over;
        boolean left;

        @Nullable
        Object value;

        @Nullable
        Throwable failure;

        Rider(String key) {
            this.key = key;
            this.argument = new ArrayList<>(List.of(key));
        }

        void gets(Result result) {
            if (result.run() < floor) {
                throw new AssertionError("the model gives " + result + ", where none before " + floor + " is allowed");
            }
            over = true;
            value = result.value();
        }

        void fails(Throwable thrown) {
            over = true;
            failure = thrown;
        }

        /** It has what it ought to have, if anything. */
        void check() {
            assertThat(future.isDone()).as("has an answer").isEqualTo(over || left);
            if (over && !left) {
                Object given = future.handle((answer, thrown) -> thrown == null ? answer : thrown)
                        .join();
                assertThat(given).as("answer").isSameAs(failure == null ? value : failure);
            }
        }
    }

    /** A run of the source, and who waits for it. */
    static final class Flight {
        final String key;
        final int run;
        final CompletableFuture<Object> source = new CompletableFuture<>();
        final List<Object> argument;
        final @Nullable Held renews;
        final List<Rider> aboard = new ArrayList<>();
        final long began;
        boolean mayStore = true;
        boolean cancelled;

        Flight(String key, int run, List<Object> argument, @Nullable Held renews, long began) {
            this.key = key;
            this.run = run;
            this.argument = argument;
            this.renews = renews;
            this.began = began;
        }

        boolean isChanged() {
            return argument.size() > 1;
        }

        /** Returns whether no more than one caller would have to call anew. */
        boolean mayChange() {
            return aboard.stream().filter(rider -> rider.argument != argument).count() <= 1;
        }
    }
}
