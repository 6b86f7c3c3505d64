package io.memo.spring.startup;

import io.memo.spring.report.FindingCode;
import io.memo.spring.report.StartupFinding;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.cache.annotation.CacheConfig;
import org.springframework.cache.annotation.CacheEvict;
import org.springframework.cache.annotation.CachePut;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.core.MethodIntrospector;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.annotation.MergedAnnotations;
import org.springframework.core.annotation.MergedAnnotations.SearchStrategy;

/**
 * Finds beans that evict from caches of Spring's which nothing fills any more, since {@code @Cacheable} became {@code @Memoize}: what they
 * mean to forget stays. Evictions by {@code @CacheEvict} are told by the cache's name. Those by hand are told by class, if no cache
 * that is filled has a name that stands in the class, and nothing is put into a cache by hand.
 */
final class StaleEvictions {

    private static final String CACHE = "org/springframework/cache/Cache.";
    private static final Set<String> EVICTING = Set.of("evict", "evictIfPresent", "clear", "invalidate");
    private static final Set<String> FILLING = Set.of("put", "putIfAbsent", "retrieve");

    private final Set<String> filled = new HashSet<>();
    private final List<ByAnnotation> byAnnotation = new ArrayList<>();
    private final List<ByHand> byHand = new ArrayList<>();
    private boolean filledByHand;

    private record ByAnnotation(String place, String cache) {}

    private record ByHand(String place, Set<String> texts) {}

    /**
     * Returns what is found.
     *
     * @param types the classes of the beans
     * @param isOwn whether a class is the application's
     */
    static List<StartupFinding> in(Collection<Class<?>> types, Predicate<Class<?>> isOwn) {
        StaleEvictions evictions = new StaleEvictions();
        types.stream().filter(isOwn).forEach(evictions::look);
        return evictions.found();
    }

    private void look(Class<?> type) {
        try {
            lookAtMethods(type);
        } catch (RuntimeException | LinkageError e) {
            // It may fill what another one evicts.
            filledByHand = true;
        }
        ClassConstants constants = ClassConstants.of(type);
        if (constants == null) {
            return;
        }
        Set<String> calls = constants.calls().stream()
                .filter(call -> call.startsWith(CACHE))
                .map(call -> call.substring(CACHE.length()))
                .collect(Collectors.toSet());
        filledByHand |= calls.stream().anyMatch(StaleEvictions::fills);
        if (calls.stream().map(StaleEvictions::name).anyMatch(EVICTING::contains)) {
            byHand.add(new ByHand(type.getName(), constants.texts()));
        }
    }

    private static boolean fills(String call) {
        return FILLING.contains(name(call))
                || (name(call).equals("get") && call.contains("java/util/concurrent/Callable"));
    }

    private static String name(String call) {
        return call.substring(0, call.indexOf(' '));
    }

    private void lookAtMethods(Class<?> type) {
        Map<Method, MergedAnnotations> annotated = MethodIntrospector.selectMethods(
                type, (MethodIntrospector.MetadataLookup<MergedAnnotations>) method -> {
                    MergedAnnotations all = MergedAnnotations.from(method, SearchStrategy.TYPE_HIERARCHY);
                    return all.stream()
                                    .anyMatch(each -> each.getType().getName().startsWith("org.springframework.cache."))
                            ? all
                            : null;
                });
        annotated.forEach((method, annotations) -> {
            names(annotations, Cacheable.class, type).forEach(filled::add);
            names(annotations, CachePut.class, type).forEach(filled::add);
            names(annotations, CacheEvict.class, type)
                    .forEach(cache ->
                            byAnnotation.add(new ByAnnotation(type.getName() + "." + method.getName(), cache)));
        });
    }

    private static Stream<String> names(
            MergedAnnotations annotations, Class<? extends Annotation> kind, Class<?> type) {
        return annotations.stream(kind)
                .map(annotation -> annotation.getStringArray("cacheNames"))
                .flatMap(names -> names.length > 0 ? Stream.of(names) : ofClass(type));
    }

    private static Stream<String> ofClass(Class<?> type) {
        CacheConfig config = AnnotatedElementUtils.findMergedAnnotation(type, CacheConfig.class);
        return config == null ? Stream.empty() : Stream.of(config.cacheNames());
    }

    private List<StartupFinding> found() {
        if (filledByHand) {
            return List.of();
        }
        Stream<StartupFinding> annotated = byAnnotation.stream()
                .filter(eviction -> !filled.contains(eviction.cache))
                .map(eviction -> cause(eviction.place, "@CacheEvict of '%s'".formatted(eviction.cache)));
        Stream<StartupFinding> written = byHand.stream()
                .filter(eviction -> eviction.texts.stream().noneMatch(filled::contains))
                .map(eviction -> cause(
                        eviction.place,
                        filled.isEmpty()
                                ? "no method is @Cacheable"
                                : "@Cacheable fills only " + new TreeSet<>(filled)));
        return Stream.concat(annotated, written).distinct().toList();
    }

    private static StartupFinding cause(String place, String what) {
        return new StartupFinding(FindingCode.STALE_EVICTION, place, what);
    }
}
