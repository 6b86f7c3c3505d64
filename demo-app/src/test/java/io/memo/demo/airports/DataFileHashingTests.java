package io.memo.demo.airports;

import static org.assertj.core.api.Assertions.assertThat;

import io.memo.Hasher;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFileHashingTests {

    private final Hasher<DataFile> hasher = new DataFileHashing().dataFileHasher();

    @Test
    void filesOfOneContentAreAlikeWhereverTheyLie(@TempDir Path directory) throws Exception {
        DataFile here = new DataFile(Files.writeString(directory.resolve("here"), "content"));
        DataFile there = new DataFile(Files.writeString(directory.resolve("there"), "content"));
        assertThat(hasher.hash(here)).isEqualTo(hasher.hash(there));

        Files.writeString(there.path(), "content changed");
        assertThat(hasher.hash(here)).isNotEqualTo(hasher.hash(there));
    }
}
