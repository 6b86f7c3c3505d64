package io.memo.hash;

import org.jspecify.annotations.Nullable;

/**
 * What a collection is besides its elements: the comparator of a sorted one, the capacity of a bounded one.
 *
 * @param step the step to it in paths
 */
record Trait(String step, @Nullable Object value) {}
