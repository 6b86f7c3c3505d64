package io.memo.hash.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.Test;

class WeakIdentityMapTests {

    private static final int MANY = 200_000;

    private final WeakIdentityMap<Object> owners = new WeakIdentityMap<>();
    private final Object owner = new Object();

    @Test
    void equalObjectsAreToldApart() {
        String one = new String("bean");
        owners.put(one, owner);
        assertThat(owners.get(one)).isSameAs(owner);
        assertThat(owners.get(new String("bean"))).isNull();
    }

    @Test
    void shortLivedObjectsAreLetGo() {
        for (int i = 0; i < MANY; i++) {
            owners.put(new Object(), owner);
        }
        Object last = new Object();
        await().untilAsserted(() -> {
            System.gc();
            owners.put(last, owner);
            assertThat(owners.size()).isLessThan(MANY / 10);
        });
        assertThat(owners.get(last)).isSameAs(owner);
    }
}
