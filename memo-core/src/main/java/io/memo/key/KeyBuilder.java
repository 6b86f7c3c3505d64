package io.memo.key;

import io.memo.UnhashableTypeException;
import io.memo.ValuePart;
import io.memo.digest.Digest;
import io.memo.digest.DigestAlgorithm;
import io.memo.digest.FramedSink;
import io.memo.fingerprint.CodeFingerprint;
import io.memo.hash.ChangedWhileHashedException;
import io.memo.hash.Encodings;
import io.memo.hash.Origin;
import io.memo.hash.StructuralHasher;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;

/**
 * Builds the keys of one method. All that is the same for every call is digested once.
 *
 * <pre>
 * key          = see {@link Key}
 * durable key  = H(constant, node(arguments), node(externals))
 * constant     = H(format, target class, declaring class, name, descriptor, version, code fingerprint)
 * arguments    = the encodings of the arguments, without those of ignored parameters
 * externals    = see {@link ExternalVariables}
 * node(values) = their encodings if they have at most {@value #EXACT} bytes, else their digest
 * </pre>
 *
 * <p>Safe for use by several threads.
 */
public final class KeyBuilder {

    private static final int FORMAT = 1;
    private static final int EXACT = 64;

    private final Digest constant;
    private final @Nullable Origin[] origins;
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
                .map(parameter ->
                        parameter.ignored() ? null : new Origin(spec.name(), ValuePart.ARGUMENT, parameter.name()))
                .toArray(Origin[]::new);
        this.arguments = arguments;
        this.externals = externals;
    }

    /**
     * Returns the key of a call in this process.
     *
     * @param target the object that the method is called on, without proxies
     * @param values the arguments, one for each parameter
     * @throws UnhashableTypeException if an argument or an external variable cannot be hashed soundly
     */
    public Key key(Object target, @Nullable Object[] values) {
        Encodings parts = new Encodings(DigestAlgorithm.IN_PROCESS);
        writeArguments(values, parts);
        boolean askedHasher = parts.hasAskedHasher();
        int externalsFrom = parts.size();
        writeExternals(target, parts);
        return new Key(constant, parts.toBytes(), externalsFrom, askedHasher);
    }

    /**
     * Returns the key of a call in every process, of 256 bits, or null if there can be none, since it depends on this
     * process.
     *
     * @param target the object that the method is called on, without proxies
     * @param values the arguments, one for each parameter
     * @throws UnhashableTypeException if an argument or an external variable cannot be hashed soundly
     */
    public @Nullable Digest durableKey(Object target, @Nullable Object[] values) {
        Encodings parts = new Encodings(DigestAlgorithm.SHA_256);
        writeArguments(values, parts);
        int externalsFrom = parts.size();
        writeExternals(target, parts);
        return parts.isThisProcessOnly()
                ? null
                : new FramedSink()
                        .putDigest(constant)
                        .putInt(externalsFrom)
                        .putBytes(parts.toBytes())
                        .digest();
    }

    /**
     * Returns whether the external variables are still what they were when the key was taken, and so are the answers of
     * hashers: what these look at, such as a file, may have changed. Arguments that no hasher took part in count as they
     * were.
     *
     * @param values the arguments that the key was taken from, the same objects
     */
    public boolean stillHolds(Key key, Object target, @Nullable Object[] values) {
        try {
            Encodings now = new Encodings(DigestAlgorithm.IN_PROCESS);
            writeExternals(target, now);
            return key.hasExternals(now.toBytes()) && (!key.hasAskedHasher() || key.hasArguments(argumentsNow(values)));
        } catch (UnhashableTypeException | ChangedWhileHashedException e) {
            return false;
        }
    }

    private byte[] argumentsNow(@Nullable Object[] values) {
        Encodings now = new Encodings(DigestAlgorithm.IN_PROCESS);
        writeArguments(values, now);
        return now.toBytes();
    }

    private void writeArguments(@Nullable Object[] values, Encodings parts) {
        for (int i = 0; i < values.length; i++) {
            Origin origin = origins[i];
            if (origin != null) {
                arguments.encode(values[i], origin, parts);
            }
        }
        parts.shorten(0, EXACT);
    }

    private void writeExternals(Object target, Encodings parts) {
        int from = parts.size();
        externals.encode(target, parts);
        parts.shorten(from, EXACT);
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
