package io.memo.key;

import io.memo.UnhashableTypeException;
import io.memo.ValuePart;
import io.memo.digest.Digest;
import io.memo.digest.FramedSink;
import io.memo.fingerprint.CodeFingerprint;
import io.memo.hash.ChangedWhileHashedException;
import io.memo.hash.HashedValue;
import io.memo.hash.Origin;
import io.memo.hash.StructuralHasher;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Builds the keys of one method. All that is the same for every call is digested once.
 *
 * <pre>
 * key       = H(constant, argument 0, …, argument n-1, externals)
 * constant  = H(format, target class, declaring class, name, descriptor, version, code fingerprint)
 * argument  = H(value), left out where the parameter is ignored
 * externals = see {@link ExternalVariables}
 * </pre>
 *
 * <p>Safe for use by several threads.
 */
public final class KeyBuilder {

    private static final int FORMAT = 1;

    private final Digest constant;
    private final List<@Nullable Origin> origins;
    private final StructuralHasher arguments;
    private final ExternalVariables externals;

    /**
     * @param spec the method
     * @param code the fingerprint of its code
     * @param arguments hashes its arguments
     * @param externals reads what else its code depends on
     */
    public KeyBuilder(MethodSpec spec, CodeFingerprint code, StructuralHasher arguments, ExternalVariables externals) {
        this.constant = constant(spec, code);
        this.origins = spec.parameters().stream()
                .<@Nullable Origin>map(parameter ->
                        parameter.ignored() ? null : new Origin(spec.name(), ValuePart.ARGUMENT, parameter.name()))
                .toList();
        this.arguments = arguments;
        this.externals = externals;
    }

    /**
     * Returns the key of a call.
     *
     * @param target the object that the method is called on, without proxies
     * @param values the arguments, one for each parameter
     * @throws UnhashableTypeException if an argument or an external variable cannot be hashed soundly
     */
    public Key key(Object target, @Nullable Object[] values) {
        FramedSink sink = new FramedSink().putDigest(constant);
        boolean thisProcessOnly = false;
        for (int i = 0; i < values.length; i++) {
            Origin origin = origins.get(i);
            if (origin != null) {
                HashedValue hashed = arguments.hash(values[i], origin);
                sink.putDigest(hashed.digest());
                thisProcessOnly |= hashed.thisProcessOnly();
            }
        }
        HashedValue read = externals.read(target);
        sink.putDigest(read.digest());
        return new Key(sink.digest(), read.digest(), thisProcessOnly || read.thisProcessOnly());
    }

    /** Returns whether the external variables are still what they were when the key was taken. */
    public boolean stillHolds(Key key, Object target) {
        try {
            return externals.read(target).digest().equals(key.externals());
        } catch (UnhashableTypeException | ChangedWhileHashedException e) {
            return false;
        }
    }

    private static Digest constant(MethodSpec spec, CodeFingerprint code) {
        Method method = spec.method();
        String descriptor = MethodType.methodType(method.getReturnType(), method.getParameterTypes())
                .toMethodDescriptorString();
        return new FramedSink()
                .putInt(FORMAT)
                .putString(spec.targetClass().getName())
                .putString(method.getDeclaringClass().getName())
                .putString(method.getName())
                .putString(descriptor)
                .putString(spec.version())
                .putDigest(code.digest())
                .digest();
    }
}
