package io.memo.spring.startup;

import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.core.ResolvableType;

/**
 * Tells of a method whether its results are, or hold, JPA entities with associations that load when they are read: by its return
 * type, through generics, arrays and the fields of other classes, less what its query loads with them. Known by the names of annotations, so that memo need not depend on
 * JPA.
 */
final class EntityResults {

    /** What a class is looked at for at most, since a type may lead to a whole application. */
    private static final int MOST = 500;

    private static final Set<String> TO_MANY = Set.of("OneToMany", "ManyToMany", "ElementCollection");
    private static final Set<String> TO_ONE = Set.of("ManyToOne", "OneToOne");
    private static final List<String> PACKAGES = List.of("jakarta.persistence.", "javax.persistence.");
    private static final int SHOWN = 3;

    private final Method method;
    private final QueryMethods queries;
    private final Deque<Part> open = new ArrayDeque<>();
    private final Set<String> seen = new HashSet<>();
    private final List<String> lazy = new ArrayList<>();
    private final Set<Class<?>> owners = new HashSet<>();
    private Set<String> fetched = Set.of();

    private EntityResults(Method method, QueryMethods queries) {
        this.method = method;
        this.queries = queries;
    }

    /**
     * A type to be looked through.
     *
     * @param path how an entity of the result leads to it, null outside of entities
     */
    private record Part(ResolvableType type, @Nullable String path) {}

    /** Looks through the results of the method, which reads by these calls. */
    static EntityResults of(Method method, Class<?> targetClass, QueryMethods queries) {
        return of(method, queries, ResolvableType.forMethodReturnType(method, targetClass));
    }

    private static EntityResults of(Method method, QueryMethods queries, ResolvableType type) {
        EntityResults results = new EntityResults(method, queries);
        results.open.add(new Part(type, null));
        while (!results.open.isEmpty() && results.seen.size() < MOST) {
            results.visit(results.open.remove());
        }
        return results;
    }

    /** Returns whether the method gets such entities as arguments. */
    static boolean areTaken(Method method, Class<?> targetClass) {
        return IntStream.range(0, method.getParameterCount())
                .mapToObj(i -> ResolvableType.forMethodParameter(method, i, targetClass))
                .anyMatch(type -> of(method, new QueryMethods(Set.of()), type).cause() != null);
    }

    /** Returns the classes of entities that have parts which load later. */
    Set<Class<?>> owners() {
        return owners;
    }

    /**
     * Returns what loads later, as the cause of a finding: {@code Owner.pets, Pet.visits are not loaded until read}; or null if nothing
     * does.
     */
    @Nullable
    String cause() {
        if (lazy.isEmpty()) {
            return null;
        }
        String more = lazy.size() > SHOWN ? " and %d more".formatted(lazy.size() - SHOWN) : "";
        return "%s%s %s not loaded until read"
                .formatted(
                        String.join(", ", lazy.subList(0, Math.min(SHOWN, lazy.size()))),
                        more,
                        lazy.size() == 1 ? "is" : "are");
    }

    private void visit(Part part) {
        ResolvableType type = part.type();
        if (type.isArray()) {
            open.add(new Part(type.getComponentType(), part.path()));
            return;
        }
        for (ResolvableType generic : type.getGenerics()) {
            open.add(new Part(generic, part.path()));
        }
        Class<?> raw = type.resolve();
        if (raw == null || raw.isPrimitive() || raw.isEnum() || !seen.add(type.toString())) {
            return;
        }
        boolean entity = is(raw, "Entity") || is(raw, "MappedSuperclass") || is(raw, "Embeddable");
        String path = part.path();
        if (entity && path == null) {
            fetched = new HashSet<>(FetchedPaths.of(method, raw));
            fetched.addAll(queries.fetchedWith(raw));
            path = "";
        }
        for (Class<?> c = raw; c != null && c.getClassLoader() != null; c = c.getSuperclass()) {
            for (Field field : c.getDeclaredFields()) {
                if (!Modifier.isStatic(field.getModifiers())) {
                    visit(field, raw, new Part(type, path), entity);
                }
            }
        }
    }

    private void visit(Field field, Class<?> raw, Part of, boolean entity) {
        String path = of.path() == null ? null : of.path() + field.getName();
        boolean lazily = entity && (isLazy(field) || isLazy(getter(field)));
        if (lazily && !fetched.contains(path) && !leadsBack(field, raw)) {
            owners.add(raw);
            String place = raw.getSimpleName() + "." + field.getName();
            if (!lazy.contains(place)) {
                lazy.add(place);
            }
        } else {
            open.add(new Part(ResolvableType.forField(field, of.type()), path == null ? null : path + "."));
        }
    }

    /** The part that was loaded with an entity knows the entity, which is there. */
    private boolean leadsBack(Field field, Class<?> raw) {
        return field.getType() != raw
                && seen.contains(ResolvableType.forClass(field.getType()).toString());
    }

    private static @Nullable Method getter(Field field) {
        String name = Character.toUpperCase(field.getName().charAt(0))
                + field.getName().substring(1);
        for (String prefix : List.of("get", "is")) {
            try {
                return field.getDeclaringClass().getDeclaredMethod(prefix + name);
            } catch (NoSuchMethodException e) {
                // The other one, or none.
                continue;
            }
        }
        return null;
    }

    private static boolean isLazy(@Nullable AnnotatedElement element) {
        if (element == null) {
            return false;
        }
        for (Annotation annotation : element.getAnnotations()) {
            String name = jpa(annotation.annotationType());
            if (name != null && (TO_MANY.contains(name) || TO_ONE.contains(name))) {
                return fetchesLater(annotation, name);
            }
        }
        return false;
    }

    private static boolean fetchesLater(Annotation annotation, String name) {
        try {
            Object fetch = annotation.annotationType().getMethod("fetch").invoke(annotation);
            return "LAZY".equals(String.valueOf(fetch));
        } catch (ReflectiveOperationException e) {
            return TO_MANY.contains(name);
        }
    }

    private static boolean is(Class<?> type, String name) {
        for (Annotation annotation : type.getAnnotations()) {
            if (name.equals(jpa(annotation.annotationType()))) {
                return true;
            }
        }
        return false;
    }

    private static @Nullable String jpa(Class<? extends Annotation> type) {
        for (String each : PACKAGES) {
            if (type.getName().startsWith(each)) {
                return type.getName().substring(each.length());
            }
        }
        return null;
    }
}
