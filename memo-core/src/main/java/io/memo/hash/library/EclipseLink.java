package io.memo.hash.library;

import io.memo.SameObject;
import io.memo.hash.classify.Supertypes;
import io.memo.hash.format.Format;
import io.memo.hash.frame.MapFrame;
import io.memo.hash.frame.PartsFrame;
import io.memo.hash.frame.SequenceFrame;
import io.memo.hash.frame.UnorderedFrame;
import io.memo.hash.read.ConcurrentReads;
import io.memo.hash.read.Reflect;
import io.memo.hash.walk.Encoder;
import io.memo.hash.walk.Frame;
import java.lang.reflect.Method;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Lazy collections and references of EclipseLink: by what they hold if that is loaded already, else by which object they are, for
 * nothing that they show without loading identifies them. Known by names, so that memo need not depend on EclipseLink.
 */
final class EclipseLink {

    private static final String NOT_LOADED = "not loaded by EclipseLink";

    private EclipseLink() {}

    /** Returns the encoder of the class, or null if it is none of these. */
    static @Nullable Encoder of(Class<?> type) {
        Class<?> collection = Supertypes.find(type, "org.eclipse.persistence.indirection.IndirectContainer");
        Class<?> reference = Supertypes.find(type, "org.eclipse.persistence.indirection.ValueHolderInterface");
        Class<?> lazy = collection != null ? collection : reference;
        Method instantiated = lazy == null ? null : Reflect.method(lazy, "isInstantiated");
        if (lazy == null || instantiated == null) {
            return null;
        }
        return (value, pass) -> {
            boolean absent = !Boolean.TRUE.equals(Reflect.call(instantiated, value));
            @Nullable
            Object[] parts = pass.kept().notInitialised(value, "", absent, () -> new Object[] {new SameObject(value)});
            pass.mutable();
            if (parts != null) {
                return pass.push(PartsFrame.mutable(null, NOT_LOADED, parts));
            }
            if (reference != null) {
                return pass.value(Reflect.call(reference, "getValue", value));
            }
            return !pass.writeKnown(value) && pass.push(contents(value));
        };
    }

    private static Frame contents(Object loaded) {
        if (loaded instanceof Map<?, ?> map) {
            return new MapFrame(
                    loaded, Format.MAP, null, false, ConcurrentReads.of(ConcurrentReads.read(map::entrySet)));
        }
        Collection<?> elements = (Collection<?>) loaded;
        return elements instanceof Set
                ? new UnorderedFrame(loaded, Format.SET, null, ConcurrentReads.of(elements))
                : new SequenceFrame(
                        loaded,
                        out -> out.putByte(elements instanceof List ? Format.LIST : Format.SEQUENCE),
                        null,
                        ConcurrentReads.of(elements),
                        true);
    }
}
