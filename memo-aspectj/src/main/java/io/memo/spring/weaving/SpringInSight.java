package io.memo.spring.weaving;

import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;

/** Made as soon as an application of Spring Boot begins: its early calls run the method, and no other context is made for them. */
final class SpringInSight implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    SpringInSight() {
        WovenContexts.springIsInSight();
    }

    @Override
    public void initialize(ConfigurableApplicationContext context) {}
}
