package io.memo.acceptance;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;

/** Numbers that another process printed in a line, as {@code calls=7 wrong=0}. */
final class Figures {

    private Figures() {}

    static Map<String, Long> of(String line) {
        return Arrays.stream(line.split(" "))
                .filter(part -> part.matches("\\w+=\\d+"))
                .map(part -> part.split("="))
                .collect(Collectors.toMap(part -> part[0], part -> Long.valueOf(part[1])));
    }
}
