package io.memo.hash.object;

import io.memo.digest.Digest;
import io.memo.hash.Dependency;
import io.memo.hash.FieldSelection;
import io.memo.hash.classify.Jdk;
import io.memo.hash.fields.FieldsFrame;
import io.memo.hash.fields.FieldsPlan;
import io.memo.hash.format.Buffer;
import io.memo.hash.format.Format;
import io.memo.hash.frame.PartsFrame;
import io.memo.hash.identity.Serials;
import io.memo.hash.read.SerializableLambda;
import io.memo.hash.walk.Encoder;
import io.memo.hash.walk.EncodingPass;
import io.memo.hash.walk.RefusingEncoder;
import io.memo.hash.walk.Settings;
import io.memo.jvm.HiddenLambdas;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * Lambdas and method references: hidden classes, each made by one place in the code and by no other. What the lambda captured are the
 * fields of the class. Where its code can be told, that is its identity in every process ({@code Behaviour.lambda}); else the class
 * is, whose number means something in this process alone.
 */
public final class Lambdas {

    private static final String UNREADABLE = "it is a lambda inside the JDK, and what it captured cannot be read";

    private Lambdas() {}

    /** Returns the encoder of a lambda's hidden class, which is not the JDK's; one that refuses if a captured value cannot be read. */
    public static Encoder of(Class<?> type, Settings settings) {
        Digest code = settings.behaviour().lambda(type);
        // Captured values count whatever the selection says: no program names the fields that hold them.
        FieldsPlan.Outcome outcome =
                FieldsPlan.of(type, Format.LAMBDA, identity(type, code), settings.withFields(FieldSelection.ALL));
        FieldsPlan plan = outcome.plan();
        if (plan == null) {
            return new RefusingEncoder(outcome.reason());
        }
        return (lambda, pass) -> {
            if (code == null) {
                pass.note(lambda, Dependency.Kind.LAMBDA, null);
            }
            return !pass.writeKnown(lambda) && pass.push(new FieldsFrame(lambda, plan, null, null));
        };
    }

    /** Lambdas inside the JDK: what they captured can be read if they say it themselves, or the JVM lets memo see it. */
    public static Encoder ofJdk(Class<?> type, Settings settings) {
        if (Serializable.class.isAssignableFrom(type) && !Jdk.isBareLambda(type)) {
            return Lambdas::serializable;
        }
        Digest code = settings.behaviour().lambda(type);
        if (code != null) {
            return (lambda, pass) -> told(lambda, code, pass);
        }
        return Jdk.isBareLambda(type) ? numbered(type) : new RefusingEncoder(UNREADABLE);
    }

    private static Encoder numbered(Class<?> type) {
        byte[] number = identity(type, null);
        return (lambda, pass) -> {
            pass.note(lambda, Dependency.Kind.LAMBDA, null);
            pass.out.putByte(Format.SAME);
            pass.out.putRaw(number);
            return false;
        };
    }

    private static boolean told(Object lambda, Digest code, EncodingPass pass) {
        if (pass.writeKnown(lambda)) {
            return false;
        }
        @Nullable Object[] captured = HiddenLambdas.capturedBy(lambda);
        if (captured == null) {
            return pass.refuse(lambda, UNREADABLE);
        }
        @Nullable Object[] parts = new Object[captured.length + 1];
        parts[0] = code.hex();
        System.arraycopy(captured, 0, parts, 1, captured.length);
        return pass.push(PartsFrame.mutable(lambda, "java.lang.invoke.LambdaMetafactory", parts));
    }

    private static boolean serializable(Object lambda, EncodingPass pass) {
        if (pass.writeKnown(lambda)) {
            return false;
        }
        @Nullable Object[] parts = SerializableLambda.parts(lambda);
        return parts == null
                ? pass.refuse(lambda, UNREADABLE)
                : pass.push(PartsFrame.mutable(lambda, "java.lang.invoke.SerializedLambda", parts));
    }

    private static byte[] identity(Class<?> type, @Nullable Digest code) {
        Buffer out = new Buffer();
        if (code == null) {
            out.putLong(Serials.ofClass(type));
        } else {
            out.putDigest(code);
        }
        return out.copyFrom(0);
    }
}
