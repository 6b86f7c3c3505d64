package io.memo.hash.library;

import static io.memo.hash.Digests.HASHER;
import static io.memo.hash.Digests.assertAlike;
import static io.memo.hash.Digests.assertAllDiffer;
import static org.assertj.core.api.Assertions.assertThat;

import io.memo.digest.Digest;
import io.memo.hash.Origin;
import io.memo.hash.Outline;
import io.memo.hash.StructuralHasher;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hibernate.collection.spi.PersistentBag;
import org.hibernate.proxy.HibernateProxy;
import org.hibernate.proxy.LazyInitializer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
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

    private static final class Initializer implements LazyInitializer {
        private final long id;
        private Object target;

        Initializer(long id, Object target) {
            this.id = id;
            this.target = target;
        }

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

        @Override
        public String getEntityName() {
            return "Customer";
        }

        @Override
        public Object getInternalIdentifier() {
            return id;
        }
    }

    private record Order(Customer customer) {}

    private static Order unloaded(long id) {
        return new Order(new CustomerProxy(new Initializer(id, null)));
    }

    @Test
    void loadedProxiesAreTheirTarget() {
        Customer customer = new Customer("Ada");
        assertAlike(new Order(customer), new Order(new CustomerProxy(new Initializer(1, customer))));
        assertAlike(List.of(1, 2), new PersistentBag(List.of(1, 2), true));
    }

    @Test
    void othersCountByWhatIdentifiesThem() {
        assertAlike(unloaded(1), unloaded(1));
        assertAlike(new PersistentBag(List.of(), false), new PersistentBag(List.of(2), false));
        assertAllDiffer(
                unloaded(1),
                unloaded(2),
                new Order(null),
                new Order(new Customer("Ada")),
                new PersistentBag(List.of(), false, 1L),
                new PersistentBag(List.of(), false, 2L),
                new PersistentBag(List.of(), true));
        assertThat(HASHER.keyPart(new PersistentBag(List.of(), false), Origin.NONE))
                .isNotEqualTo(HASHER.keyPart(List.of(), Origin.NONE));
    }

    private static final class Basket {
        private final Map<String, Object> extras = new HashMap<>();
        private final Set<Object> lazy = new LinkedHashSet<>();
    }

    @Nested
    @DisplayName("4.6 initialising what was not initialised when a result was stored is no mutation; all else is")
    class Kept {

        private final StructuralHasher hasher = HASHER.inProcess();
        private final Initializer initializer = new Initializer(7, null);
        private final PersistentBag bag = new PersistentBag(new ArrayList<>(List.of("a")), false);
        private final Basket basket = new Basket();
        private final Outline stored;

        Kept() {
            basket.extras.put("bag", bag);
            basket.extras.put("again", bag);
            basket.lazy.add(new CustomerProxy(initializer));
            stored = hasher.outlineToKeep(basket, Origin.NONE, 1000);
        }

        private Digest now() {
            return hasher.hashKept(basket, Origin.NONE, stored).digest();
        }

        private void load() {
            bag.load();
            bag.add("b");
            initializer.target = new Customer("Ada");
        }

        @Test
        void loadedLaterIsTheSame() {
            assertThat(stored.hashed().digest())
                    .isEqualTo(hasher.hash(basket, Origin.NONE).digest());
            load();
            assertThat(now()).isEqualTo(stored.hashed().digest());
            assertThat(hasher.hash(basket, Origin.NONE).digest())
                    .isNotEqualTo(stored.hashed().digest());
        }

        @Test
        void aChangeBesideItIsReportedAtItsPlace() {
            load();
            basket.extras.put("gift", true);
            Outline later = hasher.outlineKept(basket, Origin.NONE, stored);
            assertThat(stored.differences(later)).containsExactly("value.extras");
        }

        @Test
        void anotherLazyCollectionInItsPlaceIsAChange() {
            basket.extras.put("bag", new PersistentBag(List.of(), false, 2L));
            assertThat(now()).isNotEqualTo(stored.hashed().digest());
        }

        @Test
        void loadedWhenStoredCountsByWhatIsInIt() {
            load();
            Outline loaded = hasher.outlineToKeep(basket, Origin.NONE, 1000);
            bag.add("c");
            assertThat(hasher.hashKept(basket, Origin.NONE, loaded).digest())
                    .isNotEqualTo(loaded.hashed().digest());
        }

        @Test
        void aLoadedProxyMayChangeLikeAnyOther() {
            Customer target = new Customer("Ada");
            initializer.target = target;
            Outline loaded = hasher.outlineToKeep(basket, Origin.NONE, 1000);
            initializer.target = new Customer("Bob");
            assertThat(hasher.hashKept(basket, Origin.NONE, loaded).digest())
                    .isNotEqualTo(loaded.hashed().digest());
        }
    }
}
