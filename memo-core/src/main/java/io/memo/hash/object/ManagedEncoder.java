package io.memo.hash.object;

import io.memo.hash.Makeup;
import io.memo.hash.ManagedObjects;
import io.memo.hash.StructuralHasher;
import io.memo.hash.walk.Encoder;
import io.memo.hash.walk.EncoderSource;
import io.memo.hash.walk.EncodingPass;
import org.jspecify.annotations.Nullable;

/**
 * Objects of a class that a container may know: services count by their name, proxies by what is behind them, all else by what
 * it holds. Where the container does not know what is behind a proxy, the proxy may still have a name.
 *
 * @param content writes what has no name
 * @param shell the fields that proxies of the class have themselves, or null where none count
 * @param service whether a name is asked for; a value has none, nor has what a hasher serves
 */
public record ManagedEncoder(
        Encoder content,
        boolean service,
        NamedEncoding named,
        ManagedObjects managed,
        @Nullable ProxyShell shell) implements Encoder {

    @Override
    public boolean encode(Object value, EncodingPass pass) {
        Object target = managed.unwrap(value);
        String name = name(value, target);
        if (name != null || target != value) {
            pass.dependsOnLoadedState();
        }
        if (name == null) {
            return target == value ? content.encode(value, pass) : behind(value, target, pass);
        }
        EncoderSource held = pass.held();
        return held == null ? named.encode(value, name, pass) : pass.heldValue(value, held);
    }

    private boolean behind(Object proxy, Object target, EncodingPass pass) {
        return shell == null ? pass.value(target) : shell.encode(proxy, target, pass);
    }

    @Override
    public Makeup makeup(Object value, StructuralHasher hasher) {
        if (!managed.isFixed(value)) {
            return new Makeup.Changing();
        }
        Object target = managed.unwrap(value);
        if (name(value, target) != null) {
            return Makeup.Whole.INSTANCE;
        }
        if (target == value) {
            return content.makeup(value, hasher);
        }
        return shell == null ? hasher.makeup(target) : shell.makeup(value, target, hasher);
    }

    /** Returns the name by which the object counts itself, or null if it has none or what is behind it has one. */
    private @Nullable String name(Object value, Object target) {
        if (!service || (target != value && managed.nameOf(target) != null)) {
            return null;
        }
        return managed.nameOf(value);
    }
}
