package io.memo.acceptance.live;

import java.lang.instrument.ClassDefinition;
import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;
import org.jspecify.annotations.Nullable;

/** An agent that lets the programs of these tests replace their own classes. */
public final class RedefiningAgent {

    private static @Nullable Instrumentation jvm;

    private RedefiningAgent() {}

    public static void premain(@Nullable String arguments, Instrumentation instrumentation) {
        jvm = instrumentation;
    }

    static void redefine(Class<?> type, byte[] bytes) throws ClassNotFoundException, UnmodifiableClassException {
        jvm().redefineClasses(new ClassDefinition(type, bytes));
    }

    static String retransform(Class<?> type) {
        try {
            jvm().retransformClasses(type);
            return "retransformed";
        } catch (UnmodifiableClassException e) {
            return e.toString();
        }
    }

    private static Instrumentation jvm() {
        Instrumentation known = jvm;
        if (known == null) {
            throw new IllegalStateException("This JVM was started without the agent of the tests");
        }
        return known;
    }
}
