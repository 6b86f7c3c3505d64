package io.memo.spring.autoconfigure.parts;

import org.springframework.aop.config.AopConfigUtils;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.context.annotation.ImportBeanDefinitionRegistrar;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotationMetadata;

/**
 * Makes sure that somebody makes proxies, also where {@code spring.aop.auto=false} keeps Boot from it. The creator asked
 * for applies infrastructure advisors only, so no aspect of the application comes alive by it; where Boot or the
 * application registers a stronger one, that one wins.
 */
public final class AutoProxyCreatorRegistrar implements ImportBeanDefinitionRegistrar {

    private final Environment environment;

    AutoProxyCreatorRegistrar(Environment environment) {
        this.environment = environment;
    }

    @Override
    public void registerBeanDefinitions(AnnotationMetadata importing, BeanDefinitionRegistry registry) {
        AopConfigUtils.registerAutoProxyCreatorIfNecessary(registry);
        if (environment.getProperty("spring.aop.proxy-target-class", Boolean.class, true)) {
            AopConfigUtils.forceAutoProxyCreatorToUseClassProxying(registry);
        }
    }
}
