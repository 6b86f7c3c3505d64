package io.memo.demo.airports;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A reference to a data file. As an argument it stands for what is in the file: {@link DataFileHashing} says so, else
 * memo would go by the path alone and an edited file would hit.
 */
public record DataFile(Path path) {

    /** Returns the lines below the heading. */
    List<CsvLine> lines() throws IOException {
        return Files.readAllLines(path, StandardCharsets.UTF_8).stream()
                .skip(1)
                .map(CsvLine::of)
                .toList();
    }
}
