package io.memo.hash;

import static io.memo.hash.Digests.assertAlike;
import static io.memo.hash.Digests.digest;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.memo.UnhashableTypeException;
import java.util.List;
import org.hibernate.collection.spi.PersistentBag;
import org.hibernate.proxy.HibernateProxy;
import org.hibernate.proxy.LazyInitializer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@SuppressWarnings("unused")
@DisplayName("4.3, 4.6 lazy proxies and collections are never made to load")
class HibernateTests {

    private static class Customer {
        private final String name;

        Customer(String name) {
            this.name = name;
        }
    }

    private static final class CustomerProxy extends Customer implements HibernateProxy {
        private final LazyInitializer initializer;

        CustomerProxy(LazyInitializer initializer) {
            super("nobody");
            this.initializer = initializer;
        }

        @Override
        public LazyInitializer getHibernateLazyInitializer() {
            return initializer;
        }
    }

    private record Initializer(Object target) implements LazyInitializer {
        @Override
        public boolean isUninitialized() {
            return target == null;
        }

        @Override
        public Object getImplementation() {
            if (target == null) {
                throw new IllegalStateException("loaded");
            }
            return target;
        }
    }

    private record Order(Customer customer) {}

    @Test
    void loadedProxiesAreTheirTarget() {
        Customer customer = new Customer("Ada");
        assertAlike(new Order(customer), new Order(new CustomerProxy(new Initializer(customer))));
        assertAlike(List.of(1, 2), new PersistentBag(List.of(1, 2), true));
    }

    @Test
    void othersAreRefused() {
        assertThatThrownBy(() -> digest(new Order(new CustomerProxy(new Initializer(null)))))
                .isInstanceOf(UnhashableTypeException.class)
                .hasMessageContaining("value.customer (")
                .hasMessageContaining("it is not loaded yet, and memo never makes Hibernate load anything");
        assertThatThrownBy(() -> digest(new PersistentBag(List.of(), false)))
                .isInstanceOf(UnhashableTypeException.class);
    }
}
