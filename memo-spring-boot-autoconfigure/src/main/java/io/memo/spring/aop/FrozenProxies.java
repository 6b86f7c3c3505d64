package io.memo.spring.aop;

import java.util.Arrays;
import org.springframework.aop.framework.Advised;
import org.springframework.aop.framework.ProxyFactory;
import org.springframework.aop.support.AopUtils;
import org.springframework.aot.AotDetector;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.BeanFactoryAware;
import org.springframework.beans.factory.FactoryBean;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.util.ClassUtils;

/**
 * Makes the class-based proxies of singletons with memoized methods anew, with the same advice, but frozen: such a proxy
 * knows the chain of each method from the start and need not look it up at every call. Has no order, so that it comes after
 * the post-processors that add advice to proxies; one that comes later puts a proxy of its own around, as Spring does for
 * frozen ones. Where proxy classes were generated ahead of time, they are left as they are.
 */
public final class FrozenProxies implements BeanPostProcessor, BeanFactoryAware {

    private BeanFactory beanFactory = new StaticListableBeanFactory();

    @Override
    public void setBeanFactory(BeanFactory beanFactory) {
        this.beanFactory = beanFactory;
    }

    @Override
    public Object postProcessAfterInitialization(Object bean, String beanName) {
        return !AotDetector.useGeneratedArtifacts()
                        && bean instanceof Advised advised
                        && AopUtils.isCglibProxy(bean)
                        && isToBeFrozen(advised)
                        && isSingleton(bean, beanName)
                ? frozen(bean, advised)
                : bean;
    }

    /**
     * The definition says it, without a question to a factory bean that is only being made. The product of one is a singleton
     * if that says so, and is not made before it.
     */
    private boolean isSingleton(Object bean, String beanName) {
        if (!(beanFactory instanceof ConfigurableListableBeanFactory factory)
                || !factory.containsBeanDefinition(beanName)
                || !factory.getMergedBeanDefinition(beanName).isSingleton()) {
            return false;
        }
        Object made = bean instanceof FactoryBean<?> ? null : factory.getSingleton(beanName);
        return !(made instanceof FactoryBean<?> maker) || maker.isSingleton();
    }

    private static boolean isToBeFrozen(Advised advised) {
        return !advised.isFrozen()
                && advised.getTargetSource().isStatic()
                && Arrays.stream(advised.getAdvisors()).anyMatch(MemoizeAdvisor.class::isInstance);
    }

    private static Object frozen(Object proxy, Advised advised) {
        ProxyFactory factory = new ProxyFactory();
        factory.setTargetSource(advised.getTargetSource());
        factory.setProxyTargetClass(true);
        factory.setInterfaces(advised.getProxiedInterfaces());
        factory.setExposeProxy(advised.isExposeProxy());
        factory.setPreFiltered(advised.isPreFiltered());
        factory.addAdvisors(advised.getAdvisors());
        factory.setFrozen(true);
        return factory.getProxy(ClassUtils.getUserClass(proxy).getClassLoader());
    }
}
