package io.memo.spring.startup;

import io.memo.UnhashableTypeException;
import io.memo.call.MethodSpec;
import io.memo.engine.MethodMemoizer;
import io.memo.engine.observe.NotKept;
import io.memo.hash.Dependency;
import io.memo.spring.context.ExistingBeans;
import io.memo.spring.context.LazyBeans;
import io.memo.spring.context.OutsideBeans;
import io.memo.spring.report.FindingCode;
import io.memo.spring.report.StartupFinding;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.ClassUtils;

/**
 * Tries the external variables of a memoized method once, on the beans that exist when the application has started: tells what
 * cannot be hashed now, not at the first call, which objects count by which object they are, and which beans count by their name
 * though their code is somebody's own.
 */
final class DependencyFindings {

    private static final Logger log = LoggerFactory.getLogger("io.memo.startup");

    private final ExistingBeans beans;
    private final OutsideBeans outside;

    DependencyFindings(ExistingBeans beans, OutsideBeans outside) {
        this.beans = beans;
        this.outside = outside;
    }

    /** Returns what was found about the method that is not accepted. */
    List<StartupFinding> of(MethodMemoizer memoizer, Collection<String> accepted) {
        Set<StartupFinding> found = new LinkedHashSet<>();
        for (Object target : beans.targets(memoizer.spec().targetClass())) {
            found.addAll(tried(memoizer, target));
        }
        return found.stream()
                .filter(cause -> !accepted.contains(cause.code().code()))
                .toList();
    }

    private List<StartupFinding> tried(MethodMemoizer memoizer, Object target) {
        MethodSpec spec = memoizer.spec();
        try {
            return inside(LazyBeans.leftAlone(() -> memoizer.startupChecks().dependencies(target)), spec);
        } catch (UnhashableTypeException e) {
            String places = e.offences().stream()
                    .map(offence ->
                            "%s (%s): %s".formatted(place(offence.path(), spec), offence.type(), offence.reason()))
                    .collect(Collectors.joining(", "));
            return List.of(new StartupFinding(FindingCode.UNHASHABLE, spec.name(), places, remedies(e.remedies())));
        } catch (RuntimeException | LinkageError | StackOverflowError e) {
            // The first call tries again, and tells if it fails too.
            log.debug("The external variables of {} could not be tried", spec.name(), e);
            return List.of();
        }
    }

    private List<StartupFinding> inside(List<Dependency> used, MethodSpec spec) {
        boolean beyond = spec.persist() || spec.shared();
        List<StartupFinding> found = new ArrayList<>();
        for (Dependency each : used) {
            found.addAll(ofModule(each, spec));
            if (each.kind() == Dependency.Kind.USED && Dependency.hasContent(each.type())) {
                String cause = "%s (%s) counts by which object it is, and what changes inside it is not seen"
                        .formatted(place(each.path(), spec), each.type().getTypeName());
                found.add(new StartupFinding(FindingCode.NOT_TRACKED, spec.name(), cause, remedy(beyond)));
            } else if (beyond) {
                NotKept reason = NotKept.of(each);
                found.add(new StartupFinding(
                        FindingCode.NOT_KEPT,
                        spec.name(),
                        place(each.path(), spec) + " " + reason.cause(),
                        FindingCode.NOT_KEPT.remedy(reason.remedy())));
            }
        }
        return found;
    }

    /** Returns that the code of a bean of somebody's own module is not looked at, if that is so. */
    private List<StartupFinding> ofModule(Dependency used, MethodSpec spec) {
        String bean = used.name();
        String unnamed = bean == null ? null : outside.packageOf(bean, used.type());
        if (unnamed == null) {
            return List.of();
        }
        String cause = "%s is the bean '%s' of %s, which lies in no package of the application"
                .formatted(
                        place(used.path(), spec),
                        bean,
                        ClassUtils.getUserClass(used.type()).getName());
        String remedy = "Neither its code nor its fields are part of the key: set memo.packages=%s, or accept it with"
                + " suppressWarnings = \"%s\".";
        return List.of(new StartupFinding(
                FindingCode.NOT_TRACKED,
                spec.name(),
                cause,
                remedy.formatted(unnamed, FindingCode.NOT_TRACKED.code())));
    }

    private static String remedy(boolean beyond) {
        String kept = beyond ? "Results are good in this process only and are not kept. " : "";
        return kept
                + "A Hasher bean says what identifies it, or accept it with suppressWarnings = \"%s\"."
                        .formatted(FindingCode.NOT_TRACKED.code());
    }

    private static String remedies(List<String> remedies) {
        return "The method runs at every call. Any one of these helps: " + String.join("; ", remedies) + ".";
    }

    /** One cause for all methods of the class: the field as its owner knows it. */
    private static String place(String path, MethodSpec spec) {
        return path.startsWith("this.") ? spec.targetClass().getSimpleName() + path.substring("this".length()) : path;
    }
}
