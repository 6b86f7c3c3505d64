package io.memo.key.external;

import io.memo.call.MethodSpec;
import io.memo.digest.Digest;
import io.memo.digest.FramedSink;
import io.memo.fingerprint.CodeFingerprint;
import io.memo.fingerprint.CodeFingerprinter;
import io.memo.fingerprint.ExternalVariable;
import io.memo.hash.Behaviour;
import io.memo.hash.Dependency;
import io.memo.hash.StructuralHasher;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the keys of one method read. When a key meets an object of an application class that the fingerprint of the method
 * did not foresee, the code of the class counts, and from then on so does what that code reads: the read set is widened, never
 * narrowed, and keys that were taken by a narrower one are found no more.
 *
 * <p>The hashers that keys are taken with ask this for the code of classes, each once per class. It is widened before they get
 * the answer, so who looks at the current read set after hashing and finds the same as before has missed
 * nothing. No class that was met is held. Safe for use by several threads.
 */
public final class ReadSets implements Behaviour {

    /** Makes what reads by a read set. */
    @FunctionalInterface
    public interface ReaderFactory {

        /**
         * Returns what reads the external variables.
         *
         * @param code the code of the method, with all that is to be read
         * @param behaviour to be asked for the code of classes
         */
        ExternalVariables externals(CodeFingerprint code, Behaviour behaviour);

        /**
         * Returns what hashes the managed objects that unforeseen code holds, or null if they count as all managed ones do.
         *
         * @param code the code of the method, with all that is to be read
         * @param followed the binary names of the classes whose code is known, so that it reads nothing else of their objects
         * @param behaviour to be asked for the code of classes
         */
        default @Nullable StructuralHasher held(CodeFingerprint code, Set<String> followed, Behaviour behaviour) {
            return null;
        }
    }

    /** A read set, and what reads by it. */
    public record CompiledReadSet(
            ReadSet readSet,
            Digest constant,
            ExternalVariables externals,
            @Nullable StructuralHasher held) {}

    /** Of keys outside the process. */
    public static final int FORMAT = 2;

    private final MethodSpec spec;
    private final CodeFingerprint code;
    private final CodeFingerprinter fingerprinter;
    private final ReaderFactory readers;
    private final LoaderClasses meant;
    private final ReentrantLock widening = new ReentrantLock();
    private volatile CompiledReadSet current;

    /**
     * @param spec the method
     * @param code the fingerprint of its code
     * @param fingerprinter knows the code of other classes
     * @param readers makes what reads; asked again each time the read set is widened
     */
    public ReadSets(MethodSpec spec, CodeFingerprint code, CodeFingerprinter fingerprinter, ReaderFactory readers) {
        this.spec = spec;
        this.code = code;
        this.fingerprinter = fingerprinter;
        this.readers = readers;
        this.meant = new LoaderClasses(spec.targetClass().getClassLoader());
        this.current = new CompiledReadSet(
                new ReadSet(code, Set.of(), List.of()),
                constant(spec, code, null),
                readers.externals(code, this),
                null);
    }

    public CompiledReadSet current() {
        return current;
    }

    /** Returns what hashes the managed objects that unforeseen code holds, or null as long as no such code was met. */
    public @Nullable StructuralHasher held() {
        return current().held;
    }

    @Override
    public @Nullable Digest codeOf(Class<?> type) {
        if (isForeseen(type)) {
            return null;
        }
        Digest digest = fingerprinter.behaviourOf(type);
        boolean known = digest == null || (current().readSet.follows(type.getName()) && isSeenByTarget(type));
        CodeFingerprint brought = known ? null : fingerprinter.broughtBy(type);
        if (brought != null) {
            widen(brought, type);
        }
        return digest;
    }

    @Override
    public @Nullable Digest codeOfHasher(Class<?> type) {
        return isForeseen(type) ? null : fingerprinter.behaviourOf(type);
    }

    @Override
    public @Nullable Digest lambda(Class<?> type) {
        return fingerprinter.lambdaOf(type);
    }

    private boolean isForeseen(Class<?> type) {
        return code.liveTypes().contains(type.getName()) && meant.contains(type);
    }

    private boolean isSeenByTarget(Class<?> type) {
        return ReadSet.sees(spec.targetClass().getClassLoader(), type.getClassLoader());
    }

    private void widen(CodeFingerprint brought, Class<?> type) {
        widening.lock();
        try {
            ReadSet before = current.readSet;
            ReadSet wider = before.with(brought, type, spec.targetClass().getClassLoader());
            if (wider != before) {
                boolean readsMore = wider.code() != code || !wider.distant().isEmpty();
                Set<String> followed = new HashSet<>(wider.followed());
                followed.addAll(code.liveTypes());
                current = new CompiledReadSet(
                        wider,
                        constant(spec, code, readsMore ? wider : null),
                        readers.externals(wider.code(), this).with(wider.distant()),
                        readers.held(wider.code(), followed, this));
            }
        } finally {
            widening.unlock();
        }
    }

    /**
     * Returns what of the external variables counts by which object it is.
     *
     * @throws io.memo.UnhashableTypeException if one of them cannot be hashed
     */
    public List<Dependency> dependencies(Object target) {
        return current().externals().dependencies(target);
    }

    /** Returns all that is read by now of what the target and statics hold, sorted. */
    public List<ExternalVariable> externalVariables() {
        ReadSet now = current().readSet;
        List<ExternalVariable> foreseen = code.externalVariables();
        List<ExternalVariable> own =
                code.looksUpObjects() ? foreseen : HeldVariables.among(foreseen, spec.targetClass());
        Set<ExternalVariable> known = Set.copyOf(foreseen);
        Stream<ExternalVariable> met =
                now.code().externalVariables().stream().filter(variable -> !known.contains(variable));
        return Stream.of(own.stream(), met, now.distant().stream().map(ReadSet.OtherLoaderStatic::variable))
                .flatMap(Function.identity())
                .distinct()
                .sorted()
                .toList();
    }

    /** @param wider what is read beyond what the code of the method reads itself, with that; null for nothing */
    private static Digest constant(MethodSpec spec, CodeFingerprint code, @Nullable ReadSet wider) {
        Method method = spec.method();
        String descriptor = MethodType.methodType(method.getReturnType(), method.getParameterTypes())
                .toMethodDescriptorString();
        Digest own = new FramedSink()
                .putInt(FORMAT)
                .putString(spec.targetClass().getName())
                .putString(method.getDeclaringClass().getName())
                .putString(method.getName())
                .putString(descriptor)
                .putString(spec.version())
                .putDigest(code.digest())
                .digest();
        return wider == null
                ? own
                : new FramedSink().putDigest(own).putDigest(wider.digest()).digest();
    }
}
