package io.memo.hash.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class SeenObjectsTests {

    private final SeenObjects<String> seen = new SeenObjects<>(10);

    @DisplayName("Issue 17.6: a finding is believed when the object was met twice with the same one")
    @Test
    void believedAfterTheSecondTime() {
        Object object = new Object();
        seen.note(object, "a");
        assertThat(seen.known(object)).isNull();
        seen.note(object, "b");
        assertThat(seen.known(object)).isNull();
        seen.note(object, new String("b"));
        assertThat(seen.known(object)).isEqualTo("b");
    }

    @DisplayName("Issue 17.6: objects are told apart by which they are")
    @Test
    void equalObjectsAreOthers() {
        String one = new String("equal");
        seen.note(one, "a");
        seen.note(one, "a");

        assertThat(seen.known(new String("equal"))).isNull();
    }

    @DisplayName("Issue 17.6: few are known at a time")
    @Test
    void numberIsBounded() {
        List<Object> held = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            held.add(new Object());
            seen.note(held.get(i), "a");
        }

        assertThat(seen.size()).isBetween(1, 10);
    }

    @DisplayName("Issue 17.6: none is kept alive, and nothing stays of those that are gone")
    @Test
    void noneIsKeptAlive() {
        for (int i = 0; i < 5; i++) {
            seen.note(new byte[1_000], "a");
        }

        await().until(() -> {
            System.gc();
            Object another = new Object();
            seen.note(another, "a");
            return seen.size() <= 2;
        });
    }
}
