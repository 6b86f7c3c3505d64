package io.memo.spring.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import io.memo.spring.aop.ScanningLibrary;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurationPackage;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.annotation.AliasFor;

/** SPEC 6.10: the packages of the application. */
class ApplicationPackagesTests {

    private static final String OWN = ApplicationPackagesTests.class.getPackageName();

    private static List<String> packages(Class<?> configuration, String... named) {
        try (AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext()) {
            context.getEnvironment().getSystemProperties().put("scanned.package", "org.acme.placeholder");
            context.register(configuration);
            context.refresh();
            return ApplicationPackages.of(context, List.of(named));
        } finally {
            System.clearProperty("scanned.package");
        }
    }

    @Test
    @DisplayName("SPEC 6.10: those of Boot and those named by hand, once each")
    void namedByHand() {
        assertThat(packages(Plain.class, "com.acme", OWN)).containsExactly(OWN, "com.acme");
    }

    @Test
    @DisplayName("SPEC 6.10: those that component scans name, by name, pattern, class and placeholder")
    void componentScans() {
        assertThat(packages(Scanning.class))
                .containsExactlyInAnyOrder(OWN, "org.acme.web", "org.acme.some", "org.acme.placeholder", "java.time");
    }

    @Test
    @DisplayName("SPEC 6.10: those that any annotation of this form names, such as scans of entities and repositories")
    void otherScans() {
        assertThat(packages(Repositories.class)).containsExactlyInAnyOrder(OWN, "org.acme.repositories");
        assertThat(packages(RepositoriesHere.class)).as("its own by default").containsExactly(OWN);
    }

    @Test
    @DisplayName("SPEC 6.10: scans of configurations that are not the application's do not count")
    void scansOfOthers() {
        assertThat(packages(Importing.class)).containsExactly(OWN);
    }

    @Configuration(proxyBeanMethods = false)
    @AutoConfigurationPackage
    static class Plain {}

    @Configuration(proxyBeanMethods = false)
    @AutoConfigurationPackage
    @ComponentScan(
            basePackages = {"org.acme.web; org.acme.some.**.where", "${scanned.package}"},
            basePackageClasses = java.time.Instant.class,
            useDefaultFilters = false)
    static class Scanning {}

    @Retention(RetentionPolicy.RUNTIME)
    @interface EnableSomeRepositories {
        @AliasFor("basePackages")
        String[] value() default {};

        @AliasFor("value")
        String[] basePackages() default {};

        Class<?>[] basePackageClasses() default {};
    }

    @Configuration(proxyBeanMethods = false)
    @AutoConfigurationPackage
    @EnableSomeRepositories("org.acme.repositories")
    static class Repositories {}

    @Configuration(proxyBeanMethods = false)
    @AutoConfigurationPackage
    @EnableSomeRepositories
    static class RepositoriesHere {}

    @Configuration(proxyBeanMethods = false)
    @AutoConfigurationPackage
    @Import(ScanningLibrary.class)
    static class Importing {}
}
