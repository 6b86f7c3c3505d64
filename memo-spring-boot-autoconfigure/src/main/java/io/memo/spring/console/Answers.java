package io.memo.spring.console;

import io.memo.EvictionCause;
import io.memo.FailedPart;
import io.memo.MemoizedMethod;
import io.memo.Memoizer;
import io.memo.MethodFigures;
import io.memo.MethodFigures.RefreshOutcome;
import io.memo.MethodFigures.Runs;
import io.memo.MethodFigures.StaleReason;
import io.memo.Miss;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the page asks for, as trees that become JSON. Durations are milliseconds, moments are those since 1970. */
final class Answers {

    private final Memoizer memoizer;
    private final MutationLog alerts;
    private final History history = new History();

    Answers(Memoizer memoizer, MutationLog alerts) {
        this.memoizer = memoizer;
        this.alerts = alerts;
    }

    /** Returns all methods at a glance, with the last alerts. */
    Map<String, @Nullable Object> overview() {
        Instant now = Instant.now();
        Map<MemoizedMethod, MethodFigures> methods = new LinkedHashMap<>();
        memoizer.methods().forEach(method -> methods.put(method, method.figures()));
        history.look(now, methods);
        Map<String, @Nullable Object> answer = new LinkedHashMap<>();
        answer.put("now", now.toEpochMilli());
        answer.put("enabled", memoizer.enabled());
        List<Object> summaries = new ArrayList<>();
        methods.forEach((method, figures) -> summaries.add(summary(method, figures)));
        answer.put("methods", summaries);
        answer.put("alerts", alerts.last().stream().map(Answers::alert).toList());
        answer.put("history", points(history.ofAll()));
        return answer;
    }

    /** Returns one method in full, its graph aside; empty if none has the name. */
    Optional<Map<String, @Nullable Object>> method(String name) {
        return named(name).map(method -> {
            MethodFigures figures = method.figures();
            Map<String, @Nullable Object> answer = summary(method, figures);
            answer.put("signature", method.method().toGenericString());
            answer.put("fingerprint", method.fingerprint());
            answer.put("warnings", method.warnings());
            answer.put("varyBy", method.varyBy());
            answer.put("externalVariables", method.externalVariables());
            answer.put("lastMisses", method.misses().stream().map(Answers::miss).toList());
            answer.put("alerts", alerts.of(name).stream().map(Answers::alert).toList());
            answer.put("history", points(history.of(name)));
            Map<String, Object> evictions = new LinkedHashMap<>();
            for (EvictionCause cause : EvictionCause.values()) {
                evictions.put(cause.tag(), figures.evictions().getOrDefault(cause, 0L));
            }
            answer.put("evictions", evictions);
            Map<String, Object> refreshes = new LinkedHashMap<>();
            for (RefreshOutcome outcome : RefreshOutcome.values()) {
                refreshes.put(outcome.tag(), figures.refreshes().getOrDefault(outcome, 0L));
            }
            answer.put("refreshes", refreshes);
            Map<String, Object> stale = new LinkedHashMap<>();
            for (StaleReason reason : StaleReason.values()) {
                stale.put(reason.tag(), figures.stale().getOrDefault(reason, 0L));
            }
            answer.put("stale", stale);
            Map<String, Object> errors = new LinkedHashMap<>();
            for (FailedPart part : FailedPart.values()) {
                errors.put(part.tag(), figures.errors().getOrDefault(part, 0L));
            }
            answer.put("errors", errors);
            return answer;
        });
    }

    /** Returns what one method depends on; empty if none has the name. */
    Optional<Map<String, @Nullable Object>> graph(String name) {
        return named(name).map(method -> {
            DependencyGraph graph = DependencyGraph.of(method);
            Map<String, @Nullable Object> answer = new LinkedHashMap<>();
            answer.put("fingerprint", method.fingerprint());
            answer.put("nodes", graph.nodes().stream().map(Answers::node).toList());
            answer.put(
                    "edges",
                    graph.edges().stream()
                            .map(edge -> List.of(edge.from(), edge.to()))
                            .toList());
            return answer;
        });
    }

    Optional<MemoizedMethod> named(String name) {
        return memoizer.methods().stream()
                .filter(method -> method.name().equals(name))
                .findFirst();
    }

    private static Map<String, @Nullable Object> summary(MemoizedMethod method, MethodFigures figures) {
        Map<String, @Nullable Object> answer = new LinkedHashMap<>();
        answer.put("name", method.name());
        answer.put("enabled", method.enabled());
        answer.put("fingerprint", method.fingerprint());
        answer.put("hits", figures.hits());
        answer.put("misses", figures.misses());
        answer.put("hitRatio", figures.hitRatio());
        answer.put("entries", figures.entries());
        answer.put("bytes", figures.bytes());
        answer.put("mutations", figures.mutations());
        answer.put("timeSaved", millis(figures.timeSaved()));
        answer.put("hitCost", millis(figures.hitCost()));
        answer.put(
                "timeSpent",
                millis(figures.computations().values().stream()
                        .map(Runs::total)
                        .reduce(Duration.ZERO, Duration::plus)));
        answer.put(
                "runs",
                figures.computations().values().stream().mapToLong(Runs::count).sum());
        answer.put("warningCount", method.warnings().size());
        List<Miss> misses = method.misses();
        answer.put("lastMiss", misses.isEmpty() ? null : miss(misses.get(0)));
        return answer;
    }

    private static Map<String, Object> miss(Miss miss) {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("at", miss.at().toEpochMilli());
        answer.put("cause", miss.reason().cause().tag());
        answer.put("places", miss.reason().places());
        answer.put("text", miss.text());
        return answer;
    }

    private static Map<String, Object> alert(MutationLog.Alert alert) {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("name", alert.event().name());
        answer.put("at", alert.at().toEpochMilli());
        answer.put("storedAt", alert.event().storedAt().toEpochMilli());
        answer.put("places", alert.event().places());
        answer.put("more", alert.event().perhapsMorePlaces());
        answer.put("policy", alert.event().policy().name());
        return answer;
    }

    private static Map<String, Object> node(DependencyGraph.Node node) {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("kind", node.kind().name().toLowerCase(Locale.ROOT));
        answer.put("full", node.name().full());
        answer.put("owner", node.name().owner());
        answer.put("group", node.name().group());
        answer.put("label", node.name().label());
        return answer;
    }

    private static List<Object> points(List<History.Point> points) {
        return points.stream()
                .<Object>map(point -> List.of(
                        point.at().toEpochMilli(),
                        point.counts().hits(),
                        point.counts().misses()))
                .toList();
    }

    private static double millis(Duration duration) {
        return duration.toNanos() / 1e6;
    }
}
