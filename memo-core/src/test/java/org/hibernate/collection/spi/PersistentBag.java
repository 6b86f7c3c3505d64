package org.hibernate.collection.spi;

import java.util.AbstractList;
import java.util.List;

/** Stands for Hibernate's class of this name, as far as memo knows it. */
public final class PersistentBag extends AbstractList<Object> implements PersistentCollection {

    private final List<Object> loaded;
    private final boolean initialized;

    public PersistentBag(List<Object> loaded, boolean initialized) {
        this.loaded = loaded;
        this.initialized = initialized;
    }

    @Override
    public boolean wasInitialized() {
        return initialized;
    }

    @Override
    public Object get(int index) {
        check();
        return loaded.get(index);
    }

    @Override
    public int size() {
        check();
        return loaded.size();
    }

    private void check() {
        if (!initialized) {
            throw new IllegalStateException("loaded");
        }
    }
}
