package io.memo.spring.actuate;

import io.memo.ComputationOutcome;
import io.memo.EvictionCause;
import io.memo.FailedPart;
import io.memo.MemoizedMethod;
import io.memo.Memoizer;
import io.memo.MethodFigures;
import io.memo.MethodFigures.RefreshOutcome;
import io.memo.MethodFigures.Runs;
import io.memo.MethodFigures.StaleReason;
import io.memo.Miss;
import io.memo.MissReason;
import io.memo.TierFigures;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.Access;
import org.springframework.boot.actuate.endpoint.annotation.DeleteOperation;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;

/**
 * {@code GET /actuator/memo} lists the memoized methods, {@code GET /actuator/memo/{name}} shows one, {@code GET
 * /actuator/memo/{name}/misses} why it ran last, {@code DELETE} lets go of entries. Read-only unless {@code management.endpoint.memo.access=unrestricted}. Shows names and figures, never
 * arguments, values or keys.
 */
@Endpoint(id = "memo", defaultAccess = Access.READ_ONLY)
public class MemoEndpoint {

    private final Memoizer memoizer;
    private final Supplier<List<String>> findings;

    /**
     * @param memoizer the engine to show
     * @param findings all that was found when the application started, one line for each cause
     */
    public MemoEndpoint(Memoizer memoizer, Supplier<List<String>> findings) {
        this.memoizer = memoizer;
        this.findings = findings;
    }

    /** Returns all memoized methods, sorted by name. */
    @ReadOperation
    public Overview methods() {
        return new Overview(memoizer.methods().stream().map(Summary::of).toList(), findings.get());
    }

    /** Returns one memoized method, or null, which answers 404, if none has the name. */
    @ReadOperation
    public @Nullable Details method(@Selector String name) {
        return named(name).map(Details::of).orElse(null);
    }

    /**
     * Returns the last misses of one memoized method, or null, which answers 404, if none has the name.
     *
     * @param part {@code misses}; there is no other
     */
    @ReadOperation
    public @Nullable Misses misses(@Selector String name, @Selector String part) {
        return part.equals("misses")
                ? named(name).map(MissSummary::allOf).map(Misses::new).orElse(null)
                : null;
    }

    /** Lets go of all entries. */
    @DeleteOperation
    public void clearAll() {
        memoizer.clear();
    }

    /** Lets go of the entries of one method; 404 if none has the name. */
    @DeleteOperation
    public WebEndpointResponse<Void> clearMethod(@Selector String name) {
        if (named(name).isEmpty()) {
            return new WebEndpointResponse<>(WebEndpointResponse.STATUS_NOT_FOUND);
        }
        memoizer.clear(name);
        return new WebEndpointResponse<>(WebEndpointResponse.STATUS_NO_CONTENT);
    }

    private Optional<MemoizedMethod> named(String name) {
        return memoizer.methods().stream()
                .filter(method -> method.name().equals(name))
                .findFirst();
    }

    /**
     * The memoized methods.
     *
     * @param methods sorted by name
     * @param findings what was found when the application started, one line for each cause, the most dangerous first
     */
    public record Overview(List<Summary> methods, List<String> findings) {}

    /**
     * A memoized method at a glance.
     *
     * @param name its name
     * @param method its signature
     * @param fingerprint the fingerprint of its code
     * @param hits calls answered without running it
     * @param misses calls that it ran for
     * @param hitRatio hits as a share of calls, 0 before the first
     * @param entries results stored now, by estimate
     * @param bytes how much of the heap they take with their keys, by estimate
     * @param mutations changed states of stored results that were alerted
     * @param timeSaved how long the hits would have taken, less what they took; negative where hits cost more than runs
     * @param hitCost how long a hit takes on average, its key included
     * @param warnings what could not be tracked in its code, and what that does that a cache would hide
     */
    public record Summary(
            String name,
            String method,
            String fingerprint,
            long hits,
            long misses,
            double hitRatio,
            long entries,
            long bytes,
            long mutations,
            Duration timeSaved,
            Duration hitCost,
            List<String> warnings) {

        static Summary of(MemoizedMethod method) {
            MethodFigures figures = method.figures();
            return new Summary(
                    method.name(),
                    method.method().toGenericString(),
                    method.fingerprint(),
                    figures.hits(),
                    figures.misses(),
                    figures.hitRatio(),
                    figures.entries(),
                    figures.bytes(),
                    figures.mutations(),
                    figures.timeSaved(),
                    figures.hitCost(),
                    method.warnings());
        }
    }

    /**
     * The last misses of a memoized method.
     *
     * @param misses newest first
     */
    public record Misses(List<MissSummary> misses) {}

    /**
     * Why a call ran the method.
     *
     * @param at the moment of the call
     * @param cause what kind of reason, lower case with hyphens
     * @param reason the reason as a sentence, with what the places outside the process answered
     * @param places where something changed, never a value
     */
    public record MissSummary(Instant at, String cause, String reason, List<String> places) {

        static List<MissSummary> allOf(MemoizedMethod method) {
            return method.misses().stream().map(MissSummary::of).toList();
        }

        private static MissSummary of(Miss miss) {
            MissReason reason = miss.reason();
            return new MissSummary(miss.at(), reason.cause().tag(), miss.text(), reason.places());
        }
    }

    /**
     * A memoized method in full.
     *
     * @param name its name
     * @param method its signature
     * @param fingerprint the fingerprint of its code
     * @param hits calls answered without running it
     * @param misses calls that it ran for
     * @param hitRatio hits as a share of calls, 0 before the first
     * @param entries results stored now, by estimate
     * @param bytes how much of the heap they take with their keys, by estimate
     * @param mutations changed states of stored results that were alerted
     * @param timeSaved how long the hits would have taken, less what they took; negative where hits cost more than runs
     * @param hitCost how long a hit takes on average, its key included
     * @param warnings what could not be tracked in its code, and what that does that a cache would hide
     * @param computations its runs by outcome, as the meters' tags name it
     * @param evictions the entries gone by cause
     * @param refreshes attempts to compute old results anew behind their callers, by outcome
     * @param stale calls answered with what is not fresh, by reason
     * @param errors what failed within memo by part
     * @param lastMisses why it ran last, newest first
     * @param tiers what happened outside the process, nearest first; empty if results are kept in memory only
     * @param varyBy the names of the dimensions that its results depend on, never what they are
     * @param externalVariables the names of the fields and statics that its code reads, never their values
     * @param reachableMethods the application's methods that it can reach, itself included
     * @param manifest the lines behind the fingerprint: all that it can reach, each with its digest
     */
    public record Details(
            String name,
            String method,
            String fingerprint,
            long hits,
            long misses,
            double hitRatio,
            long entries,
            long bytes,
            long mutations,
            Duration timeSaved,
            Duration hitCost,
            List<String> warnings,
            Map<String, Runs> computations,
            Map<String, Long> evictions,
            Map<String, Long> refreshes,
            Map<String, Long> stale,
            Map<String, Long> errors,
            List<MissSummary> lastMisses,
            List<Tier> tiers,
            List<String> varyBy,
            List<String> externalVariables,
            List<String> reachableMethods,
            List<String> manifest) {

        private static final String BODY = "body ";

        static Details of(MemoizedMethod method) {
            MethodFigures figures = method.figures();
            List<String> manifest = method.manifest();
            return new Details(
                    method.name(),
                    method.method().toGenericString(),
                    method.fingerprint(),
                    figures.hits(),
                    figures.misses(),
                    figures.hitRatio(),
                    figures.entries(),
                    figures.bytes(),
                    figures.mutations(),
                    figures.timeSaved(),
                    figures.hitCost(),
                    method.warnings(),
                    byTag(figures.computations(), ComputationOutcome::tag),
                    byTag(figures.evictions(), EvictionCause::tag),
                    byTag(figures.refreshes(), RefreshOutcome::tag),
                    byTag(figures.stale(), StaleReason::tag),
                    byTag(figures.errors(), FailedPart::tag),
                    MissSummary.allOf(method),
                    method.tiers().stream().map(Tier::of).toList(),
                    method.varyBy(),
                    method.externalVariables(),
                    reachable(manifest),
                    manifest);
        }

        private static List<String> reachable(List<String> manifest) {
            return manifest.stream()
                    .filter(line -> line.startsWith(BODY))
                    .map(line -> line.substring(BODY.length(), line.lastIndexOf(" -> ")))
                    .toList();
        }

        static <K, V> Map<String, V> byTag(Map<K, V> figures, Function<K, String> tag) {
            return figures.entrySet().stream()
                    .collect(Collectors.toMap(
                            entry -> tag.apply(entry.getKey()),
                            Map.Entry::getValue,
                            (one, other) -> one,
                            TreeMap::new));
        }
    }

    /**
     * A place outside the process that keeps results of a method.
     *
     * @param name the name of the place
     * @param gets look-ups by how they ended, as the meters' tags name it
     * @param puts results to be kept by what became of them
     * @param readsPaused whether look-ups are kept off after failures
     * @param writesPaused whether nothing is written after failures
     */
    public record Tier(
            String name, Map<String, Long> gets, Map<String, Long> puts, boolean readsPaused, boolean writesPaused) {

        static Tier of(TierFigures figures) {
            return new Tier(
                    figures.tier(),
                    Details.byTag(figures.gets(), TierFigures.Got::tag),
                    Details.byTag(figures.puts(), TierFigures.Put::tag),
                    figures.readsPaused(),
                    figures.writesPaused());
        }
    }
}
