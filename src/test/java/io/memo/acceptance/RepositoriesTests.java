package io.memo.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.memo.MemoizedMethod;
import io.memo.Memoizer;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Issue 12.1: methods of Spring Data's repositories, whose proxies are made by factory beans around targets of the library. */
class RepositoriesTests {

    private static final String PRODUCT = """
            package shop;
            import jakarta.persistence.*;
            @Entity
            public class Product {
                @Id @GeneratedValue private Long id;
                private String name;
                protected Product() { }
                public Product(String name) { this.name = name; }
                public String getName() { return name; }
            }
            """;

    private static final String PRODUCTS = """
            package shop;
            public interface Products extends org.springframework.data.jpa.repository.JpaRepository<Product, Long> {
                @io.memo.Memoize(ttl = "10m")
                java.util.List<Product> findByName(String name);
                @Override
                @io.memo.Memoize(ttl = "10m")
                java.util.List<Product> findAll();
                interface Named { String getName(); }
                @io.memo.Memoize(ttl = "10m")
                java.util.List<Named> findNamedByName(String name);
            }
            """;

    private static final String OTHERS = """
            package shop;
            public interface Others extends org.springframework.data.jpa.repository.JpaRepository<Product, Long> {
                @Override
                @io.memo.Memoize(ttl = "10m")
                java.util.List<Product> findAll();
            }
            """;

    private static final String DESK = """
            package shop;
            @org.springframework.stereotype.Service
            public class Desk {
                private final Products products;
                private final Others others;
                private final java.util.Map<String, Integer> seen = new java.util.HashMap<>();
                public Desk(Products products, Others others) {
                    this.products = products;
                    this.others = others;
                    products.save(new Product("a"));
                }
                public Object byName(String name) { return products.findByName(name); }
                public Object named(String name) { return products.findNamedByName(name); }
                public Object all() { return products.findAll(); }
                public Object others() { return others.findAll(); }
                @io.memo.Memoize(ttl = "10m")
                public java.util.List<Product> read(String name) {
                    return seen.isEmpty() ? products.findByName(name) : java.util.List.of();
                }
            }
            """;

    @TempDir
    private Path folder;

    @Test
    @DisplayName("Issue 12.1: methods of the interface are hit, each repository by the name of its bean")
    void methodsOfRepositoriesAreHit() {
        try (OutsideApplication shop =
                OutsideApplication.in(folder).start(PRODUCT, PRODUCTS, OTHERS, DESK, LibraryFindingsTests.DATABASE)) {
            for (String call : List.of("byName", "named", "read")) {
                assertThat(shop.<Object>call("shop.Desk", call, "a"))
                        .as(call)
                        .isSameAs(shop.<Object>call("shop.Desk", call, "a"));
            }
            Object all = shop.call("shop.Desk", "all");
            assertThat(shop.<Object>call("shop.Desk", "all")).isSameAs(all);
            assertThat(shop.<Object>call("shop.Desk", "others")).isNotSameAs(all);
            assertThat(shop.bean(Memoizer.class).methods())
                    .extracting(MemoizedMethod::name)
                    .contains("Products.findAll", "Others.findAll", "Products.findByName", "Products.findNamedByName");
            assertThat(shop.bean(Memoizer.class).methods())
                    .flatExtracting(MemoizedMethod::warnings)
                    .noneMatch(warning -> warning.contains("counts by which object it is"));
        }
    }
}
