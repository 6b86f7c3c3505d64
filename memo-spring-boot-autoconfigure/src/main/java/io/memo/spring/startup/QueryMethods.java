package io.memo.spring.startup;

import io.memo.fingerprint.Finding;
import io.memo.fingerprint.FindingKind;
import java.lang.reflect.Method;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.core.ResolvableType;
import org.springframework.util.ClassUtils;

/**
 * The calls by which a method reads from outside, as far as they may give it entities.
 *
 * @param calls at least those; of one that is overloaded all
 */
record QueryMethods(Set<Call> calls) {

    private static final Pattern CALL = Pattern.compile("calls ([\\w.$]+)\\.(\\w+)\\(.*");

    /**
     * A call of a method.
     *
     * @param on the class it is called on
     */
    record Call(Method method, Class<?> on) {

        private boolean mayGive(Class<?> entity) {
            return mayHold(ResolvableType.forMethodReturnType(method, on), entity);
        }

        private static boolean mayHold(ResolvableType type, Class<?> entity) {
            Class<?> raw = type.resolve();
            return raw == null
                    || raw.isAssignableFrom(entity)
                    || entity.isAssignableFrom(raw)
                    || (type.isArray() && mayHold(type.getComponentType(), entity))
                    || Stream.of(type.getGenerics()).anyMatch(generic -> mayHold(generic, entity));
        }
    }

    /** Returns those among what was found about a method. */
    static QueryMethods among(Collection<Finding> found, @Nullable ClassLoader loader) {
        return new QueryMethods(found.stream()
                .filter(finding -> finding.kind() == FindingKind.IO_WITHOUT_TTL)
                .map(Finding::what)
                .map(CALL::matcher)
                .filter(Matcher::matches)
                .flatMap(call -> named(call.group(1), call.group(2), loader))
                .collect(Collectors.toUnmodifiableSet()));
    }

    private static Stream<Call> named(String type, String method, @Nullable ClassLoader loader) {
        if (!ClassUtils.isPresent(type, loader)) {
            return Stream.empty();
        }
        Class<?> on = ClassUtils.resolveClassName(type, loader);
        return Stream.of(on.getMethods())
                .filter(each -> each.getName().equals(method) && !each.isBridge())
                .map(each -> new Call(each, on));
    }

    /** Returns what each of them that may give the entity loads with it; nothing if none may. */
    Set<String> fetchedWith(Class<?> entity) {
        Set<String> common = null;
        for (Call call : calls) {
            if (call.mayGive(entity)) {
                Set<String> fetched = FetchedPaths.of(call.method(), entity);
                if (common == null) {
                    common = new HashSet<>(fetched);
                } else {
                    common.retainAll(fetched);
                }
            }
        }
        return common == null ? Set.of() : common;
    }
}
