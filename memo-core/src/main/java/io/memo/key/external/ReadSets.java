package io.memo.key.external;

import io.memo.call.MethodSpec;
import io.memo.digest.Digest;
import io.memo.digest.FramedSink;
import io.memo.fingerprint.CodeFingerprint;
import io.memo.fingerprint.CodeFingerprinter;
import io.memo.fingerprint.ExternalVariable;
import io.memo.generation.CodeBeingReplacedException;
import io.memo.generation.CodeGenerations;
import io.memo.generation.MethodCode;
import io.memo.generation.News;
import io.memo.hash.Behaviour;
import io.memo.hash.Dependency;
import io.memo.hash.StructuralHasher;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the keys of one method read, in the generation of code that is current. When a key meets an object of an application class that the fingerprint of the method
 * did not foresee, the code of the class counts, and from then on so does what that code reads: the read set is widened, never
 * narrowed, and keys that were taken by a narrower one are found no more.
 *
 * <p>The hashers that keys are taken with ask this for the code of classes, each once per class. It is widened before they get
 * the answer, so who looks at the current read set after hashing and finds the same as before has missed
 * nothing. No class that was met is held. Safe for use by several threads.
 */
public final class ReadSets implements Behaviour {

    /** Makes what reads by a read set. */
    public interface ReaderFactory {

        /** Returns a factory that hashes arguments and reads external variables by these. */
        static ReaderFactory of(
                Function<ReadSets, StructuralHasher> arguments,
                BiFunction<CodeFingerprint, Behaviour, ExternalVariables> externals) {
            return new ReaderFactory() {
                @Override
                public StructuralHasher arguments(CodeFingerprint code, ReadSets behaviour) {
                    return arguments.apply(behaviour);
                }

                @Override
                public ExternalVariables externals(CodeFingerprint code, Behaviour behaviour) {
                    return externals.apply(code, behaviour);
                }
            };
        }

        /**
         * Returns what hashes arguments.
         *
         * @param code the code of the method
         * @param behaviour to be asked for the code of classes
         */
        StructuralHasher arguments(CodeFingerprint code, ReadSets behaviour);

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

    /**
     * A read set, and what reads by it.
     *
     * @param generation the generation of code that it was last seen to hold for
     * @param code the code of the method in it
     * @param arguments hashes arguments
     */
    public record CompiledReadSet(
            int generation,
            CodeFingerprint code,
            ReadSet readSet,
            Digest constant,
            StructuralHasher arguments,
            ExternalVariables externals,
            @Nullable StructuralHasher held) {

        CompiledReadSet at(int later) {
            return new CompiledReadSet(later, code, readSet, constant, arguments, externals, held);
        }
    }

    /** Hears that the code of the method was replaced. */
    @FunctionalInterface
    public interface Renewal {

        /**
         * Called before the first key is taken by the new code.
         *
         * @param behind how long calls may have run it before that was known; null if none has
         */
        void renewed(CodeFingerprint before, CodeFingerprint after, @Nullable Duration behind);
    }

    /** Of keys outside the process. */
    public static final int FORMAT = 2;

    private final MethodSpec spec;
    private final MethodCode code;
    private final CodeGenerations generations;
    private final CodeFingerprinter fingerprinter;
    private final ReaderFactory readers;
    private final LoaderClasses meant;
    private final ReentrantLock changing = new ReentrantLock();
    private volatile Renewal renewal = (before, after, behind) -> {};
    private volatile CompiledReadSet current;
    /** The classes whose code was asked for, which the fingerprint of the method did not foresee. */
    private final Set<Class<?>> asked = Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));

    /**
     * @param spec the method
     * @param code its code
     * @param fingerprinter knows the code of other classes
     * @param readers makes what reads; asked again each time the read set changes
     */
    public ReadSets(MethodSpec spec, MethodCode code, CodeFingerprinter fingerprinter, ReaderFactory readers) {
        this.spec = spec;
        this.code = code;
        this.generations = code.generations();
        this.fingerprinter = fingerprinter;
        this.readers = readers;
        this.meant = new LoaderClasses(spec.targetClass().getClassLoader());
        this.current = compiled(generations.current(), code.first());
    }

    private CompiledReadSet compiled(int generation, CodeFingerprint now) {
        return new CompiledReadSet(
                generation,
                now,
                new ReadSet(now, Set.of(), List.of()),
                constant(spec, now, null),
                readers.arguments(now, this),
                readers.externals(now, this),
                null);
    }

    /** Sets who hears of other code; nobody does at first. */
    public void onRenewal(Renewal listener) {
        renewal = listener;
    }

    /**
     * Returns what is read now.
     *
     * @throws CodeBeingReplacedException if nobody can tell, for the code is being replaced
     */
    public CompiledReadSet current() {
        CompiledReadSet now = current;
        while (now.generation != generations.current()) {
            now = after(now);
        }
        return now;
    }

    /** Returns whether nothing else was read since, as far as anybody asked. */
    public boolean isLast(CompiledReadSet earlier) {
        return current == earlier;
    }

    /** Returns what was read last, which is what is read now unless code is being replaced. */
    public CompiledReadSet known() {
        try {
            return current();
        } catch (CodeBeingReplacedException e) {
            return current;
        }
    }

    private CompiledReadSet after(CompiledReadSet before) {
        News news = generations.since(before.generation, name -> counts(name, before.code));
        if (news instanceof News.Same same) {
            return replace(before, before.at(same.generation()), null);
        }
        if (news instanceof News.Other other) {
            // Outside of the lock: the fingerprint asks the container, which may have a lock of its own.
            CodeFingerprint now = other.complete(code.again().get());
            return replace(before, compiled(other.generation(), now), other);
        }
        throw new CodeBeingReplacedException(spec.name());
    }

    private boolean counts(String name, CodeFingerprint own) {
        if (own.mayDependOn(name)) {
            return true;
        }
        for (Class<?> type : asked.toArray(Class<?>[]::new)) {
            CodeFingerprint brought = fingerprinter.broughtBy(type);
            if (brought != null && brought.mayDependOn(name)) {
                return true;
            }
        }
        return false;
    }

    /** Returns what is current then; another thread may have been faster. */
    private CompiledReadSet replace(CompiledReadSet before, CompiledReadSet next, News.@Nullable Other news) {
        changing.lock();
        try {
            if (current == before) {
                if (news != null) {
                    renewal.renewed(before.code, next.code, news.behind());
                }
                current = next;
            }
            return current;
        } finally {
            changing.unlock();
        }
    }

    /** Returns what hashes the managed objects that unforeseen code holds, or null as long as no such code was met. */
    public @Nullable StructuralHasher held() {
        return current.held;
    }

    @Override
    public @Nullable Digest codeOf(Class<?> type) {
        if (isForeseen(type)) {
            return null;
        }
        asked.add(type);
        Digest digest = fingerprinter.behaviourOf(type);
        boolean known = digest == null || (current.readSet.follows(type.getName()) && isSeenByTarget(type));
        CodeFingerprint brought = known ? null : fingerprinter.broughtBy(type);
        if (brought != null) {
            widen(brought, type);
        }
        return digest;
    }

    @Override
    public @Nullable Digest codeOfHasher(Class<?> type) {
        if (isForeseen(type)) {
            return null;
        }
        asked.add(type);
        return fingerprinter.behaviourOf(type);
    }

    @Override
    public @Nullable Digest lambda(Class<?> type) {
        asked.add(type);
        return fingerprinter.lambdaOf(type);
    }

    private boolean isForeseen(Class<?> type) {
        return current.code.liveTypes().contains(type.getName()) && meant.contains(type);
    }

    private boolean isSeenByTarget(Class<?> type) {
        return ReadSet.sees(spec.targetClass().getClassLoader(), type.getClassLoader());
    }

    private void widen(CodeFingerprint brought, Class<?> type) {
        changing.lock();
        try {
            CompiledReadSet before = current;
            CodeFingerprint own = before.code;
            ReadSet wider =
                    before.readSet.with(brought, type, spec.targetClass().getClassLoader());
            if (wider != before.readSet) {
                boolean readsMore = wider.code() != own || !wider.distant().isEmpty();
                Set<String> followed = new HashSet<>(wider.followed());
                followed.addAll(own.liveTypes());
                current = new CompiledReadSet(
                        before.generation,
                        own,
                        wider,
                        constant(spec, own, readsMore ? wider : null),
                        before.arguments,
                        readers.externals(wider.code(), this).with(wider.distant()),
                        readers.held(wider.code(), followed, this));
            }
        } finally {
            changing.unlock();
        }
    }

    /**
     * Returns what of the external variables counts by which object it is.
     *
     * @throws io.memo.UnhashableTypeException if one of them cannot be hashed
     */
    public List<Dependency> dependencies(Object target) {
        return known().externals().dependencies(target);
    }

    /** Returns all that is read by now of what the target and statics hold, sorted. */
    public List<ExternalVariable> externalVariables() {
        CompiledReadSet known = known();
        ReadSet now = known.readSet;
        List<ExternalVariable> foreseen = known.code.externalVariables();
        List<ExternalVariable> own =
                known.code.looksUpObjects() ? foreseen : HeldVariables.among(foreseen, spec.targetClass());
        Set<ExternalVariable> told = Set.copyOf(foreseen);
        Stream<ExternalVariable> met =
                now.code().externalVariables().stream().filter(variable -> !told.contains(variable));
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
