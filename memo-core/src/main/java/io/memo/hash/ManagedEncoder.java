package io.memo.hash;

/**
 * Objects of a class that a container may know: proxies count by what is behind them, services by their name, all else by what
 * it holds. A proxy may have the name, and what is behind it too.
 *
 * @param content writes what has no name
 * @param service whether a name is asked for; a value has none, nor has what a hasher serves
 */
record ManagedEncoder(Encoder content, boolean service, NamedEncoding named, ManagedObjects managed)
        implements Encoder {

    @Override
    public boolean encode(Object value, Walk walk) {
        String name = service ? managed.nameOf(value) : null;
        if (name == null) {
            Object target = managed.unwrap(value);
            return target == value ? content.encode(value, walk) : walk.value(target);
        }
        DefaultStructuralHasher held = walk.held();
        return held == null ? named.encode(value, name, walk) : walk.heldValue(value, held);
    }

    @Override
    public Makeup makeup(Object value) {
        if (service && managed.nameOf(value) != null) {
            return Makeup.Whole.INSTANCE;
        }
        if (!managed.isFixed(value)) {
            return new Makeup.Changing();
        }
        return content.makeup(value);
    }
}
