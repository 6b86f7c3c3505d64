package io.memo.engine.explain;

import io.memo.digest.Digest;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/** Records of the last start, one file for each method. The directory is made if it is missing. */
public record StartFiles(Path directory) implements StartRecords {

    @Override
    public List<String> read(String method) throws IOException {
        try {
            return Files.readAllLines(file(method));
        } catch (NoSuchFileException | CharacterCodingException e) {
            return List.of();
        }
    }

    @Override
    public void write(String method, List<String> lines) throws IOException {
        Files.createDirectories(directory);
        Path temporary = Files.createTempFile(directory, "memo", ".tmp");
        try {
            Files.write(temporary, lines);
            Files.move(temporary, file(method), StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    /** Names of methods are free text, so a part of their digest tells those apart that look the same as a file. */
    private Path file(String method) {
        String readable = method.replaceAll("[^A-Za-z0-9._-]", "_");
        return directory.resolve(readable.substring(0, Math.min(100, readable.length())) + "-"
                + Digest.of(method.getBytes(StandardCharsets.UTF_8)).shortHex() + ".memo");
    }

    @Override
    public String toString() {
        return directory.toString();
    }
}
