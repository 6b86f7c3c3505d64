package org.hibernate.proxy;

/** Stands for Hibernate's interface of this name, as far as memo knows it. */
public interface HibernateProxy {
    LazyInitializer getHibernateLazyInitializer();
}
