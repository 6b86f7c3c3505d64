package io.memo.store.serial;

import io.memo.fingerprint.CodeFingerprinter;
import io.memo.store.fory.ForyCodec;
import io.memo.store.tier.MemoCodec;
import io.memo.store.tier.NotStorableException;
import io.memo.store.tier.ResultCodec;
import io.memo.store.trust.LoadedClassFingerprints;
import io.memo.store.trust.StorableClasses;
import java.lang.reflect.Type;
import java.util.Set;

/** Codecs whose application is {@code io.memo.store}, that is these tests, or {@code app}. */
public final class Codecs {

    /** The most bytes that a result may have. */
    public static final int MAX_BYTES = 32 << 20;

    private Codecs() {}

    /** The codecs of memo. */
    public enum Kind {
        JAVA,
        FORY;

        private MemoCodec of(StorableClasses classes) {
            return this == JAVA ? new StrictSerialization(classes, MAX_BYTES) : new ForyCodec(classes, MAX_BYTES);
        }

        /** Returns a codec for an application with this prefix of class names. */
        public MemoCodec of(ClassLoader loader, CodeFingerprinter fingerprinter, String application) {
            return of(new StorableClasses(
                    loader,
                    name -> name.startsWith(application),
                    Set.of(),
                    new LoadedClassFingerprints(fingerprinter)));
        }

        /** Returns a codec whose application is the package of these tests. */
        public MemoCodec ofTests() {
            ClassLoader loader = Codecs.class.getClassLoader();
            return of(loader, CodeFingerprinter.forPackages(loader, "io.memo.store"), "io.memo.store.");
        }

        /** Returns a codec of results of a type, whose application is the package of these tests. */
        public ResultCodec forResults(Type type) {
            try {
                return ofTests().forResults(type);
            } catch (NotStorableException e) {
                throw new AssertionError(e);
            }
        }
    }

    /** Returns a codec whose application is the package of these tests. */
    public static MemoCodec ofTests() {
        return Kind.JAVA.ofTests();
    }

    static ResultCodec forResults(Type type) {
        return Kind.JAVA.forResults(type);
    }
}
