package io.memo.spring.spec;

import io.memo.CheckMode;
import io.memo.KeyDimension;
import io.memo.Memoize;
import io.memo.MutationPolicy;
import io.memo.ReturnMode;
import io.memo.call.MethodSpec;
import io.memo.engine.call.CallConditions;
import io.memo.spring.dimension.DimensionBeans;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

/** What is made of the annotated methods of one class, with properties. */
final class Specs {

    static final int DEFAULT_ENTRIES = 10;

    private final Class<?> type;
    private final SpecSource source;
    private final DefaultListableBeanFactory beans = new DefaultListableBeanFactory();

    /** @param properties each as {@code name=value} */
    Specs(Class<?> type, String... properties) {
        this(type, ReturnMode.SHARED, false, properties);
    }

    Specs(Class<?> type, ReturnMode returns, boolean shared, String... properties) {
        this.type = type;
        StandardEnvironment environment = new StandardEnvironment();
        Map<String, Object> read = new LinkedHashMap<>();
        Stream.of(properties)
                .map(property -> property.split("=", 2))
                .forEach(property -> read.put(property[0].trim(), property[1].trim()));
        environment.getPropertySources().addFirst(new MapPropertySource("test", read));
        for (String name : List.of("annotated", "own", "profiled")) {
            beans.registerSingleton(name, KeyDimension.of(name, () -> name));
        }
        this.source = new SpecSource(
                environment,
                new HasherBeans(beans),
                new DimensionBeans(beans, List.of()),
                new MemoizeDefaults(DEFAULT_ENTRIES, MutationPolicy.WARN, CheckMode.BUDGETED, returns, shared),
                beans);
    }

    SpecSource source() {
        return source;
    }

    Specs bean(String name, Object bean) {
        beans.registerSingleton(name, bean);
        return this;
    }

    Memoize annotation(String method) {
        return Objects.requireNonNull(MemoizeAnnotations.find(method(method), type));
    }

    MethodSpec of(String method) {
        return source.spec(annotation(method), method(method), type);
    }

    @Nullable
    CallConditions conditions(String method) {
        return source.conditions(annotation(method), of(method));
    }

    private Method method(String name) {
        List<Method> found = new ArrayList<>(Arrays.asList(type.getDeclaredMethods()));
        found.removeIf(method -> !method.getName().equals(name));
        return found.get(0);
    }
}
