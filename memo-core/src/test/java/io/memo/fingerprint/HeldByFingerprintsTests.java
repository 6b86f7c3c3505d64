package io.memo.fingerprint;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What fingerprints keep in memory, on an application of which all methods lead to the same code. */
class HeldByFingerprintsTests {

    private static final int SERVICES = 20;
    private static final int SHARED = 100;
    private static final Compiled APPLICATION = Compiled.of(source());

    private final CodeFingerprinter fingerprinter = APPLICATION.fingerprinter("app");

    private static String source() {
        StringBuilder source = new StringBuilder("package app; ");
        for (int i = 0; i < SHARED; i++) {
            source.append(
                    ("class C%1$d { static int[] rate%1$d = {%1$d}; static int a(int n) { return b(n) + rate%1$d[0]; }"
                                    + " static int b(int n) { return new C%1$d().c(n); } int c(int n) { return %2$s; } } ")
                            .formatted(i, i + 1 < SHARED ? "C" + (i + 1) + ".a(n)" : "n"));
        }
        for (int i = 0; i < SERVICES; i++) {
            source.append("class S%1$d { int price(int n) { return C0.a(n) + %1$d; } } ".formatted(i));
        }
        return source.toString();
    }

    private List<CodeFingerprint> fingerprints(int from, int to) {
        List<CodeFingerprint> all = new ArrayList<>();
        for (int i = from; i < to; i++) {
            all.add(fingerprinter.fingerprint(APPLICATION.method("app.S" + i, "price")));
        }
        return all;
    }

    @Test
    @DisplayName("Issue 15.5: one method more holds less than a reference for each line of its manifest")
    void oneMethodMoreHoldsLittle() throws Exception {
        List<CodeFingerprint> all = fingerprints(0, SERVICES / 2);
        long half = Held.by(List.of(fingerprinter, all));
        all.addAll(fingerprints(SERVICES / 2, SERVICES));
        long whole = Held.by(List.of(fingerprinter, all));

        int lines = all.get(SERVICES - 1).manifest().size();
        assertThat(lines).isGreaterThan(5 * SHARED);
        assertThat((whole - half) / (SERVICES / 2)).isLessThan(lines);
    }

    @Test
    @DisplayName("Issue 15.5: what leads to what is made when it is asked for, and not kept")
    void askedForNothingIsKept() throws Exception {
        List<CodeFingerprint> all = fingerprints(0, SERVICES);
        Set<String> first = all.get(0).dependencies().keySet();
        long before = Held.by(List.of(fingerprinter, all));

        assertThat(first).hasSizeGreaterThan(2 * SHARED);
        all.forEach(each -> assertThat(each.dependencies()).hasSameSizeAs(first));
        assertThat(Held.by(List.of(fingerprinter, all))).isEqualTo(before);
    }
}
