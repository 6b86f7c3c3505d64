package io.memo.spring.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.memo.InvalidMemoizeException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** SPEC 6.5: the report groups by cause, most dangerous first, once per cause, at most a screen. */
@ExtendWith(OutputCaptureExtension.class)
class StartupReportTests {

    private final StartupReport report = new StartupReport();

    private void found(FindingCode code, String method, String... causes) {
        report.add(Stream.of(causes)
                .map(cause -> new StartupFinding(code, method, cause))
                .toList());
    }

    @Test
    @DisplayName("Issue 12.8: one aspect around 19 methods is one line")
    void oneLineForEachCause(CapturedOutput output) {
        String aspect = "the fields of app.LoggingAspect, which runs around the method inside its cache";
        IntStream.rangeClosed(10, 28).forEach(n -> found(FindingCode.NOT_TRACKED, "Users.m" + n, aspect));
        found(FindingCode.CLOCK, "Users.m12", "app.Users.m12(Users.java:7) calls java.time.Instant.now()");
        report.give(WarningMode.LOG, null);

        assertThat(report.lines())
                .containsExactly(
                        "[clock] Users.m12 reads the clock: app.Users.m12(Users.java:7) calls java.time.Instant.now(). A hit returns"
                                + " what an earlier time gave: pass the time as an argument, or set a ttl, or accept it with"
                                + " suppressWarnings = \"clock\".",
                        "[not-tracked] Users.m10 (also Users.m11, Users.m12 and 16 more) does what its fingerprint cannot follow: "
                                + aspect
                                + ". A hit does not see a change there: set version by hand when it changes, or a ttl,"
                                + " or accept it with suppressWarnings = \"not-tracked\".");
        assertThat(output)
                .contains("2 finding(s) about @Memoize methods:" + System.lineSeparator() + "- [clock] Users.m12");
    }

    @Test
    @DisplayName("SPEC 6.5: of several places in one method the first is told, with the number of others")
    void theFirstPlaceIsTold() {
        found(FindingCode.IO_WITHOUT_TTL, "Pets.find", "near", "far", "farther");
        found(FindingCode.IO_WITHOUT_TTL, "Vets.find", "near", "elsewhere");
        found(FindingCode.IO_WITHOUT_TTL, "Vets.all", "far");
        assertThat(report.lines())
                .extracting(line -> line.substring(0, line.indexOf(". ")))
                .containsExactly(
                        "[io-without-ttl] Pets.find (also Vets.find) reads from outside and has no ttl: near (+ 3 more)",
                        "[io-without-ttl] Vets.all reads from outside and has no ttl: far");
    }

    @Test
    @DisplayName("SPEC 6.5: at most a screen, and where the rest is")
    void atMostAScreen(CapturedOutput output) {
        IntStream.rangeClosed(10, 34).forEach(n -> found(FindingCode.CLOCK, "Users.m" + n, "place " + n));
        report.give(WarningMode.LOG, null);
        assertThat(output.toString().lines().filter(line -> line.startsWith("- [clock]")))
                .hasSize(12);
        assertThat(output).contains("25 finding(s)", "- 13 more: GET /actuator/memo");
        assertThat(report.lines()).hasSize(25);
        assertThatThrownBy(() -> report.give(WarningMode.FAIL, null))
                .as("there will be no actuator")
                .hasMessageContaining("place 34");
    }

    @Test
    @DisplayName("SPEC 6.5: user-context stops the start, and only that is told")
    void userContextStopsTheStart() {
        found(FindingCode.CLOCK, "Mails.mine", "a clock");
        found(FindingCode.USER_CONTEXT, "Mails.mine", "a context");
        assertThatThrownBy(() -> report.give(WarningMode.LOG, null))
                .isInstanceOfSatisfying(InvalidMemoizeException.class, e -> {
                    assertThat(e)
                            .hasMessageContaining("[user-context] Mails.mine")
                            .message()
                            .doesNotContain("clock");
                    assertThat(e.remedy())
                            .isEqualTo(
                                    "Name what is read in varyBy, pass it as an argument of the memoized method, or accept it with suppressWarnings ="
                                            + " \"user-context\".");
                });
    }

    @Test
    @DisplayName("SPEC 6.11: codes are unique, the most dangerous comes first, and each says what ends it")
    void codesAreUniqueAndSorted() {
        Set<String> codes = new TreeSet<>(
                Stream.of(FindingCode.values()).map(FindingCode::code).toList());
        assertThat(codes).hasSameSizeAs(FindingCode.values());
        assertThat(FindingCode.values()).startsWith(FindingCode.USER_CONTEXT);
        assertThat(FindingCode.of("io-without-ttl")).contains(FindingCode.IO_WITHOUT_TTL);
        assertThat(FindingCode.of("nonsense")).isEmpty();
        assertThat(List.of(FindingCode.values()))
                .filteredOn(FindingCode::isAcceptable)
                .allSatisfy(code -> assertThat(code.remedy())
                        .endsWith("accept it with suppressWarnings = \"%s\".".formatted(code.code())));
    }
}
