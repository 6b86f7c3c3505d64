package io.memo.spring.context;

import io.memo.hash.ManagedObjects;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.framework.AopProxyUtils;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;

/**
 * Finds the singletons of a factory and its parents that exist, by the names of their classes. Which they are is kept until
 * another one comes or goes. Makes none. Safe for use by several threads.
 */
final class SingletonsByClass {

    private final List<ConfigurableListableBeanFactory> factories;
    private volatile Found found = new Found(List.of(), new ConcurrentHashMap<>());

    /** What was found when the factories had so many singletons. */
    private record Found(List<Integer> counts, Map<Set<String>, List<Place>> byTypes) {}

    private record Place(ConfigurableListableBeanFactory factory, String name, String qualifiedName) {}

    /** @param factories that of the context first, then its parents */
    SingletonsByClass(List<ConfigurableListableBeanFactory> factories) {
        this.factories = List.copyOf(factories);
    }

    /** As {@link ManagedObjects#objectsOf}. */
    SortedMap<String, Object> of(Set<String> types) {
        SortedMap<String, Object> objects = new TreeMap<>();
        for (Place place : places(types)) {
            Object target = target(place.factory, place.name);
            if (target != null) {
                objects.put(place.qualifiedName, target);
            }
        }
        return objects;
    }

    private List<Place> places(Set<String> types) {
        List<Integer> counts = factories.stream()
                .map(ConfigurableListableBeanFactory::getSingletonCount)
                .toList();
        Found current = found;
        if (!current.counts.equals(counts)) {
            current = new Found(counts, new ConcurrentHashMap<>());
            found = current;
        }
        List<Place> known = current.byTypes.get(types);
        if (known == null) {
            known = find(types);
            current.byTypes.put(types, known);
        }
        return known;
    }

    private List<Place> find(Set<String> types) {
        List<Place> places = new ArrayList<>();
        StringBuilder prefix = new StringBuilder();
        for (ConfigurableListableBeanFactory factory : factories) {
            for (String name : factory.getSingletonNames()) {
                Object target = target(factory, name);
                if (target != null && isOf(target.getClass(), types)) {
                    places.add(new Place(factory, name, prefix + name));
                }
            }
            prefix.append(ContextObjects.PARENT);
        }
        return List.copyOf(places);
    }

    private static @Nullable Object target(ConfigurableListableBeanFactory factory, String name) {
        Object singleton = factory.isCurrentlyInCreation(name) ? null : factory.getSingleton(name);
        Object target = singleton == null ? null : AopProxyUtils.getSingletonTarget(singleton);
        return target == null ? singleton : target;
    }

    private static boolean isOf(Class<?> type, Set<String> types) {
        for (Class<?> c = type; c != null; c = c.getSuperclass()) {
            if (types.contains(c.getName())) {
                return true;
            }
        }
        return false;
    }
}
