package io.memo.key;

import io.memo.UnhashableTypeException;
import io.memo.ValuePart;
import io.memo.call.MethodSpec;
import io.memo.digest.Comparing;
import io.memo.digest.Digest;
import io.memo.digest.DigestAlgorithm;
import io.memo.digest.FramedSink;
import io.memo.hash.ChangedWhileHashedException;
import io.memo.hash.Dependency;
import io.memo.hash.KeysInPaths;
import io.memo.hash.Origin;
import io.memo.hash.Outline;
import io.memo.hash.StructuralHasher;
import io.memo.hash.format.Encodings;
import io.memo.key.external.ExternalVariables;
import io.memo.key.external.ReadSets;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Builds the keys of one method. All that is the same for every call is digested once.
 *
 * <pre>
 * key          = see {@link Key}
 * durable key  = H(constant, defaults of the machine, node(arguments), node(externals))
 *                and by itself H(format, node(arguments))
 *                with dimensions: H(constant, defaults, node(arguments), names and encodings of the dimensions, node(externals))
 * constant     = H(format, target class, declaring class, name, descriptor, version, code fingerprint)
 *                with unforeseen classes that read more: H(constant, digest of the read set), see {@link ReadSets}
 * arguments    = the encodings of the arguments, without those of ignored parameters
 * externals    = see {@link ExternalVariables}
 * node(values) = their encodings if they have at most {@value #EXACT} bytes, else their digest
 * </pre>
 *
 * <p>Where a call is asked about, the values of the dimensions stand behind its arguments; where arguments are, there are none.
 *
 * <p>Safe for use by several threads.
 */
public final class KeyBuilder {

    private static final int EXACT = 64;

    /** Of the arguments, null if one is ignored, then of the dimensions. */
    private final @Nullable Origin[] origins;
    /** Whether the argument, of whatever value, stands for itself. */
    private final boolean[] plain;

    private final int parameters;
    private final int argumentsOnly;
    private final List<String> dimensions;
    private final Type[] declared;
    private final ReadSets readSets;

    /**
     * @param spec the method
     * @param readSets hold what hashes its arguments, and what else its code depends on
     */
    public KeyBuilder(MethodSpec spec, ReadSets readSets) {
        this.declared = spec.method().getGenericParameterTypes();
        Class<?>[] types = spec.method().getParameterTypes();
        this.parameters = types.length;
        this.dimensions = spec.dimensions();
        this.origins = new Origin[parameters + dimensions.size()];
        this.plain = new boolean[origins.length];
        StructuralHasher arguments = readSets.known().arguments();
        for (int i = 0; i < parameters; i++) {
            MethodSpec.Parameter parameter = spec.parameters().get(i);
            origins[i] = parameter.ignored()
                    ? null
                    : new Origin(spec.name(), ValuePart.ARGUMENT, parameter.name(), types[i]);
            plain[i] = arguments.areOwnKeyParts(types[i]);
        }
        this.argumentsOnly =
                (int) Arrays.stream(origins).filter(Objects::nonNull).count();
        for (int i = parameters; i < origins.length; i++) {
            origins[i] = new Origin(spec.name(), ValuePart.DIMENSION, dimensions.get(i - parameters));
        }
        this.readSets = readSets;
    }

    /** Returns what hashing arguments of the declared types would throw, as far as these tell; one for each such parameter. */
    public List<UnhashableTypeException> refusals() {
        List<UnhashableTypeException> refusals = new ArrayList<>();
        for (int i = 0; i < parameters; i++) {
            Origin origin = origins[i];
            UnhashableTypeException refused =
                    origin == null ? null : readSets.known().arguments().refusal(declared[i], origin);
            if (refused != null) {
                refusals.add(refused);
            }
        }
        return refusals;
    }

    /**
     * Returns the key of a call in this process.
     *
     * @param target the object that the method is called on, without proxies
     * @param values the arguments, one for each parameter
     * @throws UnhashableTypeException if an argument or an external variable cannot be hashed soundly
     * @throws io.memo.generation.CodeBeingReplacedException if nobody can tell which code the call would run
     */
    public Key key(Object target, @Nullable Object[] values) {
        ReadSets.CompiledReadSet now = readSets.current();
        try {
            Key key = key(now, target, values);
            if (readSets.isLast(now)) {
                return key;
            }
        } catch (UnhashableTypeException e) {
            if (readSets.isLast(now)) {
                throw e;
            }
        }
        return withStableReadSet(settled -> key(settled, target, values));
    }

    /**
     * Repeats the work until the read set did not change during it. A refusal is repeated too: once the code of a class is known,
     * fewer fields may count. The read set only grows, so this ends.
     */
    private <T extends @Nullable Object> T withStableReadSet(Function<ReadSets.CompiledReadSet, T> taken) {
        return withStableReadSet(readSets::current, taken);
    }

    private <T extends @Nullable Object> T withStableReadSet(
            Supplier<ReadSets.CompiledReadSet> source, Function<ReadSets.CompiledReadSet, T> taken) {
        ReadSets.CompiledReadSet now = source.get();
        while (true) {
            try {
                T found = taken.apply(now);
                if (source.get() == now) {
                    return found;
                }
            } catch (UnhashableTypeException e) {
                if (source.get() == now) {
                    throw e;
                }
            }
            now = source.get();
        }
    }

    private Key key(ReadSets.CompiledReadSet now, Object target, @Nullable Object[] values) {
        return new Key(now.constant(), keyParts(now, values), now.externals().keyPart(target));
    }

    /** @param values the arguments, with or without the dimensions behind them */
    private @Nullable Object[] keyParts(ReadSets.CompiledReadSet now, @Nullable Object[] values) {
        StructuralHasher arguments = now.arguments();
        @Nullable Object[] keyParts = new Object[argumentsOnly + values.length - parameters];
        int next = 0;
        for (int i = 0; i < values.length; i++) {
            Origin origin = origins[i];
            if (origin != null) {
                Object value = values[i];
                keyParts[next++] = plain[i] ? value : arguments.keyPart(value, origin);
            }
        }
        return keyParts;
    }

    /**
     * Returns the key of a call in every process, of 256 bits, or null if there can be none, since it depends on this
     * process.
     *
     * @param target the object that the method is called on, without proxies
     * @param values the arguments, one for each parameter
     * @throws UnhashableTypeException if an argument or an external variable cannot be hashed soundly
     */
    public @Nullable DurableKey durableKey(Object target, @Nullable Object[] values) {
        return withStableReadSet(now -> durableKey(now, target, values));
    }

    private @Nullable DurableKey durableKey(ReadSets.CompiledReadSet now, Object target, @Nullable Object[] values) {
        Encodings parts = encodedArguments(now, values);
        Digest durableArguments = digestOf(parts);
        for (int i = parameters; i < origins.length; i++) {
            now.arguments().encode(dimensions.get(i - parameters), Origin.NONE, parts);
            now.arguments().encode(values[i], Objects.requireNonNull(origins[i]), parts);
        }
        int externalsFrom = parts.size();
        now.externals().encode(target, parts);
        parts.shorten(externalsFrom, EXACT);
        return parts.isThisProcessOnly()
                ? null
                : new DurableKey(
                        durableArguments,
                        new FramedSink()
                                .putDigest(now.constant())
                                .putDigest(MachineDefaults.now())
                                .putInt(externalsFrom)
                                .putBytes(parts.toBytes())
                                .digest());
    }

    private Encodings encodedArguments(ReadSets.CompiledReadSet now, @Nullable Object[] values) {
        Encodings parts = new Encodings(DigestAlgorithm.SHA_256);
        for (int i = 0; i < parameters; i++) {
            Origin origin = origins[i];
            if (origin != null) {
                now.arguments().encode(values[i], origin, parts);
            }
        }
        parts.shorten(0, EXACT);
        return parts;
    }

    private static Digest digestOf(Encodings parts) {
        return new FramedSink()
                .putInt(ReadSets.FORMAT)
                .putBytes(parts.toBytes())
                .digest();
    }

    /**
     * Returns what of a call means nothing in another process.
     *
     * @param target the object that the method is called on, without proxies
     * @param values the arguments, one for each parameter
     * @throws UnhashableTypeException if an argument or an external variable cannot be hashed soundly
     */
    public List<Dependency> dependencies(Object target, @Nullable Object[] values) {
        List<Dependency> met = new ArrayList<>();
        for (int i = 0; i < origins.length; i++) {
            Origin origin = origins[i];
            if (origin != null) {
                met.addAll(readSets.known().arguments().dependencies(values[i], origin));
            }
        }
        met.addAll(readSets.dependencies(target));
        return met;
    }

    /**
     * Returns the {@link DurableKey#arguments} of every call with these arguments, or null if they mean nothing in another
     * process.
     *
     * @param values the arguments, one for each parameter
     * @throws UnhashableTypeException if one cannot be hashed soundly
     */
    public @Nullable Digest durableArguments(@Nullable Object[] values) {
        return withStableReadSet(readSets::known, now -> {
            Encodings parts = encodedArguments(now, values);
            return parts.isThisProcessOnly() ? null : digestOf(parts);
        });
    }

    /**
     * Returns what tells the keys, of this process, of all calls with these arguments, whatever the external variables were.
     *
     * @param values the arguments, one for each parameter
     * @throws UnhashableTypeException if one cannot be hashed soundly
     */
    public Predicate<Key> ofArguments(@Nullable Object[] values) {
        @Nullable Object[] keyParts = withStableReadSet(readSets::known, now -> keyParts(now, values));
        return key -> key.beginsWith(keyParts);
    }

    /**
     * Returns what tells the keys, of this process, of all calls in which a dimension is the value.
     *
     * @param name of a dimension that the method varies by
     * @throws UnhashableTypeException if the value cannot be hashed soundly
     */
    public Predicate<Key> ofDimension(String name, Object value) {
        int index = dimensions.indexOf(name);
        Origin origin = Objects.requireNonNull(origins[parameters + index]);
        Object keyPart =
                withStableReadSet(readSets::known, now -> now.arguments().keyPart(value, origin));
        return key -> Comparing.same(key.arguments()[argumentsOnly + index], keyPart);
    }

    /**
     * Returns what the key of a call is made of, to say later where another call differs. Costs as much as several keys.
     *
     * @param target the object that the method is called on, without proxies
     * @param values the arguments, one for each parameter
     * @throws UnhashableTypeException if an argument or an external variable cannot be hashed soundly
     */
    public CallParts parts(Object target, @Nullable Object[] values) {
        return withStableReadSet(now -> parts(now, target, values));
    }

    private CallParts parts(ReadSets.CompiledReadSet now, Object target, @Nullable Object[] values) {
        StructuralHasher inOutline = now.arguments().inProcess().keysInPaths(KeysInPaths.NONE);
        List<Outline> outlines = new ArrayList<>();
        for (int i = 0; i < origins.length; i++) {
            Origin origin = origins[i];
            if (origin != null) {
                outlines.add(inOutline.outline(values[i], origin));
            }
        }
        return new CallParts(
                now.constant(),
                outlines.subList(0, argumentsOnly),
                dimensions,
                outlines.subList(argumentsOnly, outlines.size()),
                now.externals().outlines(target));
    }

    /**
     * Returns whether the external variables, the answers of hashers and what managed objects among the arguments hold are as they were
     * when the key was taken. An answer may change without the value, as a file does. Other arguments are not looked at. Returns
     * false if an object was met whose code reads more, or if something cannot be hashed any more.
     *
     * @param values the arguments that the key was taken from, the same objects
     */
    public boolean externalsUnchanged(Key key, Object target, @Nullable Object[] values) {
        try {
            ReadSets.CompiledReadSet now = readSets.current();
            return key.isOf(now.constant())
                    && key.hasExternals(now.externals().keyPart(target))
                    && observedUnchanged(now, key, values)
                    && readSets.current() == now;
        } catch (UnhashableTypeException | ChangedWhileHashedException e) {
            return false;
        }
    }

    private boolean observedUnchanged(ReadSets.CompiledReadSet now, Key key, @Nullable Object[] values) {
        @Nullable Object[] keyParts = key.arguments();
        int next = 0;
        for (int i = 0; i < origins.length; i++) {
            Origin origin = origins[i];
            if (origin != null) {
                Object before = keyParts[next++];
                if (StructuralHasher.dependsOnObserved(before)
                        && !before.equals(now.arguments().keyPart(values[i], origin))) {
                    return false;
                }
            }
        }
        return true;
    }

    /**
     * Returns whether the arguments are still what they were when the key was taken. Their owner may have changed them, where it
     * goes on while the method runs.
     *
     * @param values the arguments that the key was taken from, the same objects
     */
    public boolean argumentsUnchanged(Key key, @Nullable Object[] values) {
        return Comparing.same(key.arguments(), keyParts(readSets.current(), values));
    }

    /** Returns whether every part of the arguments that count proved immutable, so that they can never be others. */
    public boolean neverChange(@Nullable Object[] values) {
        Encodings encodings = new Encodings(DigestAlgorithm.IN_PROCESS);
        boolean immutable = true;
        for (int i = 0; i < origins.length; i++) {
            Origin origin = origins[i];
            if (origin != null && !plain[i]) {
                immutable &= readSets.known().arguments().encode(values[i], origin, encodings);
            }
        }
        return immutable && !encodings.dependsOnObserved();
    }
}
