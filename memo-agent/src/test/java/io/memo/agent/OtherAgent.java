package io.memo.agent;

import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.nio.charset.StandardCharsets;
import java.security.ProtectionDomain;

/** An agent that instruments, as coverage tools and tracers do: the first letter of what {@code app.Subject} says becomes a large one. */
public final class OtherAgent {

    static Instrumentation jvm;

    private OtherAgent() {}

    public static void premain(String arguments, Instrumentation instrumentation) {
        jvm = instrumentation;
        if ("instrument".equals(arguments)) {
            jvm.addTransformer(new Shouting(), true);
        }
    }

    private static final class Shouting implements ClassFileTransformer {

        @Override
        public byte[] transform(
                ClassLoader loader, String name, Class<?> redefined, ProtectionDomain domain, byte[] bytes) {
            if (!"app/Subject".equals(name)) {
                return null;
            }
            String text = new String(bytes, StandardCharsets.ISO_8859_1);
            return text.replace("version ", "Version ").getBytes(StandardCharsets.ISO_8859_1);
        }
    }
}
