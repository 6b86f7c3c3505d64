package io.memo.fingerprint;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;

class ApplicationScopeTests {

    @Test
    void subPackagesAreInAndPackagesWithALongerNameAreNot() {
        ApplicationScope scope = ApplicationScope.of(Set.of("app"));
        assertThat(scope.contains("app.Svc")).isTrue();
        assertThat(scope.contains("app.in.Svc")).isTrue();
        assertThat(scope.contains("apps.Svc")).isFalse();
        assertThat(scope.contains("Svc")).isFalse();
        assertThat(scope.contains("app")).isFalse();
    }

    @Test
    void theUnnamedPackageHasNoSubPackages() {
        ApplicationScope scope = ApplicationScope.of(Set.of(""));
        assertThat(scope.contains("Svc")).isTrue();
        assertThat(scope.contains("app.Svc")).isFalse();
    }

    @Test
    void aPackageBelowAnotherIsNoneOfItsOwn() {
        ApplicationScope scope = ApplicationScope.of(Set.of("app", "app.in"));
        assertThat(scope.packages()).containsExactly("app");
        assertThat(scope.with("app.other")).isSameAs(scope);
        assertThat(scope.with("lib").packages()).containsExactly("app", "lib");
    }
}
