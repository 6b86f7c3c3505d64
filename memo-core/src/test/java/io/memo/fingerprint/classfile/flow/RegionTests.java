package io.memo.fingerprint.classfile.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.memo.fingerprint.Bodies;
import io.memo.fingerprint.Compiled;
import io.memo.fingerprint.classfile.code.MethodBody;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Issue 16.6: how a body falls into regions. */
class RegionTests {

    @Test
    @DisplayName("Issue 16.6: each statement that leaves nothing behind is a region of its own")
    void statementsAreRegions() {
        assertThat(regions("static int a = 1; static int b = two(); static int two() { return 2; }"))
                .hasSize(3);
    }

    @Test
    @DisplayName("Issue 16.6: what a variable carries from one statement to the next is one region")
    void variablesJoinStatements() {
        assertThat(regions("static int a; static int b; static { int i = Integer.parseInt(\"1\"); a = i; b = i; }"))
                .hasSize(2);
    }

    @Test
    @DisplayName("Issue 16.6: a jump joins all that it passes")
    void jumpsJoinStatements() {
        assertThat(regions("static boolean a; static int b; static { if (a) { b = 1; b = 2; } }"))
                .hasSize(2);
    }

    private static List<Region> regions(String members) {
        MethodBody body = Bodies.body(Compiled.of("package app; class A { " + members + " }"), "app.A", "<clinit>");
        List<Region> regions = Region.of(body, Operands.of(body));
        int at = 0;
        for (Region region : regions) {
            assertThat(region.from()).isEqualTo(at);
            at = region.to();
        }
        assertThat(at).isEqualTo(body.instructions().size());
        return regions;
    }
}
