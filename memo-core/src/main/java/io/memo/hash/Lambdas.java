package io.memo.hash;

import java.io.Serializable;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Lambdas and method references: hidden classes, each made by one place in the code and by no other. The class is that
 * place's identity, and what the lambda captured are its fields. The bytes of a hidden class can't be had, so its
 * number means something in this process alone.
 */
final class Lambdas {

    private static final String UNREADABLE = "it is a lambda inside the JDK, and what it captured cannot be read";

    private Lambdas() {}

    static Encoder of(Class<?> type, Settings settings) {
        // Captured values count whatever the selection says: no program names the fields that hold them.
        FieldsPlan.Outcome outcome =
                FieldsPlan.of(type, Format.LAMBDA, serial(type), settings.withFields(FieldSelection.ALL));
        FieldsPlan plan = outcome.plan();
        if (plan == null) {
            return new Encoders.Refused(outcome.reason());
        }
        return (lambda, walk) -> {
            walk.thisProcessOnly();
            return !walk.isSettled(lambda) && walk.push(new FieldsFrame(lambda, plan, null, null));
        };
    }

    /** Lambdas inside the JDK: what they captured can't be read. */
    static Encoder ofJdk(Class<?> type) {
        if (!capturesNothing(type)) {
            return Serializable.class.isAssignableFrom(type) ? Lambdas::serializable : new Encoders.Refused(UNREADABLE);
        }
        byte[] serial = serial(type);
        return (lambda, walk) -> {
            walk.thisProcessOnly();
            walk.out.putByte(Format.SAME);
            walk.out.putRaw(serial);
            return false;
        };
    }

    /** Returns whether the class is of a lambda of the JDK that holds nothing. */
    static boolean capturesNothing(Class<?> type) {
        return type.isHidden()
                && Jdk.owns(type)
                && Arrays.stream(type.getDeclaredFields()).allMatch(f -> Modifier.isStatic(f.getModifiers()));
    }

    private static boolean serializable(Object lambda, Walk walk) {
        if (walk.isSettled(lambda)) {
            return false;
        }
        @Nullable Object[] parts = SerializableLambda.parts(lambda);
        return parts == null ? walk.refuse(lambda, UNREADABLE) : walk.push(Meanings.lambda(lambda, parts));
    }

    private static byte[] serial(Class<?> type) {
        Buffer out = new Buffer();
        out.putLong(Serials.ofClass(type));
        return out.copyFrom(0);
    }
}
