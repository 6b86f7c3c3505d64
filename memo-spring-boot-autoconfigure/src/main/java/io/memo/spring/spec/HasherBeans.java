package io.memo.spring.spec;

import io.memo.Hasher;
import io.memo.Hashers;
import io.memo.InvalidMemoizeException;
import io.memo.TypedHasher;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.BeanUtils;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.core.ResolvableType;

/**
 * The hashers of a context, each with its type. A lambda does not know which type it serves; the bean method that returns
 * it does.
 */
public final class HasherBeans {

    private final ConfigurableListableBeanFactory beanFactory;

    /** @param beanFactory holds the hashers */
    public HasherBeans(ConfigurableListableBeanFactory beanFactory) {
        this.beanFactory = beanFactory;
    }

    /**
     * Returns all hashers that are beans.
     *
     * @throws InvalidMemoizeException if the type of one cannot be told
     */
    public List<Hasher<?>> all() {
        List<Hasher<?>> hashers = new ArrayList<>();
        for (String name : beanFactory.getBeanNamesForType(Hasher.class, true, false)) {
            hashers.add(typed(
                    "The hasher bean '%s'".formatted(name), beanFactory.getBean(name, Hasher.class), declared(name)));
        }
        return hashers;
    }

    /**
     * Returns the bean of the class, or a new object made with its no-argument constructor if there is no such bean.
     *
     * @throws InvalidMemoizeException if it cannot be made, or its type cannot be told
     */
    Hasher<?> ofClass(Class<? extends Hasher<?>> type) {
        Hasher<?> bean = beanFactory.getBeanProvider(type).getIfUnique();
        return typed(
                "The hasher %s".formatted(type.getName()),
                bean != null ? bean : instantiate(type),
                ResolvableType.forClass(type));
    }

    private static Hasher<?> instantiate(Class<? extends Hasher<?>> type) {
        try {
            return BeanUtils.instantiateClass(type);
        } catch (RuntimeException e) {
            throw new InvalidMemoizeException(
                    "The hasher %s cannot be made: %s.".formatted(type.getName(), e.getMessage()),
                    "Declare it as a bean, or give it a constructor without arguments.",
                    e);
        }
    }

    private ResolvableType declared(String name) {
        if (!beanFactory.containsBeanDefinition(name)) {
            return ResolvableType.forInstance(beanFactory.getBean(name));
        }
        BeanDefinition definition = beanFactory.getMergedBeanDefinition(name);
        ResolvableType type = definition.getResolvableType();
        return served(type) != null ? type : ResolvableType.forInstance(beanFactory.getBean(name));
    }

    private static Hasher<?> typed(String subject, Hasher<?> hasher, ResolvableType declared) {
        if (hasher instanceof TypedHasher) {
            return hasher;
        }
        Class<?> served = served(declared);
        if (served == null) {
            throw new InvalidMemoizeException(
                    subject + " does not tell which type it serves.",
                    "Return Hasher<Type> from its bean method, or use Hashers.of(Type.class, …).");
        }
        return ofType(served, hasher);
    }

    private static @Nullable Class<?> served(ResolvableType hasherType) {
        return hasherType.as(Hasher.class).getGeneric(0).resolve();
    }

    @SuppressWarnings("unchecked")
    private static <T> Hasher<T> ofType(Class<T> type, Hasher<?> hasher) {
        return Hashers.of(type, (Hasher<T>) hasher);
    }
}
