package io.memo.hash;

import java.util.Set;

/**
 * Which keys of maps a path may show, such as {@code result["output"]}; those it may not are shown as {@code [*]}. A key is part
 * of a value, and values belong into no log unless the user said so. But a map whose keys are words that the programmer wrote is
 * an object by other means, and an alert that hides them does not tell where to look.
 *
 * @param all whether every string and integral number may be seen
 * @param constants whether enum constants may
 * @param words the strings that may in any case: those that the code names
 */
public record KeysInPaths(boolean all, boolean constants, Set<String> words) {

    /** None. */
    public static final KeysInPaths NONE = new KeysInPaths(false, false, Set.of());

    /** Every string, integral number and enum constant. */
    public static final KeysInPaths ALL = new KeysInPaths(true, true, Set.of());

    public KeysInPaths {
        words = Set.copyOf(words);
    }

    /** Returns that enum constants may be seen, and the strings that code names. */
    public static KeysInPaths namedBy(Set<String> words) {
        return new KeysInPaths(false, true, words);
    }

    boolean show(String text) {
        return all || words.contains(text);
    }
}
