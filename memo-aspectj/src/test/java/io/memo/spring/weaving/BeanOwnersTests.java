package io.memo.spring.weaving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.Test;

class BeanOwnersTests {

    private static final int MANY = 200_000;

    private final BeanOwners owners = new BeanOwners();
    private final WovenContext context = new WovenContext(getClass().getClassLoader(), () -> null);

    @Test
    void equalObjectsAreToldApart() {
        String one = new String("bean");
        owners.note(one, context);
        assertThat(owners.of(one)).isSameAs(context);
        assertThat(owners.of(new String("bean"))).isNull();
    }

    @Test
    void shortLivedBeansAreLetGo() {
        for (int i = 0; i < MANY; i++) {
            owners.note(new Object(), context);
        }
        Object last = new Object();
        await().untilAsserted(() -> {
            System.gc();
            owners.note(last, context);
            assertThat(owners.size()).isLessThan(MANY / 10);
        });
        assertThat(owners.of(last)).isSameAs(context);
    }
}
