package io.memo.spring.weaving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.memo.hash.identity.WeakIdentityMap;
import org.junit.jupiter.api.Test;

class BeanOwnersTests {

    private static final int MANY = 200_000;

    private final WeakIdentityMap<WovenContext> owners = new WeakIdentityMap<>();
    private final WovenContext context = new WovenContext(getClass().getClassLoader(), () -> null);

    @Test
    void equalObjectsAreToldApart() {
        String one = new String("bean");
        owners.put(one, context);
        assertThat(owners.get(one)).isSameAs(context);
        assertThat(owners.get(new String("bean"))).isNull();
    }

    @Test
    void shortLivedBeansAreLetGo() {
        for (int i = 0; i < MANY; i++) {
            owners.put(new Object(), context);
        }
        Object last = new Object();
        await().untilAsserted(() -> {
            System.gc();
            owners.put(last, context);
            assertThat(owners.size()).isLessThan(MANY / 10);
        });
        assertThat(owners.get(last)).isSameAs(context);
    }
}
