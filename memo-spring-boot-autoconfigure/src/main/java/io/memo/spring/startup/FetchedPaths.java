package io.memo.spring.startup;

import java.lang.reflect.Method;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.core.annotation.MergedAnnotation;
import org.springframework.core.annotation.MergedAnnotations;
import org.springframework.core.annotation.MergedAnnotations.SearchStrategy;

/**
 * The parts of an entity that a query method loads with it, as paths from the entity: by {@code @EntityGraph} or {@code join fetch}. Known
 * by the names of annotations, so that memo need not depend on Spring Data.
 */
final class FetchedPaths {

    private static final String ENTITY_GRAPH = "org.springframework.data.jpa.repository.EntityGraph";
    private static final List<String> NAMED_GRAPHS =
            List.of("jakarta.persistence.NamedEntityGraph", "javax.persistence.NamedEntityGraph");
    private static final String QUERY = "org.springframework.data.jpa.repository.Query";

    /** Such as {@code left join fetch owner.pets as pet}. */
    private static final Pattern JOIN = Pattern.compile(
            "\\bjoin\\s+(fetch\\s+)?(\\w+)\\.([\\w.]+)(?:\\s+(?:as\\s+)?(\\w+))?", Pattern.CASE_INSENSITIVE);

    private static final Set<String> NO_ALIAS =
            Set.of("join", "left", "inner", "outer", "where", "order", "group", "on", "with");

    private final MergedAnnotations annotations;

    private FetchedPaths(Method method) {
        annotations = MergedAnnotations.from(method, SearchStrategy.TYPE_HIERARCHY);
    }

    /** Returns what the method declares to load with its results of the class. */
    static Set<String> of(Method method, Class<?> entity) {
        FetchedPaths parts = new FetchedPaths(method);
        Set<String> paths = new HashSet<>();
        parts.byGraph(entity, paths);
        parts.byQuery(paths);
        return paths;
    }

    private void byGraph(Class<?> entity, Set<String> paths) {
        MergedAnnotation<?> graph = annotations.get(ENTITY_GRAPH);
        if (!graph.isPresent()) {
            return;
        }
        for (String path : graph.getStringArray("attributePaths")) {
            add(path, paths);
        }
        String name = graph.getString("value");
        if (!name.isEmpty()) {
            MergedAnnotations declared = MergedAnnotations.from(entity, SearchStrategy.TYPE_HIERARCHY);
            NAMED_GRAPHS.stream()
                    .flatMap(declared::stream)
                    .filter(each -> each.getString("name").equals(name))
                    .flatMap(each ->
                            Stream.of(each.getAnnotationArray("attributeNodes", java.lang.annotation.Annotation.class)))
                    .forEach(node -> add(node.getString("value"), paths));
        }
    }

    private void byQuery(Set<String> paths) {
        MergedAnnotation<?> query = annotations.get(QUERY);
        if (!query.isPresent() || query.getBoolean("nativeQuery")) {
            return;
        }
        Map<String, String> aliases = new HashMap<>();
        for (Matcher join = JOIN.matcher(query.getString("value")); join.find(); ) {
            String from = aliases.getOrDefault(join.group(2).toLowerCase(Locale.ROOT), "");
            String path = from + join.group(3);
            if (join.group(1) != null) {
                add(path, paths);
            }
            String alias = join.group(4) == null ? "" : join.group(4).toLowerCase(Locale.ROOT);
            if (!alias.isEmpty() && !NO_ALIAS.contains(alias)) {
                aliases.put(alias, path + ".");
            }
        }
    }

    /** With {@code a.b} goes {@code a}. */
    private static void add(String path, Set<String> paths) {
        for (int dot = path.indexOf('.'); dot > 0; dot = path.indexOf('.', dot + 1)) {
            paths.add(path.substring(0, dot));
        }
        paths.add(path);
    }
}
