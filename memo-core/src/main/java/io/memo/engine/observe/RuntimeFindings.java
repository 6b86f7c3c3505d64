package io.memo.engine.observe;

import io.memo.UnhashableTypeException;
import io.memo.UnhashableTypeException.Offence;
import io.memo.ValuePart;
import io.memo.hash.Dependency;
import io.memo.size.ByteLimit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What turned out about one method while it was called: each is logged once and kept. Holds names and places, no value. */
public final class RuntimeFindings {

    private static final Logger log = LoggerFactory.getLogger("io.memo.engine");

    private static final String NOT_KEPT = "not-kept";
    private static final String ABSENT_DIMENSION = "absent-dimension";
    private static final String DEAR_HITS = "dear-hits";

    private final String method;
    private final Set<String> told = ConcurrentHashMap.newKeySet();
    private final Map<String, String> found = new ConcurrentHashMap<>();
    private volatile List<String> remarks = List.of();

    public RuntimeFindings(String method) {
        this.method = method;
    }

    /** Returns all that was found, each with its code in front, and what was remarked. */
    public Stream<String> all() {
        return Stream.concat(remarks.stream(), found.values().stream());
    }

    /** Sets what was found elsewhere. */
    public void remarked(List<String> elsewhere) {
        remarks = List.copyOf(elsewhere);
    }

    /** Notes that results are not stored, or calls have no key, because a part cannot be hashed. */
    public void unhashable(UnhashableTypeException refused) {
        boolean result = refused.part() == ValuePart.RETURN_VALUE;
        once(
                result ? "unstorable-result" : "unhashable",
                (result ? "a result is not stored: " : "a call has no key, so the method runs: ")
                        + refused.offences().stream()
                                .map(RuntimeFindings::describe)
                                .collect(Collectors.joining("; "))
                        + ". Remedies, any one of these: " + String.join("; ", refused.remedies()));
    }

    /** Notes that the start told these. */
    public void told(List<Dependency> found) {
        found.forEach(each -> told.add(each.path()));
    }

    /**
     * Notes that a result stays in memory since what the call depends on means nothing in another process.
     *
     * @param met asked as long as nothing is found
     */
    public void notKept(Supplier<List<Dependency>> met) {
        if (found.containsKey(NOT_KEPT)) {
            return;
        }
        List<Dependency> untold =
                met.get().stream().filter(each -> !told.contains(each.path())).toList();
        if (!untold.isEmpty()) {
            once(
                    NOT_KEPT,
                    "a result is kept in memory only: "
                            + untold.stream()
                                    .map(each ->
                                            each.path() + " " + NotKept.of(each).text())
                                    .collect(Collectors.joining("; ")));
        }
    }

    /** Notes that results were thrown away one after the other because the same places changed. */
    void changes(int runs, List<String> places) {
        once(
                "changes-itself",
                "the last %d results were not stored, for %s changed while the method ran; a method that changes what it depends on is never hit. Remedies, any one of these: leave it out of the key: @MemoIgnore on the field; keep it out of the method"
                        .formatted(
                                runs, places.isEmpty() ? "something that it depends on" : String.join(", ", places)));
    }

    /** Notes that a result was not stored, for it takes more than a limit lets all results take; both in bytes. */
    public void tooLarge(long bytes, long limit) {
        once(
                "too-large",
                "a result with its key takes about %s, more than the limit of %s lets all results take, and was not stored. Remedies, any one of these: a larger limit, by maxBytes, memo.methods.%s.max-bytes or memo.max-bytes; smaller results"
                        .formatted(ByteLimit.show(bytes), ByteLimit.show(limit), method));
    }

    /** Notes that a hit takes longer than a run, both in nanoseconds. */
    public void dearHits(long hit, long run) {
        if (!found.containsKey(DEAR_HITS)) {
            once(
                    DEAR_HITS,
                    "a hit costs about %s, a run %s: memo makes this method slower, by telling its arguments apart, by a check at every hit, or by a copy for every caller. Remedies, any one of these: a Hasher for the type of a large argument, which answers with its id or version; @MemoIgnore on one that makes no difference; a condition, so that only calls with small arguments are memoized; mutationCheck and returns as they are by default; no @Memoize"
                            .formatted(time(hit), time(run)));
        }
    }

    private static String time(long nanos) {
        double micros = nanos / 1e3;
        return micros < 1000
                ? String.format(Locale.ROOT, "%.1f µs", micros)
                : String.format(Locale.ROOT, "%.1f ms", micros / 1000);
    }

    /** Notes that results were thrown away one after the other for another reason. */
    void notStored(int runs) {
        once(
                "never-stored",
                "the last %d results were not stored; memo.errors and the log say what failed, or the method is cleared while it runs"
                        .formatted(runs));
    }

    /** Notes that calls run unmemoized, since they have no value of a dimension. */
    public void absent(String dimension) {
        once(
                ABSENT_DIMENSION + " " + dimension,
                ABSENT_DIMENSION,
                "a call has no value of the dimension '%s', so the method runs. Remedies, any one of these: set it before such calls; leave it out of varyBy if results do not depend on it; memo.on-absent-dimension=fail, so that such calls are refused"
                        .formatted(dimension));
    }

    private static String describe(Offence offence) {
        return "%s (%s): %s".formatted(offence.path(), offence.type(), offence.reason());
    }

    private void once(String code, String text) {
        once(code, code, text);
    }

    private void once(String what, String code, String text) {
        if (found.putIfAbsent(what, code + ": " + text) == null) {
            log.warn("{}: {}: {}. This is said once.", method, code, text);
        }
    }
}
