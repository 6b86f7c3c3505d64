package org.hibernate.collection.spi;

import java.util.AbstractList;
import java.util.List;

/** Stands for Hibernate's class of this name, as far as memo knows it. */
public final class PersistentBag extends AbstractList<Object> implements PersistentCollection {

    private final List<Object> loaded;
    private final Object key;
    private boolean initialized;

    public PersistentBag(List<Object> loaded, boolean initialized) {
        this(loaded, initialized, 1L);
    }

    public PersistentBag(List<Object> loaded, boolean initialized, Object key) {
        this.key = key;
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

    @Override
    public boolean add(Object element) {
        check();
        return loaded.add(element);
    }

    @Override
    public String getRole() {
        return "Customer.purchases";
    }

    @Override
    public Object getKey() {
        return key;
    }

    public void load() {
        initialized = true;
    }

    private void check() {
        if (!initialized) {
            throw new IllegalStateException("loaded");
        }
    }
}
