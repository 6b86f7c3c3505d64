package io.memo.key;

import io.memo.digest.Digest;
import io.memo.fingerprint.CodeFingerprint;
import io.memo.fingerprint.CodeFingerprinter;
import io.memo.fingerprint.ExternalVariable;
import io.memo.hash.Behaviour;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the keys of one method read. When a key meets an object of an application class that the fingerprint of the method
 * did not foresee, the code of the class counts, and from then on so does what that code reads: the reading is widened, never
 * narrowed, and keys that were taken by a narrower one are found no more.
 *
 * <p>The hashers that keys are taken with ask this for the code of classes, each once per class. It is widened before they get
 * the answer, so who looks at the current reading after hashing and finds the same as before has missed
 * nothing. No class that was met is held. Safe for use by several threads.
 */
public final class Readings implements Behaviour {

    /** Makes the external variables of a method for a reading. */
    @FunctionalInterface
    public interface Externals {

        /**
         * Returns what reads the external variables.
         *
         * @param code the code of the method, with all that is to be read
         * @param behaviour to be asked for the code of classes
         */
        ExternalVariables of(CodeFingerprint code, Behaviour behaviour);
    }

    /** A reading, and what reads by it. */
    record Current(Reading reading, Digest constant, ExternalVariables externals) {}

    private final MethodSpec spec;
    private final CodeFingerprint code;
    private final CodeFingerprinter fingerprinter;
    private final Externals factory;
    private final ReentrantLock widening = new ReentrantLock();
    private volatile Current current;

    /**
     * @param spec the method
     * @param code the fingerprint of its code
     * @param fingerprinter knows the code of other classes
     * @param factory makes what reads; asked again each time the reading is widened
     */
    public Readings(MethodSpec spec, CodeFingerprint code, CodeFingerprinter fingerprinter, Externals factory) {
        this.spec = spec;
        this.code = code;
        this.fingerprinter = fingerprinter;
        this.factory = factory;
        this.current = new Current(
                new Reading(code, List.of()), KeyBuilder.constant(spec, code, null), factory.of(code, this));
    }

    Current current() {
        return current;
    }

    @Override
    public @Nullable Digest codeOf(Class<?> type) {
        if (code.liveTypes().contains(type.getName())) {
            return null;
        }
        Digest digest = fingerprinter.behaviourOf(type);
        CodeFingerprint brought = digest == null ? null : fingerprinter.broughtBy(type);
        if (brought != null) {
            widen(brought, type);
        }
        return digest;
    }

    @Override
    public @Nullable Digest codeOfHasher(Class<?> type) {
        return code.liveTypes().contains(type.getName()) ? null : fingerprinter.behaviourOf(type);
    }

    private void widen(CodeFingerprint brought, Class<?> type) {
        widening.lock();
        try {
            Reading before = current.reading;
            Reading wider = before.with(brought, type, spec.targetClass().getClassLoader());
            if (wider != before) {
                ExternalVariables externals = factory.of(wider.code(), this).with(wider.distant());
                current = new Current(wider, KeyBuilder.constant(spec, code, wider), externals);
            }
        } finally {
            widening.unlock();
        }
    }

    /** Returns all that is read by now, sorted. */
    public List<ExternalVariable> externalVariables() {
        Reading now = current().reading;
        return Stream.concat(
                        now.code().externalVariables().stream(),
                        now.distant().stream().map(Reading.Distant::variable))
                .distinct()
                .sorted()
                .toList();
    }
}
