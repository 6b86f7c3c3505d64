package io.memo.acceptance.traps;

import static org.assertj.core.api.Assertions.assertThat;

import io.memo.acceptance.ChildJvm;
import io.memo.acceptance.Defaults;
import io.memo.acceptance.shared.RedisServerFixture;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Issue 13: the edits of the fingerprint's traps, between machines with other defaults on one directory and one Redis. */
class TrapsInProcessesTests {

    /** One in so many of them; {@code -Pthorough} takes all. */
    private static final int EACH = Integer.getInteger("memo.traps", 61);

    @TempDir
    private Path folder;

    @Test
    @DisplayName("SPEC 6.2, 4.7, P08, issue 13.8: no answer is that of other code or other defaults; the same ones hit")
    void editsOnOneDirectoryAndOneRedis() {
        CompiledTraps traps = CompiledTraps.into(folder.resolve("classes"), EACH);
        try (RedisServerFixture redis = RedisServerFixture.start()) {
            Path kept = folder.resolve("kept");
            Told first = run(traps, false, kept, redis, Defaults.ENGLISH);
            Told edited = run(traps, true, kept, redis, Defaults.ENGLISH);
            Told turkish = run(traps, false, kept, redis, Defaults.TURKISH);
            assertThat(first.wrong()).isEmpty();
            assertThat(edited.wrong()).isEmpty();
            assertThat(turkish.wrong()).isEmpty();
            assertThat(first.compared()).isGreaterThan(traps.packages().size() * 9 / 10);
            assertThat(turkish.hits()).isZero();
            Told again = run(traps, false, folder.resolve("elsewhere"), redis, Defaults.ENGLISH);
            assertThat(again.wrong()).isEmpty();
            assertThat(again.hits()).isGreaterThan(edited.hits()).isGreaterThan(first.compared() / 2);
            System.out.println(traps.packages().size() + " traps: " + first + edited + turkish + again);
        }
    }

    /** What one process had to say. */
    private record Told(int compared, int hits, int silent, List<String> wrong) {}

    private static Told run(
            CompiledTraps traps, boolean edited, Path directory, RedisServerFixture redis, List<String> defaults) {
        List<String> command = new ArrayList<>(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx1g"));
        command.addAll(defaults);
        String path = System.getProperty("java.class.path");
        command.addAll(List.of(
                "-cp",
                path,
                TrapMachine.class.getName(),
                traps.classes(edited).toString(),
                directory.toString(),
                Integer.toString(redis.port())));
        command.addAll(traps.packages());
        try (ChildJvm child = ChildJvm.start(command.toArray(String[]::new))) {
            for (int i = 1; i <= traps.packages().size(); i++) {
                child.line("RAN ", i);
            }
            int compared = Integer.parseInt(child.line("COMPARED ", 1));
            List<String> wrong = child.lines().stream()
                    .filter(line -> line.startsWith("WRONG "))
                    .toList();
            return new Told(
                    compared,
                    Integer.parseInt(child.line("HIT ", 1)),
                    Integer.parseInt(child.line("SILENT ", 1)),
                    wrong);
        }
    }
}
