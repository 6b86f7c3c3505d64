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
}
