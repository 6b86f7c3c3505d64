package io.memo.fingerprint;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Issue 12.9: where it is known which beans there are, a component of which there is none is no receiver of calls. */
class ManagedClassesTests {

    private static final String KEPT = "@java.lang.annotation.Retention(java.lang.annotation.RetentionPolicy.RUNTIME)";

    private static final Map<String, String> SPRING = Map.of(
            "Component",
            "package org.springframework.stereotype; " + KEPT + " public @interface Component { }",
            "Service",
            "package org.springframework.stereotype; " + KEPT + " @Component public @interface Service { }",
            "Bean",
            "package org.springframework.context.annotation; " + KEPT + " public @interface Bean { }",
            "BeanFactory",
            "package org.springframework.beans.factory; public interface BeanFactory { Object getBean(String n); }");

    private static final String SERVICE = "class Svc { Rate dep; int price(int n) { return dep.of(n); } }";
    private static final Supplier<@Nullable ManagedClasses> ONLY_ACTIVE =
            () -> new ManagedClasses(Set.of("app.Svc", "app.Active"), Set.of());

    private static CodeFingerprint of(
            String service, String body, String more, Supplier<@Nullable ManagedClasses> known) {
        String source = """
                package app;
                import org.springframework.beans.factory.*;
                import org.springframework.context.annotation.*;
                import org.springframework.stereotype.*;
                interface Rate { int of(int n); }
                @Component class Active implements Rate { public int of(int n) { return n; } }
                """
                + "@Service class Passive implements Rate { public int of(int n) { return " + body + "; } }\n"
                + service + "\n" + more;
        Map<String, String> files = new java.util.HashMap<>(SPRING);
        files.put("Source", source);
        Compiled compiled = Compiled.of(files);
        return CodeFingerprinterFactory.installed()
                .create(compiled, ApplicationScope.of(Set.of("app")), known)
                .fingerprint(compiled.method("app.Svc", "price"));
    }

    private static boolean counts(String service, String more, Supplier<@Nullable ManagedClasses> known) {
        return !of(service, "n + 1", more, known)
                .hex()
                .equals(of(service, "n + 2", more, known).hex());
    }

    @Test
    @DisplayName("Issue 12.9: the implementation of a profile that is not active does not count")
    void componentWithoutABeanIsNoReceiver() {
        assertThat(counts(SERVICE, "", ONLY_ACTIVE)).isFalse();
    }

    @Test
    @DisplayName("6.2: without a container every implementation may be the receiver")
    void everyImplementationCountsWhereNothingIsKnown() {
        assertThat(counts(SERVICE, "", ManagedClasses.unknown())).isTrue();
    }

    @Test
    @DisplayName("1.5: an object of such a class is not foreseen, so its code counts with the key that meets it")
    void componentWithoutABeanIsNotForeseen() {
        Set<String> foreseen = of(SERVICE, "n", "", ONLY_ACTIVE).liveTypes();
        assertThat(foreseen).contains("app.Active").doesNotContain("app.Passive");
        assertThat(of(SERVICE, "n", "", ManagedClasses.unknown()).liveTypes()).contains("app.Passive");
    }

    @Test
    @DisplayName("6.2: a bean of a subclass, or of a type above whose class is not known, is a bean of the class")
    void beansBelowAndAboveAreReceivers() {
        String below = "class Special extends Passive { }";
        assertThat(counts(SERVICE, below, () -> new ManagedClasses(Set.of("app.Special"), Set.of())))
                .isTrue();
        assertThat(counts(SERVICE, "", () -> new ManagedClasses(Set.of("app.Svc"), Set.of("app.Rate"))))
                .isTrue();
        assertThat(counts(SERVICE, "", () -> new ManagedClasses(Set.of(), Set.of("java.lang.Object"))))
                .isTrue();
    }

    @Test
    @DisplayName("6.2: objects that the application itself makes are receivers, whatever the container has")
    void componentThatCodeMakesIsAReceiver() {
        assertThat(counts(SERVICE, "class Far { static Rate made = new Passive(); }", ONLY_ACTIVE))
                .isTrue();
        assertThat(counts(SERVICE, "class Far { java.util.function.Supplier<Rate> s = Passive::new; }", ONLY_ACTIVE))
                .isTrue();
    }

    @Test
    @DisplayName("6.2: a class without annotations may be made by any library, so it stays a receiver")
    void plainImplementationIsAReceiver() {
        String plain = "class Plain implements Rate { public int of(int n) { return n + %s; } }";
        CodeFingerprint before = of(SERVICE, "n", plain.formatted(1), ONLY_ACTIVE);
        assertThat(before.hex())
                .isNotEqualTo(of(SERVICE, "n", plain.formatted(2), ONLY_ACTIVE).hex());
    }

    @Test
    @DisplayName("Issue 12.9: what only methods for the container make, of which it has none, is no receiver either")
    void productOfAnInactiveFactoryMethodIsNoReceiver() {
        String product = "class Product implements Rate { public int of(int n) { return n + %s; } }"
                + " class Config { @Bean Rate rate() { return new Product(); } }";
        CodeFingerprint before = of(SERVICE, "n", product.formatted(1), ONLY_ACTIVE);
        assertThat(before.hex())
                .isEqualTo(of(SERVICE, "n", product.formatted(2), ONLY_ACTIVE).hex());
        String kept = product.replace("return new", "Rate r = new")
                .replace("Product(); }", "Product(); KEPT = r; return r; } static Rate KEPT;");
        assertThat(of(SERVICE, "n", kept.formatted(1), ONLY_ACTIVE).hex())
                .isNotEqualTo(of(SERVICE, "n", kept.formatted(2), ONLY_ACTIVE).hex());
    }

    @Test
    @DisplayName("6.8: where code asks the container for objects, any component may be the receiver")
    void lookedUpComponentIsAReceiver() {
        String service =
                "class Svc { BeanFactory all; int price(int n) { return ((Rate) all.getBean(\"a\")).of(n); } }";
        assertThat(counts(service, "", ONLY_ACTIVE)).isTrue();
    }

    @Test
    @DisplayName("4.5: a bean that is an argument counts by its name, so the code of all that it may be counts")
    void argumentMayBeOfAnyComponent() {
        assertThat(counts("class Svc { int price(Rate r) { return r.of(1); } }", "", ONLY_ACTIVE))
                .isTrue();
        assertThat(counts(
                        "class Svc { int price(java.util.List<Rate> r) { return r.get(0).of(1); } }", "", ONLY_ACTIVE))
                .isTrue();
        assertThat(counts("class Svc { int price(Object r) { return ((Rate) r).of(1); } }", "", ONLY_ACTIVE))
                .isTrue();
    }

    @Test
    @DisplayName("6.2: a component that reached code makes after it was called by an interface counts from then on")
    void componentMadeByReachedCodeIsAReceiver() {
        String service = "class Svc { Rate dep; int price(int n) { return dep.of(n) + new Maker().rate().of(n); } }"
                + " class Maker { @Bean Rate rate() { return new Passive(); } }";
        assertThat(counts(service, "", ONLY_ACTIVE)).isTrue();
    }
}
