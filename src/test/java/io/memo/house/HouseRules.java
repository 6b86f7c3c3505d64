package io.memo.house;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.stream.Collectors.toUnmodifiableSet;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.lang.syntax.elements.GivenClassesConjunction;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.NullMarked;

/** The kinds of rules, for the modules and for the samples that break them. */
final class HouseRules {

    private static final String[] LANGUAGE = {"java..", "org.jspecify.annotations.."};

    /** The packages that {@code docs/api.md} lists. */
    static final Set<String> API = Pattern.compile("^\\| `(io\\.memo[.\\w]*)` \\|", Pattern.MULTILINE)
            .matcher(Sources.page("docs/api.md"))
            .results()
            .map(row -> row.group(1))
            .collect(toUnmodifiableSet());

    /**
     * Packages with more than 15 types, and how many they had on 2026-11-29: the figures are ceilings, to be lowered when a package shrinks.
     * Who has to raise one looks first for the room that is missing.
     */
    static final Map<String, Integer> LARGE_PACKAGES = Map.of("io.memo", 34);

    private HouseRules() {}

    static ArchRule noCycles(String packages) {
        return slices().matching(packages).should().beFreeOfCycles();
    }

    /** Classes directly in the package depend on nothing but the language, their own package and those named. */
    static ArchRule mayUse(String home, String... others) {
        String[] allowed = new String[LANGUAGE.length + others.length + 2];
        System.arraycopy(LANGUAGE, 0, allowed, 0, LANGUAGE.length);
        System.arraycopy(others, 0, allowed, LANGUAGE.length, others.length);
        allowed[allowed.length - 2] = home;
        allowed[allowed.length - 1] = "org.slf4j";
        return classes()
                .that()
                .resideInAPackage(home)
                .should()
                .onlyDependOnClassesThat(arrays().or(JavaClass.Predicates.resideInAnyPackage(allowed)));
    }

    /** Nobody outside of the packages depends on the library. */
    static ArchRule only(String library, String... homes) {
        return noClasses()
                .that()
                .resideOutsideOfPackages(homes)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(library);
    }

    static ArchRule nullMarked() {
        return classes().should(new ArchCondition<>("live in a @NullMarked package") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                JavaPackage home = type.getPackage();
                boolean marked = home.tryGetPackageInfo()
                        .map(info -> info.isAnnotatedWith(NullMarked.class))
                        .orElse(false);
                events.add(new SimpleConditionEvent(type, marked, home.getName() + " of " + type.getName()));
            }
        });
    }

    /** A package is API, or the text of its {@code package-info} begins with "Internal."; never both. */
    static ArchRule apiOrInternal(Set<String> api) {
        return ours().should(
                        new ArchCondition<>("live in a package that is API or says \"Internal.\" first, not both") {
                            private final Set<String> seen = new TreeSet<>();

                            @Override
                            public void check(JavaClass type, ConditionEvents events) {
                                String home = type.getPackageName();
                                if (seen.add(home)) {
                                    boolean internal =
                                            Sources.textOfPackage(home).startsWith("Internal.");
                                    String message = home
                                            + (internal
                                                    ? " says \"Internal.\" and is in docs/api.md"
                                                    : " is not in docs/api.md and does not say \"Internal.\"");
                                    events.add(new SimpleConditionEvent(type, internal != api.contains(home), message));
                                }
                            }
                        });
    }

    /** Classes of an application use the packages that are API and no others of memo's. */
    static ArchRule useApiOnly(String application, Set<String> api) {
        return classes()
                .that()
                .resideInAPackage(application)
                .should()
                .onlyDependOnClassesThat(JavaClass.Predicates.resideOutsideOfPackage("io.memo..")
                        .or(JavaClass.Predicates.resideInAPackage(application))
                        .or(describe("are API", type -> api.contains(type.getPackageName())))
                        .or(arrays()));
    }

    /** A package has at most so many types that are not nested, or as many as are given for it. */
    static ArchRule atMost(int types, Map<String, Integer> larger) {
        return ours().should(new ArchCondition<>("live in a package of at most " + types + " types") {
            private final Map<String, Integer> counts = new TreeMap<>();

            @Override
            public void check(JavaClass type, ConditionEvents events) {
                if (type.isTopLevelClass() && !type.getSimpleName().equals("package-info")) {
                    counts.merge(type.getPackageName(), 1, Integer::sum);
                }
            }

            @Override
            public void finish(ConditionEvents events) {
                counts.forEach((home, count) -> events.add(new SimpleConditionEvent(
                        home,
                        count <= larger.getOrDefault(home, types),
                        "%s has %d types, at most %d are allowed"
                                .formatted(home, count, larger.getOrDefault(home, types)))));
            }
        });
    }

    private static GivenClassesConjunction ours() {
        return classes().that().resideOutsideOfPackages("io.memo.demo..", "io.memo.benchmarks..");
    }

    private static DescribedPredicate<JavaClass> arrays() {
        return describe("arrays and primitives", type -> type.isArray() || type.isPrimitive());
    }
}
