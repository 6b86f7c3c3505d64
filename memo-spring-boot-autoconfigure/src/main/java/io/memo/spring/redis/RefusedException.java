package io.memo.spring.redis;

import java.io.IOException;

/** Redis answered with an error. Of its text only the first word is kept: the rest may quote what was sent. */
final class RefusedException extends IOException {

    private static final long serialVersionUID = 1L;

    private final String word;

    RefusedException(String command, String word) {
        super("Redis refused " + command + ": " + word);
        this.word = word;
    }

    boolean is(String expected) {
        return word.equals(expected);
    }

    /** Returns if the command itself may be used by nobody here, whatever it is about. */
    boolean isDenied() {
        return is("NOPERM") || is("ERR");
    }
}
