package io.memo.engine;

import io.memo.MethodFigures.RefreshOutcome;
import io.memo.engine.FreshnessPlan.Result;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What 10.1 to 10.3 allow, by what the source did: it knows of places and of times, and nothing of how memo goes about it. Where the rules
 * leave open which of several results answers, each may.
 */
final class FreshnessModel {

    /** For so long nobody waits for a key of which a run left nothing, and no refresh begins a run of it. */
    private static final long GIVEN_UP = 10_000;

    private static final long LONGEST_RUN = 300;

    private final FreshnessPlan plan;
    private final Map<String, Result> shared = new HashMap<>();
    /** When a run of the key last left nothing. */
    private final Map<String, Long> fruitless = new HashMap<>();

    FreshnessModel(FreshnessPlan plan) {
        this.plan = plan;
    }

    /** A result in the memory of a machine, from when it came there until it goes; whether a refresh of it waits, and when one may again. */
    static final class Held {
        final Result result;
        boolean waits;
        long pausedFrom = Long.MIN_VALUE;
        long pausedUntil = Long.MIN_VALUE;

        Held(Result result) {
            this.result = result;
        }
    }

    /** What a machine has of a key. */
    static final class Place {
        @Nullable
        Held held;

        @Nullable
        Result disk;
        /** The latest result that the machine gave and that was stored: nothing older comes after it. */
        @Nullable
        Result latest;

        @Nullable
        Throwable failure;

        long failedAt;

        void forget() {
            held = null;
            failure = null;
        }
    }

    /** What a run of the source gave. */
    record Ran(@Nullable Result result, @Nullable Throwable failure) {}

    /**
     * What a call gave, and what it did for that.
     *
     * @param began when it began
     * @param ended when it ended
     * @param thrown null if it returned
     * @param ran what the source did in the call, null if it did not run
     * @param begun how many refreshes it has begun
     * @param refused how many of those that it tried to begin were refused
     */
    record Given(
            long began,
            long ended,
            @Nullable Object value,
            @Nullable Throwable thrown,
            @Nullable Ran ran,
            int begun,
            int refused) {}

    /** Judges a call, and notes what it leaves. */
    void called(String key, Place at, FreshnessTally tally, int waiting, Given given) {
        long now = given.began;
        Held held = at.held;
        if (held != null && !plan.isKept(held.result, now)) {
            at.held = held = null;
        }
        boolean fresh = held != null && held.result.isFresh(now);
        if (fresh) {
            tally.hits++;
            answered(at, given, List.of(held.result), "memory has it");
            refreshes(held, tally, waiting, given);
            return;
        }
        Throwable kept = failureOf(at, now);
        List<Result> far = far(key, at).filter(result -> result.isFresh(now)).toList();
        if (given.ran == null) {
            tally.hits++;
            if (given.thrown != null) {
                require(given.thrown == kept, "an exception, and the source did not run; kept is " + kept);
                tally.kept++;
                return;
            }
            Result found = answered(at, given, far, "it lies outside memory");
            tally.found++;
            place(key, at, found, false);
            refreshes(Objects.requireNonNull(at.held), tally, waiting, given);
            return;
        }
        require(given.begun + given.refused == 0, "a refresh was begun for a result that is new");
        tally.misses++;
        require(kept == null && far.isEmpty(), "the source ran, though there was " + (kept == null ? far : kept));
        Result made = given.ran.result;
        if (made != null) {
            answered(at, given, List.of(made), "the source ran");
            made(key, at, tally, made);
        } else {
            failed(key, at, tally, given, Objects.requireNonNull(given.ran.failure));
        }
    }

    /** The latest of those that may stand in for the source does; else the caller gets the exception. */
    private void failed(String key, Place at, FreshnessTally tally, Given given, Throwable failure) {
        tally.failed++;
        fruitless.put(key, given.ended);
        Held held = at.held;
        Result instead = plan.staleIfError() == null
                ? null
                : Stream.concat(held == null ? Stream.of() : Stream.of(held.result), far(key, at))
                        .filter(result -> plan.isKept(result, given.ended))
                        .max(Comparator.comparingInt(Result::run))
                        .orElse(null);
        if (instead != null) {
            tally.stale++;
            answered(at, given, List.of(instead), "it answers for the failure");
            return;
        }
        require(given.thrown == failure, "not what the source threw, and nothing may stand in for it");
        if (plan.failureTtl() != null) {
            at.failure = failure;
            at.failedAt = given.ended;
        }
    }

    private @Nullable Throwable failureOf(Place at, long now) {
        Long lasts = plan.failureTtl();
        return at.failure != null && lasts != null && now < at.failedAt + lasts ? at.failure : null;
    }

    private Stream<Result> far(String key, Place at) {
        return Stream.of(at.disk, shared.get(key)).filter(Objects::nonNull);
    }

    /** Requires that the answer is one of the results, and none from before one that the machine gave already; returns which. */
    private Result answered(Place at, Given given, List<Result> allowed, String why) {
        require(given.thrown == null, "an exception, where " + why);
        Result result = allowed.stream()
                .filter(each -> Objects.equals(each.value(), given.value))
                .findFirst()
                .orElse(null);
        if (result == null) {
            throw new AssertionError("not among " + allowed + ", where " + why);
        }
        require(
                (given.ran != null && given.ran.result != null) == (given.ran != null && given.ran.result == result),
                why);
        // Not even after a restart, or where memory forgot: what a machine gave lies where that machine looks, too.
        Result latest = at.latest;
        // What was not stored, for its time was over at once, may be followed by what was there before.
        require(
                latest == null || !latest.isLaterThan(result),
                "older than " + latest + ", which this machine gave before");
        if (result.lasts() > 0) {
            at.latest = result;
        }
        return result;
    }

    private void refreshes(Held held, FreshnessTally tally, int waiting, Given given) {
        require(given.ran == null, "the source ran in the caller");
        long now = given.began;
        boolean old = plan.isOld(held.result, now);
        tally.refreshing += old ? 1 : 0;
        boolean may = old && !held.waits && now >= held.pausedFrom;
        boolean must = may && now >= held.pausedUntil;
        int tries = given.begun + given.refused;
        require(tries <= (may ? 1 : 0), "a refresh too many was begun");
        require(tries >= (must ? 1 : 0), "no refresh was begun");
        if (given.refused == 1) {
            require(waiting >= plan.refreshes(), "a refresh was refused, and there is room");
            tally.count(RefreshOutcome.REJECTED);
            pause(held, now);
        } else if (given.begun == 1) {
            require(waiting < plan.refreshes(), "more refreshes wait than may");
            held.waits = true;
        }
    }

    private void pause(Held held, long now) {
        held.pausedFrom = now + plan.pause(held.result);
        // It may wait for as long as a run takes, too.
        held.pausedUntil = Math.max(held.pausedFrom, now + LONGEST_RUN);
    }

    /** Judges a refresh that ran, and notes what it leaves. */
    void refreshed(String key, Place at, FreshnessTally tally, Held old, long began, long ended, List<Ran> runs) {
        old.waits = false;
        require(runs.size() <= 1, "a refresh ran the source more than once");
        Ran ran = runs.isEmpty() ? null : runs.get(0);
        if (at.held != old || !plan.isKept(old.result, began)) {
            require(ran == null, "the source ran for a result that is gone");
            tally.count(RefreshOutcome.DISCARDED);
            return;
        }
        Result later = far(key, at)
                .filter(result -> result.isLaterThan(old.result) && result.isFresh(began))
                .findFirst()
                .orElse(null);
        if (later != null) {
            require(ran == null, "the source ran, though there was " + later);
            tally.count(RefreshOutcome.ADOPTED);
            place(key, at, later, false);
            return;
        }
        Long nothingLeft = fruitless.get(key);
        if (ran == null) {
            require(
                    plan.shared() && nothingLeft != null && began < nothingLeft + GIVEN_UP,
                    "the source did not run, and nothing is in the place of the old result");
            // It is looked at again soon.
            old.pausedUntil = began + LONGEST_RUN;
            return;
        }
        Result made = ran.result;
        if (made != null && made.lasts() > 0) {
            tally.count(RefreshOutcome.REFRESHED);
        } else {
            tally.count(made == null ? RefreshOutcome.FAILED : RefreshOutcome.DISCARDED);
            pause(old, ended);
        }
        if (made == null) {
            tally.failed++;
            fruitless.put(key, ended);
        } else {
            made(key, at, tally, made);
        }
    }

    private void made(String key, Place at, FreshnessTally tally, Result made) {
        if (made.lasts() > 0) {
            tally.stored++;
            place(key, at, made, true);
        } else {
            tally.vetoed++;
            fruitless.put(key, made.at());
        }
    }

    private void place(String key, Place at, Result result, boolean isNew) {
        at.held = new Held(result);
        at.disk = plan.disk() ? result : null;
        if (isNew && plan.shared()) {
            shared.put(key, result);
        }
    }

    /** Nothing from before the clear answers any more, on no machine. */
    void cleared(String key, List<Place> everywhere) {
        shared.remove(key);
        everywhere.forEach(place -> {
            place.forget();
            place.disk = null;
            place.latest = null;
        });
    }

    /** Returns the moments at which something becomes of what there is of the key. */
    Stream<Long> bounds(String key, Place at) {
        Held held = at.held;
        long refresh = Objects.requireNonNullElse(plan.refresh(), 0L);
        long stale = Objects.requireNonNullElse(plan.staleIfError(), 0L);
        long failure = Objects.requireNonNullElse(plan.failureTtl(), 0L);
        Stream<Long> results = Stream.concat(held == null ? Stream.of() : Stream.of(held.result), far(key, at))
                .flatMap(result -> Stream.of(
                        result.at() + refresh, result.at() + result.lasts(), result.at() + result.lasts() + stale));
        return Stream.concat(results, Stream.of(at.failedAt + failure, held == null ? 0 : held.pausedFrom));
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new AssertionError(otherwise);
        }
    }
}
