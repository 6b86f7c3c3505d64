package io.memo.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.memo.fingerprint.CodeFingerprinter;
import io.memo.store.serial.StrictSerialization;
import io.memo.store.tier.NotStorableException;
import io.memo.store.tier.ResultCodec;
import io.memo.store.trust.LoadedClassFingerprints;
import io.memo.store.trust.StorableClasses;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.hibernate.Hibernate;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.cfg.Configuration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Issue 14: entities of a real Hibernate in results that are to be kept outside the process. */
class StoredEntitiesTests {

    private static SessionFactory sessions;

    @Entity(name = "Shelf")
    public static class Shelf implements Serializable {
        @Id
        Long id;

        @OneToMany(mappedBy = "shelf")
        List<Book> books = new ArrayList<>();

        public Shelf() {}
    }

    @Entity(name = "Book")
    public static class Book implements Serializable {
        @Id
        Long id;

        String title;

        @ManyToOne(fetch = FetchType.LAZY)
        Shelf shelf;

        public Book() {}
    }

    @BeforeAll
    static void open() {
        sessions = new Configuration()
                .setProperty("hibernate.connection.url", "jdbc:h2:mem:stored")
                .setProperty("hibernate.hbm2ddl.auto", "create-drop")
                .addAnnotatedClass(Shelf.class)
                .addAnnotatedClass(Book.class)
                .buildSessionFactory();
        sessions.inTransaction(session -> {
            Shelf shelf = new Shelf();
            shelf.id = 1L;
            session.persist(shelf);
            session.persist(book(10, "alone", null));
            session.persist(book(11, "on a shelf", shelf));
        });
    }

    @AfterAll
    static void close() {
        sessions.close();
    }

    private static Book book(long id, String title, Shelf shelf) {
        Book book = new Book();
        book.id = id;
        book.title = title;
        book.shelf = shelf;
        return book;
    }

    private static ResultCodec codec() {
        ClassLoader loader = StoredEntitiesTests.class.getClassLoader();
        StorableClasses classes = new StorableClasses(
                loader,
                name -> name.startsWith(StoredEntitiesTests.class.getName()),
                Set.of(),
                new LoadedClassFingerprints(CodeFingerprinter.forPackages(loader, "io.memo.acceptance")));
        try {
            return new StrictSerialization(classes, 1 << 20).forResults(Object.class);
        } catch (NotStorableException e) {
            throw new AssertionError(e);
        }
    }

    private static void assertRefused(Object result) {
        assertThatThrownBy(() -> codec().encode(result))
                .isInstanceOf(NotStorableException.class)
                .hasMessageContaining("return a DTO or record");
    }

    @Test
    @DisplayName("SPEC 7.9: what Hibernate loads later is refused with the remedy, and is not loaded for that")
    void lazyPartsAreRefusedAndStayUnloaded() {
        try (Session session = sessions.openSession()) {
            Book book = session.find(Book.class, 11L);
            assertRefused(List.of(book));
            assertThat(Hibernate.isInitialized(book.shelf)).isFalse();
            assertRefused(session.getReference(Book.class, 10L));
        }
        try (Session session = sessions.openSession()) {
            Shelf shelf = session.find(Shelf.class, 1L);
            assertRefused(shelf);
            assertThat(Hibernate.isInitialized(shelf.books)).isFalse();
            Hibernate.initialize(shelf.books);
            assertRefused(shelf);
        }
    }

    @Test
    @DisplayName("SPEC 7.9: an entity that nothing of Hibernate's hangs on is an object like others, and comes back")
    void plainEntityIsKept() throws Exception {
        try (Session session = sessions.openSession()) {
            Book alone = session.find(Book.class, 10L);
            List<?> copy = (List<?>) codec().decode(codec().encode(new ArrayList<>(List.of(alone))));
            assertThat(copy)
                    .singleElement()
                    .isNotSameAs(alone)
                    .usingRecursiveComparison()
                    .isEqualTo(alone);
        }
    }
}
