package io.memo.fingerprint.callgraph.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.memo.digest.FramedSink;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Issue 16.6: the lines behind a fingerprint. */
class ManifestTests {

    @Test
    @DisplayName("Issue 16.6: lines are sorted and each is there once, whoever else has it")
    void linesAreSortedAndUnique() {
        SharedLines shared = new SharedLines();
        Manifest other = new Manifest(shared);
        other.add("type", "app.Z", "");
        Manifest manifest = new Manifest(shared);
        manifest.add("type", "app.B", "app.Base");
        manifest.add("body", "app.B.m()", new FramedSink().digest());
        manifest.add("type", "app.B", "app.Base");
        assertThat(manifest.lines())
                .containsExactly(
                        "body app.B.m() -> " + new FramedSink().digest().hex(), "type app.B -> app.Base");
        assertThat(other.lines()).containsExactly("type app.Z -> ");
    }

    @Test
    @DisplayName("Issue 16.6: a value of more than 300 characters is digested")
    void longValueIsDigested() {
        String text = "x".repeat(301);
        assertThat(Manifest.shortLine("members", "app.A", text.substring(1)))
                .isEqualTo("members app.A -> " + text.substring(1));
        assertThat(Manifest.shortLine("members", "app.A", text))
                .isEqualTo("members app.A -> "
                        + new FramedSink().putString(text).digest().hex());
    }

    @Test
    @DisplayName("Issue 16.6: what was supplied before does not change when lines are added")
    void suppliedLinesDoNotChange() {
        Manifest manifest = new Manifest(new SharedLines());
        manifest.add("type", "app.A", "");
        var before = manifest.supplier();
        manifest.add("type", "app.B", "");
        assertThat(before.get()).containsExactly("type app.A -> ");
        assertThat(Manifest.digest(List.of("a", "b"))).isNotEqualTo(Manifest.digest(List.of("ab")));
    }
}
