package io.memo.store.serial;

import io.memo.fingerprint.CodeFingerprinter;
import io.memo.store.tier.NotStorableException;
import io.memo.store.tier.ResultCodec;
import java.lang.reflect.Type;
import java.util.Set;

/** Codecs whose application is {@code io.memo.store}, that is these tests, or {@code app}. */
public final class Codecs {

    static final int MAX_BYTES = 32 << 20;

    private Codecs() {}

    /** Returns a codec whose application is the package of these tests. */
    public static StrictSerialization ofTests() {
        return of(
                Codecs.class.getClassLoader(),
                CodeFingerprinter.forPackages(Codecs.class.getClassLoader(), "io.memo.store"),
                "io.memo.store.");
    }

    static StrictSerialization of(ClassLoader loader, CodeFingerprinter fingerprinter, String application) {
        return new StrictSerialization(
                loader,
                name -> name.startsWith(application),
                Set.of(),
                new LoadedClassFingerprints(fingerprinter),
                MAX_BYTES);
    }

    static ResultCodec forResults(Type type) {
        try {
            return ofTests().forResults(type);
        } catch (NotStorableException e) {
            throw new AssertionError(e);
        }
    }
}
