package io.memo.fingerprint;

import static org.assertj.core.api.Assertions.assertThat;

import io.memo.digest.Digest;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("7.4 what objects of a class consist of and mean")
class ContentTests {

    private static Digest of(String source) {
        Compiled compiled = Compiled.of("package app; " + source);
        return compiled.fingerprinter("app").contentOf(compiled.type("app.P"));
    }

    @Test
    void everyMemberCountsAndWhatIsAbove() {
        String source = "class B { int b; } class P extends B { private int x = 1; static final int C = 7;"
                + " private int used() { return x * 2; } }";
        Digest before = of(source);
        assertThat(of(source)).isEqualTo(before);
        assertThat(of(source.replace("int b;", "long b;"))).isNotEqualTo(before);
        assertThat(of(source.replace("int b;", "int b; int c;"))).isNotEqualTo(before);
        assertThat(of(source.replace("x = 1", "x = 2"))).isNotEqualTo(before);
        assertThat(of(source.replace("int x", "Integer x"))).isNotEqualTo(before);
        assertThat(of(source.replace("x * 2", "x * 3"))).isNotEqualTo(before);
    }

    @Test
    void formattingAndOrderDoNotCount() {
        assertThat(of("class P { int a; int b; int c() { return 1; } int d() { return 2; } }"))
                .isEqualTo(of("class P {\n int d() { return 2; }\n int b; int a; int c() { return 1; } }"));
    }

    @Test
    void libraryTypesArraysAndPrimitivesHaveNone() {
        Compiled compiled = Compiled.of("package app; class P { }");
        CodeFingerprinter fingerprinter = compiled.fingerprinter("app");
        assertThat(fingerprinter.contentOf(String.class)).isNull();
        assertThat(fingerprinter.contentOf(int.class)).isNull();
        assertThat(fingerprinter.contentOf(compiled.type("app.P").arrayType())).isNull();
    }
}
