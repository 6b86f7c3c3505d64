package io.memo.demo.airports;

import io.memo.Hasher;
import java.nio.file.Files;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Tells memo what identifies a {@link DataFile}, for every memoized method of the application. */
@Configuration(proxyBeanMethods = false)
class DataFileHashing {

    /** By content: edit the file and calls miss, put it back and they hit again. */
    @Bean
    Hasher<DataFile> dataFileHasher() {
        return file -> Files.readAllBytes(file.path());
    }
}
