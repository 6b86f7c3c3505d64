package io.memo.fingerprint.classfile.woven;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A value in code of the weaver's, by where it comes from. Boxing and casts do not make another one. */
sealed interface Handed {

    /** A parameter of the method; the object that it is called on is the first. */
    record Parameter(int index) implements Handed {}

    /** What a closure was made with, by its place. */
    record Element(int index) implements Handed {}

    /** What advice goes on with, by its place. */
    record Proceeded(int index) implements Handed {}

    /** A number. */
    record Number(int value) implements Handed {}

    /** What anything else is that no code needs to know, and what the code handed over to gives back. */
    enum Known implements Handed {
        ANY,
        STATE,
        RESULT
    }

    /** An array that is filled after it was made. */
    final class Array implements Handed {

        private final @Nullable Handed[] elements;

        Array(int length) {
            elements = new @Nullable Handed[length];
        }

        boolean put(int index, Handed value) {
            boolean isFirst = index >= 0 && index < elements.length && elements[index] == null;
            if (isFirst) {
                elements[index] = value;
            }
            return isFirst;
        }

        /** Returns what it holds, with {@code ANY} where nothing was put. */
        List<Handed> elements() {
            return Arrays.stream(elements)
                    .map(each -> each == null ? Known.ANY : each)
                    .toList();
        }
    }

    /** A closure, which gets what it runs its code with when it is constructed. */
    final class Closure implements Handed {

        private final String type;
        private @Nullable Array state;

        Closure(String type) {
            this.type = type;
        }

        String type() {
            return type;
        }

        @Nullable
        Array state() {
            return state;
        }

        boolean construct(Array given) {
            boolean isFirst = state == null;
            state = given;
            return isFirst;
        }
    }
}
