package io.memo.agent;

import java.lang.instrument.ClassFileTransformer;
import java.security.ProtectionDomain;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A transformer that transforms nothing. Added as one that cannot retransform, it comes before all that can, and the JVM never calls it for a
 * retransformation: a class that is there already is one that is redefined.
 */
final class Redefinitions implements ClassFileTransformer {

    private final List<Listening> listening = new CopyOnWriteArrayList<>();

    AutoCloseable add(BiConsumer<Class<?>, byte[]> listener) {
        Listening added = new Listening(listener, listening);
        listening.add(added);
        return added;
    }

    @Override
    public byte @Nullable [] transform(
            @Nullable ClassLoader loader,
            @Nullable String name,
            @Nullable Class<?> redefined,
            @Nullable ProtectionDomain domain,
            byte[] bytes) {
        if (redefined != null) {
            for (Listening each : listening) {
                each.tell(redefined, bytes);
            }
        }
        return null;
    }

    /** One registration: equal to itself alone, so that a listener may be added twice. */
    private static final class Listening implements AutoCloseable {

        private final BiConsumer<Class<?>, byte[]> listener;
        private final List<Listening> all;

        Listening(BiConsumer<Class<?>, byte[]> listener, List<Listening> all) {
            this.listener = listener;
            this.all = all;
        }

        void tell(Class<?> type, byte[] bytes) {
            try {
                listener.accept(type, bytes.clone());
            } catch (Throwable e) {
                // Who redefines is not to suffer from those who listen, nor are the others who do.
            }
        }

        @Override
        public void close() {
            all.remove(this);
        }
    }
}
