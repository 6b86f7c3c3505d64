package io.memo.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Issue 12.3, SPEC 3.6: entities with lazy parts as results are told at start")
class EntityResultsTests {

    private static final String OWNER = """
            package shop;
            import jakarta.persistence.*;
            @Entity
            public class Owner {
                @Id Long id;
                @OneToMany java.util.List<Pet> pets;
            }
            """;

    private static final String PET = """
            package shop;
            import jakarta.persistence.*;
            @Entity
            public class Pet {
                @Id Long id;
                @ManyToOne Kind kind;
                @ManyToOne(fetch = FetchType.LAZY) Owner owner;
                private java.util.Set<String> notes;
                @ElementCollection public java.util.Set<String> getNotes() { return notes; }
            }
            """;

    private static final String KIND = """
            package shop;
            import jakarta.persistence.*;
            @Entity
            public class Kind {
                @Id Long id;
                @OneToMany(fetch = FetchType.EAGER) java.util.List<Kind> parts;
            }
            """;

    private static final String CLINIC = """
            package shop;
            import io.memo.Memoize;
            import java.util.*;
            @org.springframework.stereotype.Service
            public class Clinic extends Finder<Pet> {
                public record Found(Map<Long, Owner[]> owners) {}
                @Memoize public List<Owner> owners() { return List.of(); }
                @Memoize public Found found() { return new Found(Map.of()); }
                @Memoize public Optional<Kind> kind() { return Optional.empty(); }
                @Memoize(suppressWarnings = "entity-result") public Owner accepted() { return new Owner(); }
                @Memoize public long number() { return 1; }
            }
            abstract class Finder<T> {
                @Memoize public Optional<? extends T> first() { return Optional.empty(); }
            }
            """;

    @TempDir
    private Path folder;

    @Test
    void lazyPartsAreNamedWhereverTheEntityIs() {
        try (OutsideApplication shop = OutsideApplication.in(folder).start(OWNER, PET, KIND, CLINIC)) {
            assertThat(shop.memoized("Clinic.owners").warnings())
                    .containsExactly(
                            "[entity-result] Clinic.owners returns entities: Owner.pets is not loaded until read. A"
                                    + " hit may return them after their session is closed, and reading such a part then throws"
                                    + " LazyInitializationException: return a DTO or record, or fetch what is read (join fetch,"
                                    + " @EntityGraph), or accept it with suppressWarnings = \"entity-result\".");
            assertThat(shop.memoized("Clinic.found").warnings())
                    .singleElement()
                    .asString()
                    .contains("Owner.pets is not");
            assertThat(shop.memoized("Clinic.first").warnings())
                    .singleElement()
                    .asString()
                    .contains("Pet.owner, Pet.notes are not loaded");
            assertThat(shop.memoized("Clinic.kind").warnings()).isEmpty();
            assertThat(shop.memoized("Clinic.accepted").warnings()).isEmpty();
            assertThat(shop.memoized("Clinic.number").warnings()).isEmpty();
        }
    }

    private static final String STORED = """
            package shop;
            import io.memo.Memoize;
            import java.util.*;
            import org.springframework.data.jpa.repository.*;
            @org.springframework.stereotype.Service
            public class Stored {
                @Memoize(name = "graph") @EntityGraph(attributePaths = "pets") public Optional<Account> graph() { return Optional.empty(); }
                @Memoize(name = "named") @EntityGraph("Account.pets") public List<Account> named() { return List.of(); }
                @Memoize(name = "join") @Query("select a from Account a left join fetch a.pets where a.id = ?1")
                public List<Account> join(long id) { return List.of(); }
                @Memoize(name = "alias") @Query("select a from Account a JOIN FETCH a.pets p join fetch p.toys")
                public List<Account> alias() { return List.of(); }
                @Memoize(name = "plain") @Query("select a from Account a join a.pets p")
                public List<Account> plain() { return List.of(); }
                @Memoize(name = "other") @EntityGraph(attributePaths = "house") public List<Account> other() { return List.of(); }
            }
            """;

    private static final String ACCOUNT = """
            package shop;
            import jakarta.persistence.*;
            @Entity
            @NamedEntityGraph(name = "Account.pets", attributeNodes = @NamedAttributeNode("pets"))
            public class Account {
                @Id Long id;
                @OneToMany java.util.Set<Animal> pets;
            }
            @Entity
            class Animal {
                @Id Long id;
                @ManyToOne(fetch = FetchType.LAZY) Account owner;
                @ElementCollection java.util.List<String> toys;
            }
            """;

    @Test
    @DisplayName("Issue 12.8: what the query loads with the entity is no part that loads later")
    void partsThatTheQueryLoadsAreNotNamed() {
        try (OutsideApplication shop = OutsideApplication.in(folder).start(ACCOUNT, STORED)) {
            for (String name : new String[] {"graph", "named", "join"}) {
                assertThat(shop.memoized(name).warnings())
                        .as(name)
                        .singleElement()
                        .asString()
                        .contains("returns entities: Animal.toys is not loaded");
            }
            assertThat(shop.memoized("alias").warnings()).isEmpty();
            for (String name : new String[] {"plain", "other"}) {
                assertThat(shop.memoized(name).warnings())
                        .as(name)
                        .singleElement()
                        .asString()
                        .contains("returns entities: Account.pets is not loaded");
            }
        }
    }

    private static final String BASKET = """
            package shop;
            import jakarta.persistence.*;
            @Entity
            public class Basket {
                @Id Long id;
                @ElementCollection java.util.Set<String> lines;
                public Basket() { }
            }
            """;

    private static final String BASKETS = """
            package shop;
            import java.util.*;
            import org.springframework.data.jpa.repository.*;
            public interface Baskets extends JpaRepository<Basket, Long> {
                @EntityGraph(attributePaths = "lines") Optional<Basket> findWithLinesById(Long id);
                @Query("select b from Basket b join fetch b.lines where b.id > ?1") List<Basket> after(long id);
            }
            """;

    private static final String DESK = """
            package shop;
            import io.memo.Memoize;
            import java.util.*;
            @org.springframework.stereotype.Service
            public class Desk {
                public record Form(long id, Set<String> lines) {}
                private final Baskets baskets;
                public Desk(Baskets baskets) { this.baskets = baskets; }
                @Memoize(ttl = "1m") public Optional<Basket> fetched(long id) { return Optional.of(id).flatMap(baskets::findWithLinesById); }
                @Memoize(ttl = "1m") public List<Basket> several(long id) { return id < 0 ? List.of(baskets.findWithLinesById(id).get()) : baskets.after(id); }
                @Memoize(ttl = "1m") public Optional<Basket> plain(long id) { return baskets.findById(id); }
                @Memoize(ttl = "1m") public Basket either(long id) { return baskets.findWithLinesById(id).or(() -> baskets.findById(id)).get(); }
                @Memoize(ttl = "1m") public Basket orNew(long id) { return baskets.findById(id).orElseGet(Basket::new); }
                @Memoize public Basket made(Form form) { return one(form); }
                @Memoize public List<Basket> allMade(List<Form> forms) { return forms.stream().map(this::one).toList(); }
                @Memoize public Basket kept(Basket given) { return given.id == null ? new Basket() : given; }
                private Basket one(Form form) {
                    Basket basket = new Basket();
                    basket.id = form.id();
                    basket.lines = new HashSet<>(form.lines());
                    return basket;
                }
            }
            """;

    @Test
    @DisplayName("Issue 12.8: nor is what all queries load that the method calls, or what the method makes itself")
    void entitiesThatCalledQueriesLoadOrThatAreMade() {
        try (OutsideApplication shop =
                OutsideApplication.in(folder).start(BASKET, BASKETS, DESK, LibraryFindingsTests.DATABASE)) {
            for (String name : new String[] {"fetched", "several", "made", "allMade"}) {
                assertThat(shop.memoized("Desk." + name).warnings()).as(name).isEmpty();
            }
            for (String name : new String[] {"plain", "either", "orNew", "kept"}) {
                assertThat(shop.memoized("Desk." + name).warnings())
                        .as(name)
                        .singleElement()
                        .asString()
                        .contains("returns entities: Basket.lines is not loaded");
            }
        }
    }
}
