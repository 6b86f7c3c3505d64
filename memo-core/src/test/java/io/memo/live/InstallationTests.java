package io.memo.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("SPEC 6.7: whether announced code is installed")
class InstallationTests {

    private final Map<Class<?>, Integer> counts = new HashMap<>();

    @Test
    void announcedCodeIsNotInstalled() {
        assertThat(announced(Heir.class).isDone()).isFalse();
    }

    @Test
    void countThatGrowsSaysThatItIsInstalled() {
        redefine(Heir.class, 2);
        Installation installation = announced(Heir.class);

        redefine(Heir.class, 1);

        assertThat(installation.isDone()).isTrue();
    }

    @Test
    @DisplayName("SPEC 6.7: code that the JVM refused is not taken for installed when a superclass is replaced")
    void superclassesAreCountedInSubclassesAndMeanNothing() {
        Installation installation = announced(Heir.class);

        redefine(Parent.class, 1);
        redefine(Heir.class, 1);

        assertThat(installation.isDone()).isFalse();
    }

    @Test
    void bothReplacedAtOnceAreInstalled() {
        Installation heir = announced(Heir.class);
        Installation parent = announced(Parent.class);

        redefine(Parent.class, 1);
        redefine(Heir.class, 2);

        assertThat(heir.isDone()).isTrue();
        assertThat(parent.isDone()).isTrue();
    }

    @Test
    void refusedCodeStaysRefusedWhateverIsCountedLater() {
        Installation refused = announced(Heir.class);
        refused.end();

        redefine(Heir.class, 1);

        assertThat(refused.isDone()).isFalse();
    }

    @Test
    void installedCodeStaysInstalledWhateverIsCountedLater() {
        Installation installed = announced(Heir.class);
        redefine(Heir.class, 1);
        installed.end();

        redefine(Parent.class, 5);

        assertThat(installed.isDone()).isTrue();
    }

    @Test
    void interfaceHasNoSuperclassToLookAt() {
        Installation installation = announced(Runnable.class);

        redefine(Runnable.class, 1);

        assertThat(installation.isDone()).isTrue();
    }

    @Test
    void jvmThatCountsNothingIsBelieved() {
        assertThat(new Installation(Heir.class, type -> -1).isDone()).isTrue();
    }

    @Test
    void parentThatIsReplacedWhileBothAreReadIsReadAgain() {
        Installation installation = announced(Heir.class);
        Installation torn = new Installation(Heir.class, type -> {
            int count = counts.getOrDefault(type, 0);
            if (type == Parent.class && count == 0) {
                redefine(Parent.class, 1);
                redefine(Heir.class, 1);
            }
            return count;
        });

        assertThat(installation.isDone()).isFalse();
        assertThat(torn.isDone()).isFalse();
        redefine(Heir.class, 1);
        assertThat(torn.isDone()).isTrue();
    }

    private Installation announced(Class<?> type) {
        return new Installation(type, each -> counts.getOrDefault(each, 0));
    }

    private void redefine(Class<?> type, int times) {
        counts.merge(type, times, Integer::sum);
    }

    private static class Parent {}

    private static final class Heir extends Parent {}
}
