package io.memo.engine;

import io.memo.FailedPart;
import io.memo.MemoizedMethod;
import io.memo.MissReason;
import io.memo.ValuePart;
import io.memo.call.MethodSpec;
import io.memo.engine.async.AsyncCalls;
import io.memo.engine.blocking.BlockingCalls;
import io.memo.engine.call.CallConditions;
import io.memo.engine.call.Dimensions;
import io.memo.engine.call.MemoizationSwitch;
import io.memo.engine.check.BehindCheck;
import io.memo.engine.check.HitCheck;
import io.memo.engine.check.MutationAlerts;
import io.memo.engine.cost.HitCosts;
import io.memo.engine.flight.Flights;
import io.memo.engine.flight.WaitGraph;
import io.memo.engine.observe.Failures;
import io.memo.engine.observe.MethodCounters;
import io.memo.engine.observe.MissLog;
import io.memo.engine.observe.RuntimeFindings;
import io.memo.engine.refresh.Refreshes;
import io.memo.engine.refresh.StaleAnswers;
import io.memo.engine.release.Releases;
import io.memo.engine.run.Computation;
import io.memo.engine.run.GuardedStore;
import io.memo.engine.run.KeptFailures;
import io.memo.engine.run.Keys;
import io.memo.engine.run.Misses;
import io.memo.engine.tier.HandedResults;
import io.memo.engine.tier.Places;
import io.memo.engine.tier.TierEntries;
import io.memo.engine.tier.TierEntry;
import io.memo.engine.times.ResultTimes;
import io.memo.fingerprint.CodeFingerprint;
import io.memo.generation.MethodCode;
import io.memo.hash.KeysInPaths;
import io.memo.hash.Origin;
import io.memo.hash.StructuralHasher;
import io.memo.key.KeyBuilder;
import io.memo.key.external.ReadSets;
import io.memo.mutation.MutationCheck;
import io.memo.returns.ResultForms;
import io.memo.returns.ReturnedForms;
import io.memo.store.handover.Handover;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * What one method is memoized with, put together from its specification and the settings of the engine.
 */
record MethodParts(
        EngineSettings settings,
        ReadSets readSets,
        Keys keys,
        GuardedStore store,
        @Nullable MutationCheck check,
        @Nullable ResultForms forms,
        HitCheck hitCheck,
        MemoizationSwitch memoization,
        Flights flights,
        MethodCounters counters,
        HitCosts hitCosts,
        Misses misses,
        Failures failures,
        RuntimeFindings findings,
        ResultTimes times,
        @Nullable Releases releases,
        Refreshes refreshes,
        StaleAnswers staleAnswers,
        @Nullable KeptFailures keptFailures,
        Places places) {

    /**
     * @param enabled whether methods are memoized at all
     * @param conditions decides about single calls, or null if nothing does
     * @param handover null if its results are not handed over
     */
    static MethodParts of(
            MethodSpec spec,
            boolean async,
            MethodCode live,
            EngineSettings settings,
            WaitGraph graph,
            AtomicBoolean enabled,
            @Nullable CallConditions conditions,
            @Nullable Handover handover) {
        CodeFingerprint code = live.first();
        MethodCounters counters = new MethodCounters();
        Failures failures = new Failures(spec.name(), counters, settings.ticker());
        MissReason first = settings.lastStart().reasonOfFirstMiss(spec, code);
        RuntimeFindings findings = new RuntimeFindings(spec.name());
        Misses misses = new Misses(new MissLog(settings.ticker(), first), counters);
        GuardedStore store = new GuardedStore(settings.stores().create(spec, misses::evicted), failures);
        StructuralHasher results = hasher(spec, settings)
                .managedObjects(settings.managedObjects())
                .behaviour(new LambdaCodes(settings.fingerprinter()))
                .keysInPaths(shown(code, settings))
                .build();
        requireOneHasherEach(spec, code, settings, results);
        Origin result = new Origin(spec.name(), ValuePart.RETURN_VALUE, "result");
        MutationCheck check = new MutationCheck(results, result, spec.isCheckedOnEveryHit());
        ReadSets readSets = new ReadSets(spec, live, settings.fingerprinter(), new MethodReaders(spec, settings));
        Keys keys = new Keys(new KeyBuilder(spec, readSets), settings.onUnhashable(), failures, findings);
        MutationAlerts alerts =
                new MutationAlerts(spec, check, counters, failures, settings.listeners(), settings.showValues());
        BehindCheck behind = new BehindCheck(
                check,
                alerts,
                store,
                counters,
                misses,
                failures,
                settings.ticker(),
                settings.dueChecks(),
                spec.targetClass().getClassLoader());
        ResultForms forms =
                ReturnedForms.of(spec, async, results, result, settings.hashing(), settings.managedObjects());
        ResultTimes times = new ResultTimes(spec, settings.ticker(), settings.random());
        HitCheck hitCheck =
                new HitCheck(spec, check, store, counters, misses, failures, alerts, behind, settings.ticker());
        TierEntry.Rules beyond = new TierEntry.Rules(check, forms, times, settings.ticker(), failures);
        Releases releases = Releases.of(spec, conditions, settings.releasePool(), failures);
        boolean outlives = spec.persist() || (spec.shared() && releases == null);
        return new MethodParts(
                settings,
                readSets,
                keys,
                store,
                spec.allowOutputMutation() ? null : check,
                forms,
                hitCheck,
                new MemoizationSwitch(
                        enabled, conditions, new Dimensions(spec, settings.onAbsentDimension(), failures, findings)),
                new Flights(graph, settings.waitNanos()),
                counters,
                new HitCosts(settings.ticker(), counters::averageRun, findings::dearHits),
                misses,
                failures,
                findings,
                times,
                releases,
                new Refreshes(
                        spec.name(),
                        spec.dimensions(),
                        times,
                        settings.refreshPool(),
                        settings.callerContext(),
                        counters,
                        settings.ticker()),
                new StaleAnswers(spec.name(), hitCheck, counters, settings.listeners(), failures, settings.ticker()),
                KeptFailures.of(spec, settings.stores(), failures, settings.ticker()),
                new Places(
                        keys,
                        outlives ? TierEntries.of(spec, async, settings.outside(), results, result, beyond) : null,
                        releases != null ? null : HandedResults.of(spec, async, handover, results, result, beyond)));
    }

    /**
     * Refuses at start-up what would else be refused when the first object is met that two hashers are equally close to.
     */
    private static void requireOneHasherEach(
            MethodSpec spec, CodeFingerprint code, EngineSettings settings, StructuralHasher hashers) {
        if (spec.hashers().size() + settings.hashers().size() > 1) {
            KnownTypes.visit(spec, code, hashers::isServed);
        }
    }

    Computation computation(MemoizedMethod method) {
        return new Computation(
                method,
                keys,
                check,
                forms,
                store,
                memoization,
                misses,
                counters,
                failures,
                settings.listeners(),
                findings,
                times,
                releases,
                settings.ticker());
    }

    BlockingCalls blockingCalls(Computation computation) {
        return new BlockingCalls(
                keys,
                store,
                hitCheck,
                flights,
                computation,
                counters,
                hitCosts,
                misses,
                memoization,
                places,
                refreshes,
                staleAnswers,
                keptFailures,
                settings.ticker());
    }

    AsyncCalls asyncCalls(String name, Computation computation) {
        return new AsyncCalls(
                name,
                keys,
                store,
                hitCheck,
                computation,
                forms,
                counters,
                hitCosts,
                misses,
                refreshes,
                staleAnswers,
                keptFailures,
                settings.ticker(),
                settings.waitNanos(),
                settings.timers());
    }

    void announce(MemoizedMethod method) {
        settings.listeners().methodAdded(method, failure -> failures.note(FailedPart.LISTENER, failure));
    }

    static KeysInPaths shown(CodeFingerprint code, EngineSettings settings) {
        return settings.showValues() ? KeysInPaths.ALL : KeysInPaths.namedBy(code.words());
    }

    static StructuralHasher.Builder hasher(MethodSpec spec, EngineSettings settings) {
        return StructuralHasher.builder()
                .scope(settings.hashing())
                .hashersFirst(spec.hashers())
                .hashers(settings.hashers())
                .application(type -> settings.fingerprinter().inScope(type)
                        || type.getPackageName().equals(spec.targetClass().getPackageName()))
                .maxNodes(settings.maxNodes());
    }
}
