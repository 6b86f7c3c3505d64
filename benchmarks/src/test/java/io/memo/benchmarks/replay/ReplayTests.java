package io.memo.benchmarks.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplayTests {

    private static final String TAX = "package shop; public class Tax { public int of(int n) { return n * %s; } }";
    private static final String SHOP =
            "package shop; public class Shop { final Tax tax = new Tax(); public int price(int n) { return n + tax.of(n); }"
                    + " public int count(int n) { return n; } }";

    @TempDir
    Path folder;

    private void write(String name, String source) throws IOException {
        Path file = folder.resolve("src/shop/" + name + ".java");
        Files.createDirectories(file.getParent());
        Files.writeString(file, source);
    }

    private void git(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(
                List.of("git", "-C", folder.toString(), "-c", "user.name=a", "-c", "user.email=a@example.org"));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
    }

    private void commit() throws IOException, InterruptedException {
        git("add", "-A");
        git("commit", "-q", "-m", "next");
    }

    @Test
    @DisplayName("Issue 15.6: a history of four commits, what each moved, and why")
    void historyOfFourCommits() throws Exception {
        git("init", "-q");
        write("Tax", TAX.formatted("2"));
        write("Shop", SHOP);
        commit();
        write("Tax", TAX.formatted("3"));
        commit();
        write("Other", "package shop; public class Other { public int other() { return 1; } }");
        commit();
        write("Other", "package shop; class Other {");
        commit();

        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Summary summary = Replay.of(
                        Map.of(
                                "repository", folder.toString(),
                                "sources", "src",
                                "packages", "shop",
                                "methods", "API",
                                "why", "ALL",
                                "folder", folder.resolve("compiled").toString()),
                        new PrintStream(out, true, StandardCharsets.UTF_8))
                .run();

        String said = out.toString(StandardCharsets.UTF_8);
        assertThat(said)
                .contains("memo  33.3 %, class closure   0.0 %, hierarchy  33.3 %")
                .contains("2 x body of shop.Tax.of(int) changed")
                .contains("shop.Shop.price(int): [body of shop.Tax.of(int) changed]")
                .contains("memo 100.0 %, class closure 100.0 %, hierarchy 100.0 %")
                .contains("left out: ")
                .contains("does not compile")
                .contains("2 commits, 4 methods in the last");
        assertThat(summary.stays(Commit.Kind.MEMO)).isCloseTo(2.0 / 3, within(0.001));
    }
}
