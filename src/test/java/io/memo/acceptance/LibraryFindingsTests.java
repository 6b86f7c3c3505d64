package io.memo.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** 6.5 with the real libraries: what findings know by name is there under that name. */
@DisplayName("6.5")
class LibraryFindingsTests {

    private static final String PRODUCT = """
            package shop;
            import jakarta.persistence.*;
            @Entity
            public class Product {
                @Id @GeneratedValue private Long id;
                private String name;
                private java.time.Instant changed;
                protected Product() { }
                public Product(String name) { this.name = name; touch(); }
                @PreUpdate void touch() { changed = java.time.Instant.now(); }
                public Long getId() { return id; }
                public String getName() { return name; }
            }
            """;

    private static final String PRODUCTS = """
            package shop;
            public interface Products extends org.springframework.data.jpa.repository.JpaRepository<Product, Long> {
                java.util.List<Product> findByName(String name);
                @org.springframework.data.jpa.repository.Query("select count(p) from Product p where p.name = ?1")
                long named(String name);
            }
            """;

    static final String DATABASE = """
            package shop;
            import org.springframework.context.annotation.*;
            @Configuration(proxyBeanMethods = false)
            @org.springframework.data.jpa.repository.config.EnableJpaRepositories
            @org.springframework.transaction.annotation.EnableTransactionManagement
            public class Database {
                @Bean javax.sql.DataSource dataSource() {
                    return new org.springframework.jdbc.datasource.DriverManagerDataSource("jdbc:h2:mem:findings;DB_CLOSE_DELAY=-1");
                }
                @Bean org.springframework.orm.jpa.LocalContainerEntityManagerFactoryBean entityManagerFactory(javax.sql.DataSource source) {
                    var factory = new org.springframework.orm.jpa.LocalContainerEntityManagerFactoryBean();
                    factory.setDataSource(source);
                    factory.setPackagesToScan("shop");
                    var vendor = new org.springframework.orm.jpa.vendor.HibernateJpaVendorAdapter();
                    vendor.setGenerateDdl(true);
                    factory.setJpaVendorAdapter(vendor);
                    return factory;
                }
                @Bean org.springframework.transaction.PlatformTransactionManager transactionManager(jakarta.persistence.EntityManagerFactory factory) {
                    return new org.springframework.orm.jpa.JpaTransactionManager(factory);
                }
            }
            """;

    @TempDir
    private Path folder;

    private static String reader(String field, String body) {
        return """
                package shop;
                @org.springframework.stereotype.Service
                public class Reader {
                    %s
                    @io.memo.Memoize
                    public String read(String name) { %s }
                }
                """.formatted(field, body);
    }

    /** Starts the application and returns what was found about its only memoized method. */
    private String found(String... sources) {
        Path version = folder.resolve("v" + System.identityHashCode(sources));
        try (OutsideApplication shop = OutsideApplication.in(version).start(sources)) {
            return String.join("\n", shop.memoized("Reader.read").warnings());
        }
    }

    @Test
    @DisplayName("a Spring Data repository: own queries, inherited methods and declared ones")
    void repositoryQueriesAreFound() {
        String field = "@org.springframework.beans.factory.annotation.Autowired private Products products;";
        assertThat(found(PRODUCT, PRODUCTS, DATABASE, reader(field, "return \"\" + products.findByName(name).size();")))
                .startsWith("[io-without-ttl] Reader.read")
                .contains("shop.Products.findByName(java.lang.String)");
        assertThat(found(PRODUCT, PRODUCTS, DATABASE, reader(field, "return \"\" + products.count();")))
                .startsWith("[io-without-ttl] Reader.read");
        assertThat(found(PRODUCT, PRODUCTS, DATABASE, reader(field, "return \"\" + products.named(name);")))
                .startsWith("[io-without-ttl] Reader.read");
    }

    @Test
    @DisplayName("Issue 12.8: an interface of the application's own in front of a Spring Data repository")
    void ownInterfaceOfARepository() {
        String port = "package shop; public interface Catalogue { java.util.List<Product> findByName(String name); }";
        String jdbc = """
                package shop;
                @org.springframework.stereotype.Repository @org.springframework.context.annotation.Profile("jdbc")
                public class JdbcCatalogue implements Catalogue {
                    public java.util.List<Product> findByName(String name) { return java.util.List.of(new Product(System.getenv(name))); }
                }
                """;
        String products = PRODUCTS.replace("interface Products extends ", "interface Products extends Catalogue, ");
        String reader = reader(
                "@org.springframework.beans.factory.annotation.Autowired private Catalogue catalogue;",
                "return \"\" + catalogue.findByName(name).size();");
        assertThat(found(PRODUCT, port, jdbc, products, DATABASE, reader))
                .startsWith("[io-without-ttl] Reader.read")
                .contains("shop.Catalogue.findByName(java.lang.String)")
                .doesNotContain("JdbcCatalogue");
    }

    @Test
    @DisplayName("an EntityManager and a JdbcTemplate")
    void databaseAccessIsFound() {
        assertThat(found(
                        PRODUCT,
                        PRODUCTS,
                        DATABASE,
                        reader(
                                "@jakarta.persistence.PersistenceContext private jakarta.persistence.EntityManager manager;",
                                "return String.valueOf(manager.find(Product.class, 1L));")))
                .startsWith("[io-without-ttl] Reader.read")
                .contains("jakarta.persistence.EntityManager.find(");
        assertThat(found(reader(
                        "private final org.springframework.jdbc.core.JdbcTemplate jdbc = new org.springframework.jdbc.core.JdbcTemplate();",
                        "return jdbc.queryForObject(\"select 1\", String.class);")))
                .startsWith("[io-without-ttl] Reader.read")
                .contains("JdbcTemplate.queryForObject(");
        assertThat(found(reader(
                        "private org.springframework.jdbc.core.simple.JdbcClient jdbc;",
                        "return jdbc.sql(\"select 1\").query(String.class).single();")))
                .startsWith("[io-without-ttl] Reader.read");
    }

    @Test
    @DisplayName("RestClient, RestTemplate and WebClient")
    void httpClientsAreFound() {
        assertThat(found(reader(
                        "private final org.springframework.web.client.RestClient client = org.springframework.web.client.RestClient.create();",
                        "return client.get().uri(name).retrieve().body(String.class);")))
                .startsWith("[io-without-ttl] Reader.read")
                .contains("RestClient$RequestHeadersSpec.retrieve()");
        assertThat(found(reader(
                        "private final org.springframework.web.client.RestTemplate client = new org.springframework.web.client.RestTemplate();",
                        "return client.getForObject(name, String.class);")))
                .startsWith("[io-without-ttl] Reader.read");
        assertThat(found(reader(
                        "private final org.springframework.web.reactive.function.client.WebClient client = org.springframework.web.reactive.function.client.WebClient.create();",
                        "return client.get().uri(name).retrieve().bodyToMono(String.class).block();")))
                .startsWith("[io-without-ttl] Reader.read")
                .contains("WebClient$RequestHeadersSpec.retrieve()");
    }

    @ParameterizedTest
    @DisplayName("Spring Security's and Spring's contexts of the user keep the application from starting")
    @ValueSource(
            strings = {
                "org.springframework.security.core.context.SecurityContextHolder.getContext()",
                "org.springframework.context.i18n.LocaleContextHolder.getLocale()",
                "org.springframework.web.context.request.RequestContextHolder.getRequestAttributes()",
            })
    void userContexts(String call) {
        assertThatThrownBy(() -> found(reader("", "return name + %s;".formatted(call))))
                .hasMessageContaining(
                        "[user-context] Reader.read reads what belongs to a user or a request: shop.Reader.read(Reader.java:6) calls "
                                + call);
    }

    @Test
    @DisplayName("no false alarm on a plain CRUD service over Spring Data JPA, transactions and logging")
    void crudServiceIsSilent() {
        String service = """
                package shop;
                import org.springframework.transaction.annotation.Transactional;
                @org.springframework.stereotype.Service
                public class Reader {
                    private static final org.slf4j.Logger log = org.slf4j.LoggerFactory.getLogger(Reader.class);
                    private final Products products;
                    public Reader(Products products) { this.products = products; }
                    @io.memo.Memoize(ttl = "1m")
                    @Transactional(readOnly = true)
                    public java.util.List<String> read(String name) {
                        log.debug("reading {}", name);
                        return products.findByName(name).stream().map(Product::getName).sorted().toList();
                    }
                    @Transactional public Long create(String name) { return products.save(new Product(name)).getId(); }
                    @Transactional public void remove(long id) { products.deleteById(id); }
                }
                """;
        try (OutsideApplication shop = OutsideApplication.in(folder)
                .property("memo.warnings", "fail")
                .start(PRODUCT, PRODUCTS, DATABASE, service)) {
            Long id = shop.call("shop.Reader", "create", "pen");
            assertThat(shop.<java.util.List<String>>call("shop.Reader", "read", "pen"))
                    .containsExactly("pen")
                    .isSameAs(shop.<java.util.List<String>>call("shop.Reader", "read", "pen"));
            shop.call("shop.Reader", "remove", id);
            assertThat(shop.memoized("Reader.read").warnings()).isEmpty();
            assertThat(shop.memoized("Reader.read").figures().hits()).isOne();
        }
    }
}
