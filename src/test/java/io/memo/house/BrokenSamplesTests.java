package io.memo.house;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import io.memo.house.broken.one.Left;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("Issue 16: each kind of rule is broken by a sample, so that none of them holds for everything")
class BrokenSamplesTests {

    private static final String ONE = Left.class.getPackageName();
    private static final JavaClasses SAMPLES = new ClassFileImporter().importPackages("io.memo.house.broken");

    static Stream<Arguments> broken() {
        return Stream.of(
                broken(HouseRules.noCycles("io.memo.house.broken.(*)"), "Cycle detected"),
                broken(HouseRules.mayUse(ONE), "Left"),
                broken(HouseRules.only("io.memo.house.broken.two..", "io.memo.spring.."), "Left"),
                broken(HouseRules.nullMarked(), ONE + " of " + Left.class.getName()),
                broken(HouseRules.apiOrInternal(Set.of()), ONE + " is not in docs/api.md and does not say"),
                broken(HouseRules.useApiOnly(ONE, Set.of()), "Left"),
                broken(HouseRules.atMost(0, Map.of()), ONE + " has 1 types, at most 0 are allowed"),
                broken(HouseRules.atMost(15, Map.of(ONE, 0)), ONE + " has 1 types, at most 0 are allowed"));
    }

    @ParameterizedTest
    @MethodSource("broken")
    void sampleIsFound(ArchRule rule, String message) {
        assertThat(rule.evaluate(SAMPLES).getFailureReport().toString()).contains(message);
    }

    @Test
    void internalPackageIsNoApi() {
        JavaClasses jvm = new ClassFileImporter().importPackages("io.memo.jvm");

        assertThat(HouseRules.apiOrInternal(Set.of()).evaluate(jvm).hasViolation())
                .isFalse();
        assertThat(HouseRules.apiOrInternal(Set.of("io.memo.jvm"))
                        .evaluate(jvm)
                        .getFailureReport()
                        .toString())
                .contains("io.memo.jvm says \"Internal.\" and is in docs/api.md");
    }

    private static Arguments broken(ArchRule rule, String message) {
        return Arguments.of(rule.because("it is tried"), message);
    }
}
