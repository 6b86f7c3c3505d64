package io.memo.benchmarks;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.apache.fory.Fory;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;

/** What others do to get a digest of a value: write it in some format, then SHA-256. */
final class Rivals {

    private final ObjectMapper jackson = JsonMapper.builder().build();
    private final Fory fory = fory();

    private static Fory fory() {
        Fory fory = Fory.builder()
                .withXlang(false)
                .requireClassRegistration(false)
                .withRefTracking(true)
                .build();
        fory.register(Values.Line.class);
        return fory;
    }

    byte[] serialization(@Nullable Object value) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(value);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return sha256(bytes.toByteArray());
    }

    byte[] jackson(Object value) {
        return sha256(jackson.writeValueAsBytes(value));
    }

    byte[] fory(Object value) {
        return sha256(fory.serialize(value));
    }

    static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
