package io.memo.spring.context;

import io.memo.hash.ManagedObjects;
import io.memo.hash.ManagedObjects.Choice;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.FactoryBean;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;

/**
 * Finds the singletons of a factory and its parents that exist, those that factory beans made among them. Which of them a choice
 * includes is kept until one comes, goes or is replaced. Makes none. Safe for use by several threads.
 */
final class ChosenSingletons {

    private final List<ConfigurableListableBeanFactory> factories;
    private volatile Found found = new Found(List.of(), List.of(), new ConcurrentHashMap<>());

    /**
     * What was found while the factories were in a state.
     *
     * @param states of the factories
     * @param unmade the factory beans whose product was not there
     */
    private record Found(List<State> states, List<Place> unmade, Map<Choice, List<Place>> byChoice) {}

    /** A singleton that is registered comes last, so one that is replaced does. */
    private record State(int count, String last, @Nullable Class<?> lastClass) {

        static State of(ConfigurableListableBeanFactory factory) {
            String[] names = factory.getSingletonNames();
            String last = names.length == 0 ? "" : names[names.length - 1];
            Object bean = factory.isCurrentlyInCreation(last) ? null : factory.getSingleton(last);
            return new State(names.length, last, bean == null ? null : bean.getClass());
        }
    }

    private record Place(
            ConfigurableListableBeanFactory factory, String name, String qualifiedName, boolean isProduct) {

        @Nullable
        Object bean() {
            Object singleton = factory.isCurrentlyInCreation(name) ? null : factory.getSingleton(name);
            return isProduct && singleton instanceof FactoryBean<?> maker
                    ? Products.made(factory, name, maker)
                    : singleton;
        }
    }

    /** @param factories that of the context first, then its parents */
    ChosenSingletons(List<ConfigurableListableBeanFactory> factories) {
        this.factories = List.copyOf(factories);
    }

    /** As {@link ManagedObjects#objectsOf}. */
    SortedMap<String, Object> of(Choice choice) {
        SortedMap<String, Object> objects = new TreeMap<>();
        for (Place place : places(choice)) {
            Object bean = place.bean();
            Object target = bean == null ? null : Behind.target(bean);
            if (target != null) {
                objects.put(place.qualifiedName, target);
            }
        }
        return objects;
    }

    private List<Place> places(Choice choice) {
        List<State> states = factories.stream().map(State::of).toList();
        Found current = found;
        if (!current.states.equals(states) || current.unmade.stream().anyMatch(each -> each.bean() != null)) {
            current = new Found(states, unmade(), new ConcurrentHashMap<>());
            found = current;
        }
        List<Place> known = current.byChoice.get(choice);
        if (known == null) {
            known = all().stream().filter(place -> isChosen(place, choice)).toList();
            current.byChoice.put(choice, known);
        }
        return known;
    }

    private List<Place> unmade() {
        return all().stream()
                .filter(place -> place.isProduct && place.bean() == null)
                .toList();
    }

    private static boolean isChosen(Place place, Choice choice) {
        Object bean = place.bean();
        Class<?> type = bean == null ? null : Behind.type(bean);
        return type != null && choice.includes(place.name, type);
    }

    private List<Place> all() {
        List<Place> places = new ArrayList<>();
        StringBuilder prefix = new StringBuilder();
        for (ConfigurableListableBeanFactory factory : factories) {
            for (String name : factory.getSingletonNames()) {
                if (factory.isCurrentlyInCreation(name)) {
                    continue;
                }
                boolean isFactory = factory.getSingleton(name) instanceof FactoryBean<?>;
                String itself = isFactory ? BeanFactory.FACTORY_BEAN_PREFIX + name : name;
                places.add(new Place(factory, name, prefix + itself, false));
                if (isFactory) {
                    places.add(new Place(factory, name, prefix + name, true));
                }
            }
            prefix.append(ContextObjects.PARENT);
        }
        return places;
    }
}
