package org.hibernate.proxy;

/** Stands for Hibernate's interface of this name, as far as memo knows it. */
public interface LazyInitializer {
    boolean isUninitialized();

    Object getImplementation();

    String getEntityName();

    Object getInternalIdentifier();
}
