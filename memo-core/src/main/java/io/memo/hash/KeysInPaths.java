package io.memo.hash;

/**
 * Which keys of maps a path may show, such as {@code result["output"]}; those it may not are shown as {@code [*]}. A
 * key is part of a value, and values belong into no log unless the user said so; but a map whose keys are words that
 * the programmer wrote is an object by other means, and an alert that hides them does not tell where to look.
 */
public enum KeysInPaths {
    /** None. */
    NONE,
    /**
     * Enum constants, and strings that read as a name: a letter, then letters, digits, {@code _}, {@code -}; at most
     * 32.
     */
    NAMES,
    /** Every string, integral number and enum constant. */
    ALL
}
