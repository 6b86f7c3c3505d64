package io.memo.key;

import io.memo.UnhashableTypeException;
import io.memo.ValuePart;
import io.memo.digest.Comparing;
import io.memo.digest.Digest;
import io.memo.digest.DigestAlgorithm;
import io.memo.digest.FramedSink;
import io.memo.fingerprint.CodeFingerprint;
import io.memo.hash.ChangedWhileHashedException;
import io.memo.hash.Dependency;
import io.memo.hash.KeysInPaths;
import io.memo.hash.Origin;
import io.memo.hash.Outline;
import io.memo.hash.StructuralHasher;
import io.memo.hash.format.Encodings;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Builds the keys of one method. All that is the same for every call is digested once.
 *
 * <pre>
 * key          = see {@link Key}
 * durable key  = H(constant, defaults of the machine, node(arguments), node(externals))
 *                and by itself H(format, node(arguments))
 * constant     = H(format, target class, declaring class, name, descriptor, version, code fingerprint)
 *                where unforeseen classes were met that read more: H(that, all that is read), see {@link Readings}
 * arguments    = the encodings of the arguments, without those of ignored parameters
 * externals    = see {@link ExternalVariables}
 * node(values) = their encodings if they have at most {@value #EXACT} bytes, else their digest
 * </pre>
 *
 * <p>Safe for use by several threads.
 */
public final class KeyBuilder {

    private static final int FORMAT = 2;
    private static final int EXACT = 64;

    private final @Nullable Origin[] origins;
    /** Whether the argument, of whatever value, stands for itself. */
    private final boolean[] plain;

    private final int counted;
    private final Type[] declared;
    private final StructuralHasher arguments;
    private final StructuralHasher argumentOutlines;
    private final Readings readings;

    /**
     * @param spec the method
     * @param arguments hashes its arguments, and asks the readings for the code of classes
     * @param readings reads what else its code depends on
     */
    public KeyBuilder(MethodSpec spec, StructuralHasher arguments, Readings readings) {
        this.declared = spec.method().getGenericParameterTypes();
        Class<?>[] types = spec.method().getParameterTypes();
        this.origins = new Origin[types.length];
        for (int i = 0; i < types.length; i++) {
            MethodSpec.Parameter parameter = spec.parameters().get(i);
            origins[i] = parameter.ignored()
                    ? null
                    : new Origin(spec.name(), ValuePart.ARGUMENT, parameter.name(), types[i]);
        }
        this.counted = (int) Arrays.stream(origins).filter(Objects::nonNull).count();
        this.plain = new boolean[types.length];
        for (int i = 0; i < types.length; i++) {
            plain[i] = arguments.standForThemselves(types[i]);
        }
        this.arguments = arguments;
        this.argumentOutlines = arguments.inProcess().keysInPaths(KeysInPaths.NONE);
        this.readings = readings;
    }

    /** Returns what hashing arguments of the declared types would throw, as far as these tell; one for each such parameter. */
    public List<UnhashableTypeException> refusals() {
        List<UnhashableTypeException> refusals = new ArrayList<>();
        for (int i = 0; i < origins.length; i++) {
            Origin origin = origins[i];
            UnhashableTypeException refused = origin == null ? null : arguments.refusal(declared[i], origin);
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
     */
    public Key key(Object target, @Nullable Object[] values) {
        Readings.Current now = readings.current();
        try {
            Key key = key(now, target, values);
            if (readings.current() == now) {
                return key;
            }
        } catch (UnhashableTypeException e) {
            if (readings.current() == now) {
                throw e;
            }
        }
        return settled(reading -> key(reading, target, values));
    }

    /**
     * Returns what is taken by a reading that stayed the same meanwhile. If an unforeseen class was met, whose code reads more, it
     * is taken again, and so is what was refused: once its code is known, less may count of an object. What is read only
     * grows, so this ends.
     */
    private <T extends @Nullable Object> T settled(Function<Readings.Current, T> taken) {
        Readings.Current now = readings.current();
        while (true) {
            try {
                T found = taken.apply(now);
                if (readings.current() == now) {
                    return found;
                }
            } catch (UnhashableTypeException e) {
                if (readings.current() == now) {
                    throw e;
                }
            }
            now = readings.current();
        }
    }

    private Key key(Readings.Current reading, Object target, @Nullable Object[] values) {
        return new Key(reading.constant(), standIns(values), reading.externals().standIn(target));
    }

    private @Nullable Object[] standIns(@Nullable Object[] values) {
        @Nullable Object[] standIns = new Object[counted];
        int next = 0;
        for (int i = 0; i < origins.length; i++) {
            Origin origin = origins[i];
            if (origin != null) {
                Object value = values[i];
                standIns[next++] = plain[i] ? value : arguments.standIn(value, origin);
            }
        }
        return standIns;
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
        return settled(reading -> durableKey(reading, target, values));
    }

    private @Nullable DurableKey durableKey(Readings.Current reading, Object target, @Nullable Object[] values) {
        Encodings parts = encodedArguments(values);
        Digest durableArguments = digestOf(parts);
        int externalsFrom = parts.size();
        reading.externals().encode(target, parts);
        parts.shorten(externalsFrom, EXACT);
        return parts.isThisProcessOnly()
                ? null
                : new DurableKey(
                        durableArguments,
                        new FramedSink()
                                .putDigest(reading.constant())
                                .putDigest(MachineDefaults.now())
                                .putInt(externalsFrom)
                                .putBytes(parts.toBytes())
                                .digest());
    }

    private Encodings encodedArguments(@Nullable Object[] values) {
        Encodings parts = new Encodings(DigestAlgorithm.SHA_256);
        for (int i = 0; i < origins.length; i++) {
            Origin origin = origins[i];
            if (origin != null) {
                arguments.encode(values[i], origin, parts);
            }
        }
        parts.shorten(0, EXACT);
        return parts;
    }

    private static Digest digestOf(Encodings parts) {
        return new FramedSink().putInt(FORMAT).putBytes(parts.toBytes()).digest();
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
                met.addAll(arguments.dependencies(values[i], origin));
            }
        }
        met.addAll(readings.dependencies(target));
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
        return settled(reading -> {
            Encodings parts = encodedArguments(values);
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
        @Nullable Object[] standIns = settled(reading -> standIns(values));
        return key -> key.hasArguments(standIns);
    }

    /**
     * Returns what the key of a call is made of, to say later where another call differs. Costs as much as several keys.
     *
     * @param target the object that the method is called on, without proxies
     * @param values the arguments, one for each parameter
     * @throws UnhashableTypeException if an argument or an external variable cannot be hashed soundly
     */
    public CallParts parts(Object target, @Nullable Object[] values) {
        return settled(reading -> parts(reading, target, values));
    }

    private CallParts parts(Readings.Current reading, Object target, @Nullable Object[] values) {
        List<Outline> outlines = new ArrayList<>();
        for (int i = 0; i < origins.length; i++) {
            Origin origin = origins[i];
            if (origin != null) {
                outlines.add(argumentOutlines.outline(values[i], origin));
            }
        }
        return new CallParts(reading.constant(), outlines, reading.externals().outlines(target));
    }

    /**
     * Returns whether the external variables are still what they were when the key was taken, and so are the answers of
     * hashers, for what these look at, such as a file, may have changed, and what managed objects hold that code among the
     * arguments may read. Other arguments count as they were. If an object was met meanwhile whose code reads more, the answer is no.
     *
     * @param values the arguments that the key was taken from, the same objects
     */
    public boolean stillHolds(Key key, Object target, @Nullable Object[] values) {
        try {
            Readings.Current now = readings.current();
            return key.isOf(now.constant())
                    && key.hasExternals(now.externals().standIn(target))
                    && argumentsStillShow(key, values)
                    && readings.current() == now;
        } catch (UnhashableTypeException | ChangedWhileHashedException e) {
            return false;
        }
    }

    private boolean argumentsStillShow(Key key, @Nullable Object[] values) {
        @Nullable Object[] standIns = key.arguments();
        int next = 0;
        for (int i = 0; i < origins.length; i++) {
            Origin origin = origins[i];
            if (origin != null) {
                Object before = standIns[next++];
                if (StructuralHasher.looksBeyond(before) && !before.equals(arguments.standIn(values[i], origin))) {
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
    public boolean argumentsStillHold(Key key, @Nullable Object[] values) {
        return Comparing.same(key.arguments(), standIns(values));
    }

    /** Returns whether every part of the arguments that count proved immutable, so that they can never be others. */
    public boolean neverChange(@Nullable Object[] values) {
        Encodings encodings = new Encodings(DigestAlgorithm.IN_PROCESS);
        boolean immutable = true;
        for (int i = 0; i < origins.length; i++) {
            Origin origin = origins[i];
            if (origin != null && !plain[i]) {
                immutable &= arguments.encode(values[i], origin, encodings);
            }
        }
        return immutable && !encodings.looksBeyond();
    }

    /** @param wider what is read beyond what the code of the method reads itself, with that; null for nothing */
    static Digest constant(MethodSpec spec, CodeFingerprint code, @Nullable Reading wider) {
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
