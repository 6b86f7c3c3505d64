package io.memo.spring.startup;

import io.memo.KeyDimension;
import io.memo.call.MethodSpec;
import io.memo.fingerprint.CodeFingerprinter;
import io.memo.fingerprint.ContextBeans;
import io.memo.fingerprint.Finding;
import io.memo.fingerprint.FindingKind;
import io.memo.spring.dimension.CoveredCalls;
import io.memo.spring.report.FindingCode;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.aop.support.AopUtils;

/**
 * Which findings about a user or a thread mean nothing any more, since the method varies by what was found. A dimension of memo's own knows
 * what it tells all of. One of the application ends what its own code is found to do: the same deed at the same place, so that it ends the
 * finding about one {@code ThreadLocal} and not that about another. Not thread-safe.
 */
final class EndedFindings {

    private static final Logger log = LoggerFactory.getLogger("io.memo.startup");

    private static final Set<FindingKind> OF_CALLERS = Set.of(FindingKind.USER_CONTEXT, FindingKind.THREAD_LOCAL);

    private final CodeFingerprinter fingerprinter;
    private final ContextBeans beans;
    private final Map<KeyDimension, Set<Finding>> read = new IdentityHashMap<>();
    private final Set<String> ended = new LinkedHashSet<>();

    EndedFindings(CodeFingerprinter fingerprinter, ContextBeans beans) {
        this.fingerprinter = fingerprinter;
        this.beans = beans;
    }

    /** Returns whether a dimension that the method varies by ends the finding. */
    boolean contain(Finding finding, MethodSpec spec) {
        if (!OF_CALLERS.contains(finding.kind())) {
            return false;
        }
        for (KeyDimension dimension : spec.varyBy()) {
            if (ends(dimension, finding)) {
                FindingCode code = FindingCode.of(finding.kind());
                if (ended.add(code + spec.name() + finding)) {
                    log.debug(
                            "[{}] {} {}: ended by varyBy = \"{}\"",
                            code.code(),
                            spec.name(),
                            finding,
                            dimension.name());
                }
                return true;
            }
        }
        return false;
    }

    /** Returns how many findings were ended. */
    int count() {
        return ended.size();
    }

    /** Returns the remedies of a finding about the method that is not ended, as sentences. */
    static String remedy(Finding finding, MethodSpec spec) {
        FindingCode code = FindingCode.of(finding.kind());
        if (!OF_CALLERS.contains(finding.kind())) {
            return code.remedy();
        }
        String dimension = CoveredCalls.dimensionOf(finding);
        if (dimension != null) {
            return code.remedy(code.consequence()
                    + ": set varyBy = %s, pass what is read as an argument".formatted(with(dimension, spec)));
        }
        return finding.what().startsWith("calls ")
                ? code.remedy(code.consequence()
                        + ": pass what is read as an argument, or read it in a method that a KeyDimension bean calls too and name"
                        + " that bean's dimension in varyBy")
                : code.remedy();
    }

    /** Returns what the attribute is to be, with what it is now. */
    private static String with(String dimension, MethodSpec spec) {
        if (spec.varyBy().isEmpty()) {
            return "\"" + dimension + "\"";
        }
        return Stream.concat(spec.dimensions().stream(), Stream.of(dimension))
                .collect(Collectors.joining("\", \"", "{\"", "\"}"));
    }

    /** One that takes the place of a ready-made one ends what that does, if it reads the same source. */
    private boolean ends(KeyDimension dimension, Finding finding) {
        String name = dimension.name();
        if (CoveredCalls.isReadyMade(dimension)) {
            return CoveredCalls.areOf(name, finding);
        }
        Set<Finding> own = read.computeIfAbsent(dimension, this::readBy);
        return own.contains(finding)
                || (CoveredCalls.areOf(name, finding) && own.stream().anyMatch(each -> CoveredCalls.areOf(name, each)));
    }

    private Set<Finding> readBy(KeyDimension dimension) {
        try {
            Class<?> bean = AopUtils.getTargetClass(dimension);
            Class<?> code = AopUtils.isAopProxy(dimension) ? bean : dimension.implementation();
            return Set.copyOf(readBy(code));
        } catch (NoSuchMethodException | RuntimeException | LinkageError e) {
            log.debug("What the dimension {} reads is not known; it ends no finding", dimension, e);
            return Set.of();
        }
    }

    private List<Finding> readBy(Class<?> code) throws NoSuchMethodException {
        if (KeyDimension.class.isAssignableFrom(code)) {
            return fingerprinter.findings(code.getMethod("value"), code, beans);
        }
        return Supplier.class.isAssignableFrom(code)
                ? fingerprinter.findingsOf(code, code.getMethod("get"), beans)
                : List.of();
    }
}
