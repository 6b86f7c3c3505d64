package io.memo.benchmarks.machines;

import java.util.List;
import java.util.function.Consumer;

/**
 * An application that a machine runs.
 *
 * @param configuration its configuration
 * @param properties its properties beside those of every machine, as {@code name=value}
 * @param service what is called
 * @param firstCall connects the application
 */
public record Application<T>(
        Class<?> configuration, List<String> properties, Class<T> service, Consumer<T> firstCall) {}
