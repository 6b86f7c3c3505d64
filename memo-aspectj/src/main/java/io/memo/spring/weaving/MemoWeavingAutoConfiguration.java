package io.memo.spring.weaving;

import io.memo.spring.aop.MemoizedMethods;
import io.memo.spring.autoconfigure.MemoAutoConfiguration;
import io.memo.spring.autoconfigure.condition.ConditionalOnSetting;
import io.memo.spring.autoconfigure.parts.Remembered;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Role;

/** Lets woven code find the context; where nothing is woven, nobody looks for it. */
@AutoConfiguration(after = MemoAutoConfiguration.class)
public final class MemoWeavingAutoConfiguration {

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnSetting(value = "memo.enabled", unset = true)
    static class Enabled {

        @Bean
        @Role(BeanDefinition.ROLE_INFRASTRUCTURE)
        static WovenContext memoWovenContext(
                ConfigurableApplicationContext context, ObjectProvider<MemoizedMethods> methods) {
            WovenContext woven = new WovenContext(context.getClassLoader(), Remembered.of(methods::getObject));
            WovenContexts.add(woven);
            return woven;
        }
    }

    /** Its calls run the method, and are not answered by another. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnSetting(value = "memo.enabled", is = false, unset = true)
    static class Disabled {

        @Bean
        @Role(BeanDefinition.ROLE_INFRASTRUCTURE)
        static WovenContext memoWovenContext(ConfigurableApplicationContext context) {
            WovenContext woven = new WovenContext(context.getClassLoader(), () -> null);
            WovenContexts.add(woven);
            return woven;
        }
    }
}
