package io.memo.hash.structural;

import io.memo.Hasher;
import io.memo.SameObject;
import io.memo.ThisProcessOnly;
import io.memo.digest.Digest;
import io.memo.hash.Dependency;
import io.memo.hash.FieldSelection;
import io.memo.hash.ManagedObjects;
import io.memo.hash.classify.GeneratedTypes;
import io.memo.hash.classify.Jdk;
import io.memo.hash.classify.Mocks;
import io.memo.hash.classify.RefusedTypes;
import io.memo.hash.collection.ArrayEncoders;
import io.memo.hash.collection.CollectionEncoders;
import io.memo.hash.collection.LibraryCollectionEncoders;
import io.memo.hash.format.Format;
import io.memo.hash.jdk.JdkEncoders;
import io.memo.hash.jdk.Scalars;
import io.memo.hash.library.LibraryEncoders;
import io.memo.hash.object.EnumEncoder;
import io.memo.hash.object.HasherEncoder;
import io.memo.hash.object.HeldState;
import io.memo.hash.object.Identity;
import io.memo.hash.object.Lambdas;
import io.memo.hash.object.ManagedEncoder;
import io.memo.hash.object.NamedEncoding;
import io.memo.hash.object.ObjectEncoders;
import io.memo.hash.object.Proxies;
import io.memo.hash.object.ProxyShell;
import io.memo.hash.registry.HasherRegistry;
import io.memo.hash.registry.HasherTypes;
import io.memo.hash.walk.Encoder;
import io.memo.hash.walk.RefusingEncoder;
import io.memo.hash.walk.Settings;
import java.lang.reflect.Proxy;
import org.jspecify.annotations.Nullable;

/**
 * Decides, once per class and hasher, how its values are written. The order of the questions is the order of
 * precedence.
 */
final class Encoders {

    private Encoders() {}

    static Encoder of(Class<?> type, Settings settings) {
        // What a hasher says with these is final, even where another one serves every type.
        if (type == SameObject.class) {
            return Identity::sameObject;
        }
        if (type == ThisProcessOnly.class) {
            return Identity::thisProcessOnly;
        }
        Encoder encoder;
        try {
            encoder = builtIn(type, settings);
        } catch (LinkageError | TypeNotPresentException e) {
            encoder = new RefusingEncoder("its class cannot be read: " + e);
        }
        HasherRegistry.Entry hasher = settings.hashers().of(type);
        if (hasher != null) {
            encoder = new HasherEncoder(hasher, code(type, settings), hasherCode(hasher.hasher(), settings), encoder);
        }
        if (settings.managed() == ManagedObjects.NONE || type.isArray() || Enum.class.isAssignableFrom(type)) {
            return encoder;
        }
        boolean service = Jdk.owns(type)
                ? encoder instanceof RefusingEncoder && !HeldState.isIn(type)
                : !isValueAsBean(type, settings);
        if (!service && Jdk.owns(type)) {
            return encoder;
        }
        boolean configured = !settings.own().test(type) && Dependency.hasContent(type);
        NamedEncoding named =
                new NamedEncoding(code(type, settings), state(type, settings), configured, settings.managed());
        ProxyShell shell = hasher == null ? ProxyShell.of(type, settings) : null;
        return new ManagedEncoder(encoder, service && hasher == null, named, settings.managed(), shell);
    }

    /** As external variables those of libraries count by content where the library made them to be kept. */
    private static boolean isValueAsBean(Class<?> type, Settings settings) {
        return settings.dependencies() && !settings.own().test(type)
                ? ValueTypes.isValueAsBean(type)
                : ValueTypes.isContainer(type);
    }

    private static @Nullable Digest code(Class<?> type, Settings settings) {
        return Jdk.owns(type) && !type.isHidden() ? null : settings.behaviour().codeOf(type);
    }

    private static @Nullable Digest hasherCode(Hasher<?> hasher, Settings settings) {
        Class<?> type = HasherTypes.implementation(hasher);
        return Jdk.owns(type) && !type.isHidden() ? null : settings.behaviour().codeOfHasher(type);
    }

    private static Encoder builtIn(Class<?> type, Settings settings) {
        Encoder scalar = Scalars.of(type);
        if (scalar != null) {
            return scalar;
        }
        if (type.isArray()) {
            return ArrayEncoders.of(type);
        }
        if (Enum.class.isAssignableFrom(type)) {
            return EnumEncoder.of(type, settings);
        }
        if (RefusedTypes.isLogger(type)) {
            return (value, pass) -> {
                pass.out.putByte(Format.NULL);
                return false;
            };
        }
        if (Proxy.isProxyClass(type)) {
            return Proxies::encode;
        }
        return Jdk.owns(type) ? jdk(type, settings) : other(type, settings);
    }

    private static Encoder jdk(Class<?> type, Settings settings) {
        if (type == Object.class) {
            return Identity::encode;
        }
        if (Throwable.class.isAssignableFrom(type) && ObjectEncoders.hidesState(type)) {
            return new RefusingEncoder("it has more to it than its message, and memo cannot read that");
        }
        Encoder encoder = JdkEncoders.of(type);
        String reason = encoder == null ? RefusedTypes.refusal(type) : null;
        reason = encoder == null && reason == null ? RefusedTypes.refusalOfJdk(type) : reason;
        if (encoder == null && reason == null) {
            encoder = CollectionEncoders.of(type);
        }
        if (encoder == null && reason == null && type.isHidden()) {
            encoder = Lambdas.ofJdk(type, settings);
        }
        return encoder != null
                ? encoder
                : new RefusingEncoder(
                        reason != null ? reason : "memo does not know what identifies this type of the JDK");
    }

    private static Encoder other(Class<?> type, Settings settings) {
        String reason = RefusedTypes.refusal(type);
        if (reason != null) {
            return used(type, new RefusingEncoder(reason), settings);
        }
        if (Mocks.isMockClass(type)) {
            return Identity::encode;
        }
        if (type.isHidden()) {
            return Lambdas.of(type, settings);
        }
        Encoder known = LibraryEncoders.of(type);
        if (known != null) {
            return known;
        }
        Encoder collection = LibraryCollectionEncoders.of(type);
        if (collection != null) {
            return collection;
        }
        boolean merelyUsed =
                settings.dependencies() && !settings.own().test(type) && !ValueTypes.hasValueSemantics(type);
        if (merelyUsed) {
            return (value, pass) -> pass.use(value);
        }
        Encoder encoder = ObjectEncoders.of(type, settings);
        return encoder instanceof RefusingEncoder refused ? used(type, refused, settings) : encoder;
    }

    /**
     * Of an object of the application that cannot be hashed since it extends or implements what has no value, the code still
     * reads fields of its own. One that extends a value can change in place, so which object it is says too little.
     */
    private static Encoder used(Class<?> type, RefusingEncoder refused, Settings settings) {
        if (settings.dependencies() && JdkEncoders.of(ObjectEncoders.base(type)) != null) {
            return (value, pass) -> pass.refuseValue(value, refused.reason());
        }
        if (!settings.dependencies() || !settings.own().test(type) || GeneratedTypes.isEnhanced(type)) {
            return refused;
        }
        Encoder own = ObjectEncoders.ofOwnFields(type, settings);
        return (value, pass) -> pass.use(value) || own.encode(value, pass);
    }

    /** Returns what writes what a named object of the class holds, or null if its name alone counts. */
    private static @Nullable Encoder state(Class<?> type, Settings settings) {
        FieldSelection fields = settings.namedFields().of(type);
        return fields == null ? null : builtIn(type, settings.withFields(fields));
    }
}
