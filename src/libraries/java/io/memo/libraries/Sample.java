package io.memo.libraries;

import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;

/**
 * A type of which values are made and changed by chance.
 *
 * @param make makes a value; of a type that cannot change, another one each time
 * @param mutable whether it is changed by its own methods
 * @param ordered whether the order of what it holds is part of it
 * @param probed whether it may be asked for what it does not hold
 * @param excluded methods that are neither called to read nor to change
 * @param elements what it may hold, or empty for texts
 */
record Sample(
        String name,
        Function<Random, Object> make,
        boolean mutable,
        boolean ordered,
        boolean probed,
        Set<String> excluded,
        List<Object> elements) {

    static Sample changing(String name, Function<Random, Object> make) {
        return new Sample(name, make, true, true, true, Set.of(), List.of());
    }

    static Sample fixed(String name, Function<Random, Object> make) {
        return new Sample(name, make, false, true, true, Set.of(), List.of());
    }

    Sample unordered() {
        return new Sample(name, make, mutable, false, probed, excluded, elements);
    }

    Sample unprobed() {
        return new Sample(name, make, mutable, ordered, false, excluded, elements);
    }

    Sample without(String... methods) {
        return new Sample(name, make, mutable, ordered, probed, Set.of(methods), elements);
    }

    Sample of(Object... some) {
        return new Sample(name, make, mutable, ordered, probed, excluded, List.of(some));
    }

    @Override
    public String toString() {
        return name;
    }
}
