package io.memo.spring.dimension;

import io.memo.InvalidMemoizeException;
import io.memo.KeyDimension;
import io.memo.spring.report.NearestName;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiFunction;
import javax.lang.model.SourceVersion;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.scope.ScopedProxyUtils;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.HierarchicalBeanFactory;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;

/**
 * The dimensions of a context and of its parents, by {@link KeyDimension#name()}. One of the application takes the place of a ready-made one,
 * one of the context that of one of a parent. The beans are made when the first name is looked up: where nothing varies, none is.
 * Thread-safe.
 */
public final class DimensionBeans implements SmartInitializingSingleton {

    private final BeanFactory beanFactory;
    private final List<String> ofAll;
    private volatile @Nullable Map<String, Found> known;

    /** @param bean its name */
    private record Found(String bean, KeyDimension dimension) {}

    /**
     * @param beanFactory holds the dimensions
     * @param ofAll the names of those by which all methods and functions vary
     */
    public DimensionBeans(BeanFactory beanFactory, List<String> ofAll) {
        this.beanFactory = beanFactory;
        this.ofAll = List.copyOf(ofAll);
    }

    /** Refuses names in {@code memo.vary-by} that mean nothing also where no method is memoized. */
    @Override
    public void afterSingletonsInstantiated() {
        with(List.of(), DimensionBeans::refuse);
    }

    /**
     * Returns the dimensions of all methods and those with the names, each once.
     *
     * @param refuse makes an exception of a problem, which begins with the attribute, and its remedy
     * @throws InvalidMemoizeException if no dimension has one of the names, or one of the context has no name of its own
     */
    public List<KeyDimension> with(List<String> own, BiFunction<String, String, InvalidMemoizeException> refuse) {
        Map<String, KeyDimension> named = new LinkedHashMap<>();
        ofAll.forEach(name -> named.put(name, ofAll(name)));
        own.forEach(name -> named.computeIfAbsent(name, absent -> find("varyBy", absent, refuse)));
        return List.copyOf(named.values());
    }

    /**
     * Returns the dimensions of all functions. Their beans are looked up at the first call: a bean that a dimension needs may need the
     * {@link io.memo.Memoizer} that these are for.
     *
     * @throws InvalidMemoizeException if a name is blank
     */
    public KeyDimension[] ofFunctions() {
        ofAll.forEach(name -> requireName("memo.vary-by", name, DimensionBeans::refuse));
        return ofAll.stream()
                .map(name -> KeyDimension.of(name, () -> ofAll(name).value()))
                .toArray(KeyDimension[]::new);
    }

    private KeyDimension ofAll(String name) {
        return find("memo.vary-by", name, DimensionBeans::refuse);
    }

    private KeyDimension find(String where, String name, BiFunction<String, String, InvalidMemoizeException> refuse) {
        requireName(where, name, refuse);
        Map<String, Found> all = all();
        Found found = all.get(name);
        if (found == null) {
            throw refuse.apply(
                    "%s = \"%s\"; no KeyDimension bean has this name(): %s.".formatted(where, name, meant(name, all)),
                    "Correct the name, or declare the dimension: @Bean KeyDimension %s() { return KeyDimension.of(\"%s\", () -> …); }"
                            .formatted(SourceVersion.isName(name) && !name.contains(".") ? name : "dimension", name));
        }
        return found.dimension();
    }

    private static void requireName(
            String where, String name, BiFunction<String, String, InvalidMemoizeException> refuse) {
        if (name.isBlank()) {
            throw refuse.apply(
                    "%s = \"%s\"; the name of a dimension must not be blank.".formatted(where, name),
                    "Write what KeyDimension.name() returns, such as tenant, or leave it out.");
        }
    }

    private static String meant(String name, Map<String, Found> all) {
        String existing = "there are " + NearestName.some(all.keySet());
        return all.values().stream()
                .filter(found -> found.bean().equals(name))
                .map(found -> "the bean '%s' is the dimension %s"
                        .formatted(name, found.dimension().name()))
                .findFirst()
                .or(() -> NearestName.of(name, all.keySet()).map(nearest -> "the nearest is " + nearest))
                .map(meant -> meant + "; " + existing)
                .orElse(existing);
    }

    private static InvalidMemoizeException refuse(String problem, String remedy) {
        return new InvalidMemoizeException(problem, remedy);
    }

    private Map<String, Found> all() {
        Map<String, Found> now = known;
        if (now == null) {
            // Not under a lock: beans are made here, by threads that may hold those of the container.
            now = read();
            known = now;
        }
        return now;
    }

    private Map<String, Found> read() {
        Map<String, Found> ofApplication = new TreeMap<>();
        Map<String, Found> readyMade = new TreeMap<>();
        BeanFactory nearest = beanFactory;
        while (nearest instanceof ListableBeanFactory beans) {
            Map<String, Found> ofApplicationHere = new TreeMap<>();
            Map<String, Found> readyMadeHere = new TreeMap<>();
            for (String bean : beans.getBeanNamesForType(KeyDimension.class, true, false)) {
                if (!ScopedProxyUtils.isScopedTarget(bean)) {
                    Found found = new Found(bean, beans.getBean(bean, KeyDimension.class));
                    add(found, CoveredCalls.isReadyMade(found.dimension()) ? readyMadeHere : ofApplicationHere);
                }
            }
            ofApplicationHere.forEach(ofApplication::putIfAbsent);
            readyMadeHere.forEach(readyMade::putIfAbsent);
            nearest = nearest instanceof HierarchicalBeanFactory child ? child.getParentBeanFactory() : null;
        }
        readyMade.forEach(ofApplication::putIfAbsent);
        return ofApplication;
    }

    private static void add(Found found, Map<String, Found> named) {
        String name = name(found);
        Found other = named.putIfAbsent(name, found);
        if (other != null) {
            throw refuse(
                    "The KeyDimension beans '%s' and '%s' have the same name(), \"%s\"; each needs one of its own."
                            .formatted(other.bean(), found.bean(), name),
                    "Give one of them another, such as KeyDimension.of(\"%s\", …), or take it out."
                            .formatted(found.bean()));
        }
    }

    private static String name(Found found) {
        String name;
        try {
            name = found.dimension().name();
        } catch (RuntimeException e) {
            throw new InvalidMemoizeException(
                    "The KeyDimension bean '%s' cannot tell its name(): it threw %s.".formatted(found.bean(), e),
                    "Make it a singleton whose name() is a constant: value() is what is asked at each call.",
                    e);
        }
        if (name.isBlank()) {
            throw refuse(
                    "The KeyDimension bean '%s' has a name() that is blank.".formatted(found.bean()),
                    "Let it return what @Memoize(varyBy = …) calls it, such as tenant.");
        }
        return name;
    }
}
