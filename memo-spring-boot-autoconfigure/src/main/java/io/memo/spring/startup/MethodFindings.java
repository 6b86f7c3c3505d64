package io.memo.spring.startup;

import io.memo.FieldsIgnored;
import io.memo.Hasher;
import io.memo.TypedHasher;
import io.memo.call.MethodSpec;
import io.memo.engine.MethodMemoizer;
import io.memo.fingerprint.CodeFingerprinter;
import io.memo.fingerprint.ContextBeans;
import io.memo.fingerprint.Finding;
import io.memo.fingerprint.FindingKind;
import io.memo.spring.aop.InnerAdvice;
import io.memo.spring.aop.WovenMethods;
import io.memo.spring.context.BeanInventory;
import io.memo.spring.context.ScopedBeans;
import io.memo.spring.report.FindingCode;
import io.memo.spring.report.StartupFinding;
import io.memo.spring.spec.ErasedResults;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.util.ClassUtils;

/**
 * What a memoized method does that its cache would hide: what its code tells, less what its declaration makes up for.
 *
 * <p>A ttl says how old a result may be, which is the answer to the clock and to data from outside. A hasher says what
 * identifies a file: files that its type reads, or a method that gets one as an argument, are known by it.
 */
final class MethodFindings {

    private static final String AROUND = "runs around the method inside its cache";
    private static final String ORDERED =
            "It does not run at a hit: give the aspect @Order(0) if it is to run at every call, outside the cache. ";
    private static final String KEPT_OUTSIDE =
            "They are kept in this process only, neither on disk nor shared, for what loads later does not leave it. ";
    private static final List<String> NOT_SPRINGS = List.of("calls javax.naming.", "calls org.springframework.jndi.");
    private static final String SINGLETONS_ARE =
            "Singletons of the application's classes are followed, all else that may be handed out is not. ";
    private static final Set<FindingKind> ANSWERED_BY_TTL =
            Set.of(FindingKind.CLOCK, FindingKind.IO_WITHOUT_TTL, FindingKind.RESOURCE);
    private static final Set<FindingKind> UNKNOWN_SOURCES = Set.of(FindingKind.IO_WITHOUT_TTL, FindingKind.NOT_TRACKED);
    private static final List<String> FILES = List.of(
            "calls java.nio.file.",
            "calls java.io.",
            "makes a java.io.",
            "calls kotlin.io.FilesKt.",
            "calls kotlin.io.path.",
            "calls org.springframework.util.FileCopyUtils.");

    private final CodeFingerprinter fingerprinter;
    private final ScopedBeans scopedBeans;
    private final ContextBeans beans;
    private final InnerAdvice advice;
    private final Collection<? extends Hasher<?>> hashers;
    private final EndedFindings ended;

    MethodFindings(
            CodeFingerprinter fingerprinter,
            ConfigurableListableBeanFactory beanFactory,
            InnerAdvice advice,
            Collection<? extends Hasher<?>> hashers) {
        this.fingerprinter = fingerprinter;
        this.scopedBeans = new ScopedBeans(beanFactory);
        this.beans = BeanInventory.of(beanFactory);
        this.advice = advice;
        this.hashers = hashers;
        this.ended = new EndedFindings(fingerprinter, beans);
    }

    /** Returns how many findings the methods' dimensions ended. */
    int ended() {
        return ended.count();
    }

    /** Returns what the method does that is not accepted: of each kind the cause to be told comes first. */
    List<StartupFinding> of(MethodMemoizer memoizer, Collection<String> accepted) {
        MethodSpec spec = memoizer.spec();
        List<Finding> does = fingerprinter.findings(spec.method(), spec.targetClass(), beans);
        if (!accepted.contains(FindingCode.USER_CONTEXT.code())) {
            RefreshContext.require(spec, does);
        }
        Stream<StartupFinding> own = Stream.of(
                        does, scopedBeans.readBy(memoizer, spec.targetClass().getClassLoader()), selfCalls(spec))
                .flatMap(Collection::stream)
                .filter(finding -> !isAnswered(finding, spec))
                .map(finding -> cause(finding, spec));
        return Stream.of(own, ofAdvice(spec), entities(memoizer, does).stream(), erased(spec).stream())
                .flatMap(Function.identity())
                .filter(cause -> !accepted.contains(cause.code().code()))
                .distinct()
                .sorted(Comparator.comparing(StartupFinding::code))
                .toList();
    }

    /** Returns the calls that pass the proxy by and are not memoized for all that. */
    private List<Finding> selfCalls(MethodSpec spec) {
        boolean covered =
                WovenMethods.isWoven(spec.method()) && !advice.mayChangeResults(spec.method(), spec.targetClass());
        return covered ? List.of() : fingerprinter.selfCalls(spec.method(), spec.targetClass());
    }

    private static StartupFinding cause(Finding finding, MethodSpec spec) {
        FindingCode code = FindingCode.of(finding.kind());
        boolean looksUp = code == FindingCode.NOT_TRACKED
                && finding.what().startsWith("calls ")
                && NOT_SPRINGS.stream().noneMatch(finding.what()::startsWith);
        return new StartupFinding(
                code,
                spec.name(),
                finding.toString(),
                looksUp ? SINGLETONS_ARE + code.remedy() : EndedFindings.remedy(finding, spec));
    }

    /** Returns what loads later in the method's results; of one whose results leave the process, all that follows at once. */
    private static Optional<StartupFinding> entities(MethodMemoizer memoizer, List<Finding> does) {
        MethodSpec spec = memoizer.spec();
        QueryMethods queries = QueryMethods.among(does, spec.targetClass().getClassLoader());
        EntityResults results = EntityResults.of(spec.method(), spec.targetClass(), queries);
        String cause = results.cause();
        if (cause == null || makes(results.owners(), memoizer, does)) {
            return Optional.empty();
        }
        String remedy = FindingCode.ENTITY_RESULT.remedy();
        return Optional.of(new StartupFinding(
                FindingCode.ENTITY_RESULT,
                spec.name(),
                cause,
                spec.persist() || spec.shared() ? KEPT_OUTSIDE + remedy : remedy));
    }

    /** Whether the method makes the entities itself, so that no session is behind them: it is given none, and reads none. */
    private static boolean makes(Set<Class<?>> entities, MethodMemoizer memoizer, List<Finding> does) {
        MethodSpec spec = memoizer.spec();
        return does.stream().noneMatch(finding -> UNKNOWN_SOURCES.contains(finding.kind()))
                && memoizer.warnings().isEmpty()
                && !EntityResults.areTaken(spec.method(), spec.targetClass())
                && areMadeBy(memoizer.manifest(), entities);
    }

    private static boolean areMadeBy(List<String> manifest, Set<Class<?>> entities) {
        return entities.stream()
                .allMatch(entity ->
                        manifest.stream().anyMatch(line -> line.startsWith("body " + entity.getName() + ".new(")));
    }

    private static Optional<StartupFinding> erased(MethodSpec spec) {
        return ErasedResults.areOf(spec.method(), spec.targetClass()) && !spec.allowOutputMutation()
                ? Optional.of(new StartupFinding(
                        FindingCode.ERASED_RESULT,
                        spec.name(),
                        "its result is a %s"
                                .formatted(spec.method().getGenericReturnType().getTypeName())))
                : Optional.empty();
    }

    /** Advice inside the cache that asks for the user lets pass whoever comes to a hit. What else it does is its own matter. */
    private Stream<StartupFinding> ofAdvice(MethodSpec spec) {
        return advice.around(spec.method(), spec.targetClass()).stream()
                .filter(each -> fingerprinter.inScope(each.getDeclaringClass()))
                .flatMap(each -> fingerprinter.findings(each, each.getDeclaringClass(), beans).stream())
                .filter(finding -> finding.kind() == FindingKind.USER_CONTEXT && !ended.contain(finding, spec))
                .map(finding -> new StartupFinding(
                        FindingCode.USER_CONTEXT,
                        spec.name(),
                        finding + ", in advice inside its cache",
                        ORDERED + EndedFindings.remedy(finding, spec)));
    }

    /** Returns what is not tracked in the method's code. */
    List<StartupFinding> notTracked(MethodMemoizer memoizer, Collection<String> accepted) {
        return memoizer.warnings().stream()
                .filter(warning -> !warning.startsWith("reflection:"))
                .map(warning -> notTracked(memoizer.name(), warning.replaceFirst("^not tracked: ", "")))
                .filter(cause -> !accepted.contains(cause.code().code()))
                .toList();
    }

    private static StartupFinding notTracked(String method, String what) {
        String remedy = FindingCode.NOT_TRACKED.remedy();
        return new StartupFinding(
                FindingCode.NOT_TRACKED, method, what, what.contains(AROUND) ? ORDERED + remedy : remedy);
    }

    private boolean isAnswered(Finding finding, MethodSpec spec) {
        if (ended.contain(finding, spec)) {
            return true;
        }
        boolean expires = spec.ttl() != null || spec.freshness().ttlByResult();
        if (expires && ANSWERED_BY_TTL.contains(finding.kind())) {
            return true;
        }
        if (finding.kind().isOfProcess() && !spec.persist() && !spec.shared()) {
            return true;
        }
        return finding.kind() == FindingKind.IO_WITHOUT_TTL
                && FILES.stream().anyMatch(finding.what()::startsWith)
                && Stream.concat(spec.hashers().stream(), hashers.stream())
                        .anyMatch(hasher -> hasher instanceof TypedHasher<?> typed && answers(typed, finding, spec));
    }

    private static boolean answers(TypedHasher<?> hasher, Finding finding, MethodSpec spec) {
        ClassLoader loader = spec.targetClass().getClassLoader();
        if (hasher.type() == Object.class || hasher instanceof FieldsIgnored) {
            return false;
        }
        boolean reads = ClassUtils.isPresent(finding.type(), loader)
                && hasher.type().isAssignableFrom(ClassUtils.resolveClassName(finding.type(), loader));
        return reads
                || Stream.of(spec.method().getParameterTypes())
                        .anyMatch(parameter -> hasher.type().isAssignableFrom(parameter));
    }
}
