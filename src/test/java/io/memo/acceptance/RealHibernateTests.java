package io.memo.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.memo.hash.Origin;
import io.memo.hash.Outline;
import io.memo.hash.StructuralHasher;
import io.memo.mutation.MutationCheck;
import io.memo.mutation.Verdict;
import io.memo.store.Entry;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Method;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.hibernate.Hibernate;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.boot.registry.BootstrapServiceRegistryBuilder;
import org.hibernate.bytecode.enhance.spi.DefaultEnhancementContext;
import org.hibernate.bytecode.enhance.spi.Enhancer;
import org.hibernate.bytecode.enhance.spi.UnloadedClass;
import org.hibernate.bytecode.enhance.spi.UnloadedField;
import org.hibernate.bytecode.internal.BytecodeProviderInitiator;
import org.hibernate.cfg.Configuration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("4.3, 4.6 entities of Hibernate, with a real database")
class RealHibernateTests {

    private static final StructuralHasher HASHER = StructuralHasher.create();

    private static SessionFactory sessions;

    @Entity(name = "Customer")
    public static class Customer {
        @Id
        Long id;

        String name;

        @OneToMany(mappedBy = "customer")
        List<Purchase> purchases = new ArrayList<>();

        public Customer() {}

        Customer(long id, String name) {
            this.id = id;
            this.name = name;
        }
    }

    @Entity(name = "Purchase")
    public static class Purchase {
        @Id
        Long id;

        @ManyToOne(fetch = FetchType.LAZY)
        Customer customer;

        public Purchase() {}

        Purchase(long id, Customer customer) {
            this.id = id;
            this.customer = customer;
            customer.purchases.add(this);
        }
    }

    private static Customer plain(String name) {
        Customer customer = new Customer(1, name);
        new Purchase(10, customer);
        return customer;
    }

    @BeforeAll
    static void open() {
        sessions = configuration("memo", RealHibernateTests.class.getClassLoader())
                .addAnnotatedClass(Customer.class)
                .addAnnotatedClass(Purchase.class)
                .buildSessionFactory();
        sessions.inTransaction(session -> {
            Customer customer = plain("Ada");
            session.persist(customer);
            customer.purchases.forEach(session::persist);
        });
    }

    private static Configuration configuration(String database, ClassLoader loader) {
        return new Configuration(new BootstrapServiceRegistryBuilder()
                        .applyClassLoader(loader)
                        .build())
                .setProperty("hibernate.connection.url", "jdbc:h2:mem:" + database)
                .setProperty("hibernate.hbm2ddl.auto", "create-drop");
    }

    @AfterAll
    static void close() {
        sessions.close();
    }

    private static <T> T inSession(Function<Session, T> action) {
        try (Session session = sessions.openSession()) {
            return action.apply(session);
        }
    }

    @Test
    void whatIsNotLoadedCountsByWhatIdentifiesItAndStaysSo() {
        try (Session session = sessions.openSession()) {
            Customer reference = session.getReference(Customer.class, 1L);
            Customer other = session.getReference(Customer.class, 2L);
            assertThat(HASHER.digest(reference))
                    .isEqualTo(HASHER.digest(inSession(another -> another.getReference(Customer.class, 1L))))
                    .isNotEqualTo(HASHER.digest(other));
            Purchase purchase = session.find(Purchase.class, 10L);
            HASHER.digest(purchase);
            assertThat(Hibernate.isInitialized(reference)).isFalse();
            assertThat(Hibernate.isInitialized(purchase.customer)).isFalse();
        }
        Customer customer = inSession(session -> session.find(Customer.class, 1L));
        assertThat(HASHER.digest(customer))
                .isEqualTo(HASHER.digest(inSession(session -> session.find(Customer.class, 1L))));
        assertThat(HASHER.keyPart(customer.purchases, Origin.NONE)).isNotNull();
        assertThat(Hibernate.isInitialized(customer.purchases)).isFalse();
    }

    @Test
    @DisplayName("4.6, 5.4: loading a stored result later is no mutation, changing it is")
    void loadingAStoredResultIsNoMutation() {
        MutationCheck check = new MutationCheck(HASHER, Origin.NONE, true);
        try (Session session = sessions.openSession()) {
            Customer found = session.find(Customer.class, 1L);
            Entry entry = new Entry(List.of(found), check.remember(List.of(found)), Instant.EPOCH, 0);
            assertThat(check.judge(entry)).isEqualTo(Verdict.INTACT);
            Hibernate.initialize(found.purchases);
            assertThat(check.judge(entry)).isEqualTo(Verdict.INTACT);
            found.name = "Bob";
            assertThat(check.judge(entry)).isInstanceOf(Verdict.Mutated.class);
            assertThat(check.differences(entry).places()).containsExactly("value[0].name");
        }
    }

    @Test
    @DisplayName("4.6: attributes that the enhancer made lazy are not loaded either")
    void enhancedAttributesStayUnloaded() throws Exception {
        Class<?> note = Enhanced.of(EnhancedNote.class);
        try (SessionFactory factory = configuration("enhanced", note.getClassLoader())
                .addAnnotatedClass(note)
                .buildSessionFactory()) {
            factory.inTransaction(session -> {
                session.createNativeMutationQuery("insert into EnhancedNote (id, title, body) values (1, 'a', 'long')")
                        .executeUpdate();
                session.createNativeMutationQuery(
                                "insert into EnhancedNote (id, title, body) values (2, 'a', 'longer')")
                        .executeUpdate();
            });
            try (Session session = factory.openSession()) {
                Object lazy = session.find(note, 1L);
                StructuralHasher hasher = HASHER.inProcess();
                Outline stored = hasher.outlineToKeep(lazy, Origin.NONE, 1000);
                assertThat(Hibernate.isPropertyInitialized(lazy, "body")).isFalse();
                assertThat(HASHER.digest(lazy)).isNotEqualTo(HASHER.digest(session.find(note, 2L)));

                Object reference = session.getReference(note, 2L);
                HASHER.digest(reference);
                Method body = note.getMethod("body");
                assertThat(body.invoke(lazy)).isEqualTo("long");
                assertThat(hasher.hashKept(lazy, Origin.NONE, stored)).isEqualTo(stored.hashed());
                assertThat(hasher.hash(lazy, Origin.NONE)).isNotEqualTo(stored.hashed());
                note.getMethod("rename", String.class).invoke(lazy, "b");
                assertThat(stored.differences(hasher.outlineKept(lazy, Origin.NONE, stored)))
                        .containsExactly("value.title");
            }
        }
    }

    /** Loads a class as Hibernate's build plugins would make it. */
    private static final class Enhanced extends ClassLoader {

        private final Class<?> type;

        private Enhanced(String name, byte[] file) {
            super(RealHibernateTests.class.getClassLoader());
            this.type = defineClass(name, file, 0, file.length);
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            return type != null && name.equals(type.getName()) ? type : super.loadClass(name, resolve);
        }

        static Class<?> of(Class<?> type) throws IOException {
            Enhancer enhancer = BytecodeProviderInitiator.buildDefaultBytecodeProvider()
                    .getEnhancer(new DefaultEnhancementContext() {
                        @Override
                        public boolean hasLazyLoadableAttributes(UnloadedClass classDescriptor) {
                            return true;
                        }

                        @Override
                        public boolean isLazyLoadable(UnloadedField field) {
                            return true;
                        }
                    });
            try (InputStream file = type.getResourceAsStream(
                    type.getName().substring(type.getName().lastIndexOf('.') + 1) + ".class")) {
                return new Enhanced(type.getName(), enhancer.enhance(type.getName(), file.readAllBytes())).type;
            }
        }
    }

    @Test
    void whatIsLoadedIsAlikeToAPlainObject() {
        Purchase purchase;
        try (Session session = sessions.openSession()) {
            purchase = session.find(Purchase.class, 10L);
            Hibernate.initialize(purchase.customer);
            Hibernate.initialize(Hibernate.unproxy(purchase.customer, Customer.class).purchases);
        }
        assertThat(purchase.customer.getClass()).isNotEqualTo(Customer.class);
        assertThat(HASHER.digest(purchase))
                .isEqualTo(HASHER.digest(plain("Ada").purchases.get(0)))
                .isNotEqualTo(HASHER.digest(plain("Bob").purchases.get(0)));
        assertThat(HASHER.digest(purchase.customer)).isEqualTo(HASHER.digest(plain("Ada")));
    }
}
