package io.memo.spring.aop;

import io.memo.Hasher;
import io.memo.TypedHasher;
import io.memo.engine.MethodMemoizer;
import io.memo.fingerprint.CodeFingerprinter;
import io.memo.fingerprint.Finding;
import io.memo.fingerprint.FindingKind;
import io.memo.key.MethodSpec;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.util.ClassUtils;

/**
 * What a memoized method does that its cache would hide: what its code tells, less what its declaration makes up for.
 *
 * <p>A ttl says how old a result may be, which is the answer to the clock and to data from outside. A hasher says what
 * identifies a file: files that its type reads, or a method that gets one as an argument, are known by it.
 */
final class MethodFindings {

    /** The code of the finding that something of the method's code is not tracked. */
    static final String NOT_TRACKED = "not-tracked";

    private static final Set<FindingKind> ANSWERED_BY_TTL = Set.of(FindingKind.CLOCK, FindingKind.IO_WITHOUT_TTL);
    private static final List<String> FILES = List.of("calls java.nio.file.", "calls java.io.", "makes a java.io.");

    private final CodeFingerprinter fingerprinter;
    private final ScopedBeans scopedBeans;
    private final Collection<? extends Hasher<?>> hashers;

    MethodFindings(CodeFingerprinter fingerprinter, ScopedBeans scopedBeans, Collection<? extends Hasher<?>> hashers) {
        this.fingerprinter = fingerprinter;
        this.scopedBeans = scopedBeans;
        this.hashers = hashers;
    }

    /** Returns one line for each code that is not accepted; the first place and the number of others. */
    List<String> of(MethodMemoizer memoizer, Collection<String> accepted) {
        MethodSpec spec = memoizer.spec();
        Map<FindingKind, List<Finding>> byKind = new EnumMap<>(FindingKind.class);
        Stream.of(
                        fingerprinter.findings(spec.method(), spec.targetClass()),
                        scopedBeans.readBy(memoizer, spec.targetClass().getClassLoader()),
                        fingerprinter.selfCalls(spec.method(), spec.targetClass()))
                .flatMap(Collection::stream)
                .filter(finding -> !accepted.contains(finding.kind().code()) && !isAnswered(finding, spec))
                .forEach(finding -> byKind.computeIfAbsent(finding.kind(), kind -> new ArrayList<>())
                        .add(finding));
        List<String> lines = new ArrayList<>();
        byKind.forEach((kind, findings) -> lines.add("[%s] %s %s: %s. %s"
                .formatted(
                        kind.code(),
                        spec.name(),
                        FindingText.deed(kind),
                        firstOf(findings.stream().map(Finding::toString).toList()),
                        FindingText.remedy(kind))));
        return lines;
    }

    /** Returns one line for what is not tracked in the method's code, if anything is. */
    List<String> notTracked(MethodMemoizer memoizer, Collection<String> accepted) {
        List<String> untracked = memoizer.warnings().stream()
                .filter(warning -> !warning.startsWith("reflection:"))
                .toList();
        return untracked.isEmpty() || accepted.contains(NOT_TRACKED)
                ? List.of()
                : List.of("[%s] %s: %s. Accept it with suppressWarnings = \"%s\"."
                        .formatted(NOT_TRACKED, memoizer.name(), firstOf(untracked), NOT_TRACKED));
    }

    private static String firstOf(List<String> texts) {
        return texts.get(0) + (texts.size() > 1 ? " (+ %d more)".formatted(texts.size() - 1) : "");
    }

    private boolean isAnswered(Finding finding, MethodSpec spec) {
        if (spec.ttl() != null && ANSWERED_BY_TTL.contains(finding.kind())) {
            return true;
        }
        return finding.kind() == FindingKind.IO_WITHOUT_TTL
                && FILES.stream().anyMatch(finding.what()::startsWith)
                && Stream.concat(spec.hashers().stream(), hashers.stream())
                        .anyMatch(hasher -> hasher instanceof TypedHasher<?> typed && answers(typed, finding, spec));
    }

    private static boolean answers(TypedHasher<?> hasher, Finding finding, MethodSpec spec) {
        ClassLoader loader = spec.targetClass().getClassLoader();
        if (hasher.type() == Object.class) {
            return false;
        }
        boolean reads = ClassUtils.isPresent(finding.type(), loader)
                && hasher.type().isAssignableFrom(ClassUtils.resolveClassName(finding.type(), loader));
        return reads
                || Stream.of(spec.method().getParameterTypes())
                        .anyMatch(parameter -> hasher.type().isAssignableFrom(parameter));
    }
}
