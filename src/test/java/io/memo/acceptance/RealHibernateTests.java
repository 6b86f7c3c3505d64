package io.memo.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.memo.UnhashableTypeException;
import io.memo.hash.StructuralHasher;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.Hibernate;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
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
        sessions = new Configuration()
                .addAnnotatedClass(Customer.class)
                .addAnnotatedClass(Purchase.class)
                .setProperty("hibernate.connection.url", "jdbc:h2:mem:memo")
                .setProperty("hibernate.hbm2ddl.auto", "create-drop")
                .buildSessionFactory();
        sessions.inTransaction(session -> {
            Customer customer = plain("Ada");
            session.persist(customer);
            customer.purchases.forEach(session::persist);
        });
    }

    @AfterAll
    static void close() {
        sessions.close();
    }

    @Test
    void whatIsNotLoadedIsRefusedAndStaysSo() {
        try (Session session = sessions.openSession()) {
            Customer reference = session.getReference(Customer.class, 1L);
            assertRefused(reference, "value (");
            Purchase purchase = session.find(Purchase.class, 10L);
            assertRefused(purchase, "value.customer (");
            assertThat(Hibernate.isInitialized(reference)).isFalse();
            assertThat(Hibernate.isInitialized(purchase.customer)).isFalse();
        }
        try (Session session = sessions.openSession()) {
            Customer customer = session.find(Customer.class, 1L);
            assertRefused(customer, "value.purchases (");
            assertThat(Hibernate.isInitialized(customer.purchases)).isFalse();
        }
    }

    private static void assertRefused(Object value, String path) {
        assertThatThrownBy(() -> HASHER.digest(value))
                .isInstanceOf(UnhashableTypeException.class)
                .hasMessageContaining(path)
                .hasMessageContaining("it is not loaded yet");
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
