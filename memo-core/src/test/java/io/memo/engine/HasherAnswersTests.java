package io.memo.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.memo.ComputationOutcome;
import io.memo.Hashers;
import io.memo.engine.call.AsyncResults;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** 3.5: a hasher may look outside the object, at a file. What it answers is asked again after the run. */
class HasherAnswersTests {

    private record FileReference(Path path) {}

    @TempDir
    private Path folder;

    private final Fixture fixture = new Fixture();
    private FileReference file;

    @BeforeEach
    void write() throws IOException {
        file = new FileReference(Files.writeString(folder.resolve("rates.csv"), "old"));
        fixture.builder()
                .hashers(List.of(Hashers.of(FileReference.class, reference -> Files.readString(reference.path()))));
    }

    @Test
    @DisplayName(
            "3.5, 1.5: a file that is edited during the run: the result is returned, but not filed under the old content")
    void editedDuringTheRun() throws IOException {
        MethodMemoizer method = fixture.method();
        assertThat(fixture.call(method, file, () -> edit("new"))).isEqualTo("read: new");
        assertThat(method.figures()
                        .computations()
                        .get(ComputationOutcome.DISCARDED)
                        .count())
                .isOne();
        Files.writeString(file.path(), "old");
        assertThat(fixture.call(method, file, this::read)).isEqualTo("read: old");
        assertThat(fixture.call(method, file, () -> "not run")).isEqualTo("read: old");
    }

    @Test
    @DisplayName("3.5, 3.4: the same before a future completes")
    void editedBeforeTheFutureCompletes() throws IOException {
        MethodMemoizer method = fixture.engine().add(fixture.spec("Target.compute"), AsyncResults.FUTURES);
        CompletableFuture<Object> source = new CompletableFuture<>();
        CompletableFuture<?> call = (CompletableFuture<?>) fixture.call(method, file, () -> source);
        source.complete(edit("new"));
        assertThat(call.join()).isEqualTo("read: new");
        Files.writeString(file.path(), "old");
        assertThat(fixture.call(method, file, () -> CompletableFuture.completedFuture("read: old")))
                .satisfies(future ->
                        assertThat(((CompletableFuture<?>) future).join()).isEqualTo("read: old"));
    }

    @Test
    @DisplayName("3.5: a hasher that fails after the run costs a miss, not the call")
    void goneAfterTheRun() throws IOException {
        MethodMemoizer method = fixture.method();
        assertThat(fixture.call(method, file, () -> {
                    Files.delete(file.path());
                    return "deleted";
                }))
                .isEqualTo("deleted");
        assertThat(method.figures().entries()).isZero();
    }

    @Test
    @DisplayName("M06: an argument that no hasher took part in is filed under what it was before the run")
    void changedArgument() {
        MethodMemoizer method = fixture.method();
        List<Integer> argument = new ArrayList<>(List.of(1));
        fixture.call(method, argument, () -> argument.add(2));
        assertThat(fixture.call(method, List.of(1), () -> "not run")).isEqualTo(true);
    }

    @Test
    @DisplayName(
            "M06, 1.5: one that a hasher took part in, and that the method changes, is not stored: nobody can tell why it differs")
    void changedArgumentWithHasher() {
        MethodMemoizer method = fixture.method();
        List<Object> argument = new ArrayList<>(List.of(file));
        fixture.call(method, argument, () -> {
            argument.clear();
            return "cleared";
        });
        assertThat(fixture.call(method, List.of(file), () -> "run")).isEqualTo("run");
    }

    private String edit(String content) throws IOException {
        Files.writeString(file.path(), content);
        return read();
    }

    private String read() throws IOException {
        return "read: " + Files.readString(file.path());
    }
}
