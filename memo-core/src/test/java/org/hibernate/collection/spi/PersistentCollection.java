package org.hibernate.collection.spi;

/** Stands for Hibernate's interface of this name, as far as memo knows it. */
public interface PersistentCollection {
    boolean wasInitialized();

    String getRole();

    Object getKey();
}
