package io.memo.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.memo.InvalidMemoizeException;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** What hands one user's data to another keeps an application from starting, until somebody says that it is fine. */
@DisplayName("SPEC 6.5, issue 12.8")
@ExtendWith(OutputCaptureExtension.class)
class UserFindingsTests {

    private static final String MAIL = """
            package shop;
            import jakarta.persistence.*;
            @Entity
            public class Mail {
                @Id @GeneratedValue private Long id;
                private String owner;
                private String text;
                protected Mail() { }
                public Mail(String owner, String text) { this.owner = owner; this.text = text; }
                public String getText() { return text; }
            }
            """;

    private static final String MAILS = """
            package shop;
            import org.springframework.data.jpa.repository.Query;
            public interface Mails extends org.springframework.data.jpa.repository.JpaRepository<Mail, Long> {
                @Query("select m from Mail m where m.owner = ?#{authentication.name} order by m.text")
                java.util.List<Mail> mine();
                @Query("select m from #{#entityName} m where m.owner = :#{#owner}")
                java.util.List<Mail> of(@org.springframework.data.repository.query.Param("owner") String owner);
            }
            """;

    private static final String SECURITY = """
            package shop;
            import org.springframework.beans.factory.config.BeanDefinition;
            import org.springframework.context.annotation.*;
            import org.springframework.security.authorization.method.AuthorizationManagerBeforeMethodInterceptor;
            @Configuration(proxyBeanMethods = false)
            public class Security {
                @Bean @Role(BeanDefinition.ROLE_INFRASTRUCTURE) static org.springframework.aop.Advisor preAuthorize() {
                    return AuthorizationManagerBeforeMethodInterceptor.preAuthorize();
                }
            }
            """;

    private static final String INBOX = """
            package shop;
            @org.springframework.stereotype.Service
            public class Inbox {
                private final Mails mails;
                public Inbox(Mails mails) { this.mails = mails; }
                @io.memo.Memoize(ttl = "1m"%s)
                public java.util.List<String> mine() { return mails.mine().stream().map(Mail::getText).toList(); }
            }
            """;

    private static final String FINDING = "[user-context] Inbox.mine reads what belongs to a user or a request:"
            + " shop.Mails.mine has the expression authentication.name in its @Query. A hit may return what another user got:"
            + " set varyBy = \"principal\", pass what is read as an argument, or accept it with suppressWarnings = \"user-context\".";

    @TempDir
    private Path folder;

    @Test
    @DisplayName("SpEL in a query that asks for the user stops the start; it is a miss of the remedies that stops it")
    void queryOfTheUserStopsTheStart(CapturedOutput output) {
        assertThatThrownBy(() -> OutsideApplication.in(folder)
                        .start(MAIL, MAILS, LibraryFindingsTests.DATABASE, INBOX.formatted(""))
                        .close())
                .isInstanceOf(InvalidMemoizeException.class)
                .hasMessageContaining(FINDING);
        assertThat(output)
                .contains(
                        "1 finding(s) about @Memoize methods that may hand what belongs to one user to another:",
                        "Name what is read in varyBy, pass it as an argument of the memoized method, or accept it with suppressWarnings = \"user-context\".");
    }

    @Test
    @DisplayName("memo.warnings=off, and suppressWarnings as the message has it, start it")
    void whatIsAcceptedStarts() {
        OutsideApplication.in(folder.resolve("off"))
                .property("memo.warnings", "off")
                .start(MAIL, MAILS, LibraryFindingsTests.DATABASE, INBOX.formatted(""))
                .close();
        OutsideApplication.in(folder.resolve("accepted"))
                .start(
                        MAIL,
                        MAILS,
                        LibraryFindingsTests.DATABASE,
                        INBOX.formatted(", suppressWarnings = \"user-context\""))
                .close();
    }

    @Test
    @DisplayName("the user as an argument is the remedy")
    void theUserAsAnArgument() {
        String argument = INBOX.formatted("")
                .replace("mine() { return mails.mine()", "mine(String user) { return mails.of(user)");
        try (OutsideApplication shop = OutsideApplication.in(folder)
                .property("memo.warnings", "fail")
                .start(MAIL, MAILS, LibraryFindingsTests.DATABASE, argument)) {
            assertThat(shop.memoized("Inbox.mine").warnings()).isEmpty();
        }
    }

    @Test
    @DisplayName("a memoized repository method: its own query, and all of it is I/O")
    void repositoryMethods(CapturedOutput output) {
        String memoized = MAILS.replace("java.util.List<Mail> of(", "@io.memo.Memoize java.util.List<Mail> of(");
        try (OutsideApplication shop =
                OutsideApplication.in(folder.resolve("io")).start(MAIL, memoized, LibraryFindingsTests.DATABASE)) {
            assertThat(output)
                    .contains(
                            "[io-without-ttl] Mails.of reads from outside and has no ttl: shop.Mails.of has no body, a library"
                                    + " answers it. A hit does not see newer data: set a ttl, or pass what was read as an argument, or"
                                    + " accept it with suppressWarnings = \"io-without-ttl\".");
        }
        String mine = MAILS.replace(
                "java.util.List<Mail> mine(", "@io.memo.Memoize(ttl = \"1m\") java.util.List<Mail> mine(");
        assertThatThrownBy(() -> OutsideApplication.in(folder.resolve("mine"))
                        .start(MAIL, mine, LibraryFindingsTests.DATABASE)
                        .close())
                .hasMessageContaining(
                        "[user-context] Mails.mine reads what belongs to a user or a request: shop.Mails.mine has the"
                                + " expression authentication.name in its @Query.");
    }

    @Test
    @DisplayName("a guard of Spring Security on a reached bean, where method security is on")
    void guardOfReachedBeanIsFound() {
        String vault = """
                package shop;
                @org.springframework.stereotype.Component
                public class Vault {
                    @org.springframework.security.access.prepost.PreAuthorize("hasRole('ADMIN')")
                    public String open(String name) { return name; }
                }
                """;
        String service = """
                package shop;
                @org.springframework.stereotype.Service
                public class Safe {
                    private final Vault vault;
                    public Safe(Vault vault) { this.vault = vault; }
                    @io.memo.Memoize public String content(String name) { return vault.open(name); }
                }
                """;
        OutsideApplication.in(folder.resolve("off"))
                .property("memo.warnings", "fail")
                .start(vault, service)
                .close();
        assertThatThrownBy(() -> OutsideApplication.in(folder.resolve("on"))
                        .start(vault, service, SECURITY)
                        .close())
                .hasMessageContaining(
                        "[user-context] Safe.content reads what belongs to a user or a request: shop.Vault.open is"
                                + " guarded by @PreAuthorize, which is not asked at a hit.");
    }

    @Test
    @DisplayName("an aspect inside the cache that asks for the user; with @Order(0) it runs at every call")
    void aspectInsideCacheIsFound() {
        String aspect = """
                package shop;
                import org.aspectj.lang.annotation.*;
                @Aspect %s
                @org.springframework.stereotype.Component
                public class OnlyKnown {
                    @Before("execution(* shop.Prices.*(..))")
                    public void check() {
                        if (org.springframework.security.core.context.SecurityContextHolder.getContext().getAuthentication() == null) {
                            throw new IllegalStateException();
                        }
                    }
                }
                """;
        String prices = """
                package shop;
                @org.springframework.stereotype.Service
                public class Prices {
                    @io.memo.Memoize public Integer of(String product) { return product.length(); }
                }
                """;
        assertThatThrownBy(() -> OutsideApplication.in(folder.resolve("inside"))
                        .start(prices, aspect.formatted(""))
                        .close())
                .hasMessageContaining(
                        "[user-context] Prices.of reads what belongs to a user or a request:"
                                + " shop.OnlyKnown.check(OnlyKnown.java:8) calls"
                                + " org.springframework.security.core.context.SecurityContextHolder.getContext(), in advice inside its cache."
                                + " It does not run at a hit: give the aspect @Order(0) if it is to run at every call, outside the cache.");
        OutsideApplication.in(folder.resolve("outside"))
                .property("memo.warnings", "fail")
                .start(prices, aspect.formatted("@org.springframework.core.annotation.Order(0)"))
                .close();
    }
}
