package io.memo.fingerprint;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** An edit, and whether it must move the fingerprint of {@code app.Svc.price}. */
record Trap(String id, String verdict, String title, String before, String after) {

    /** Reads {@code ## id verdict title}, a source, {@code =>}, a source, and so on. */
    static List<Trap> in(String resource) {
        String text;
        try (var stream = Trap.class.getResourceAsStream("/traps/" + resource)) {
            text = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        List<Trap> traps = new ArrayList<>();
        for (String part : text.split("(?m)^## ", -1)) {
            if (!part.isBlank()) {
                String[] head = part.substring(0, part.indexOf('\n')).split(" ", 3);
                String[] sources = part.substring(part.indexOf('\n')).split("(?m)^=>$", -1);
                traps.add(new Trap(head[0], head[1], head[2], sources[0], sources[1]));
            }
        }
        return traps;
    }

    /** Returns the source texts by file name: those after lines {@code //FILE name}, or else the whole as one. */
    static Map<String, String> files(String source) {
        if (!source.contains("//FILE ")) {
            return Map.of("Source", source);
        }
        Map<String, String> files = new TreeMap<>();
        for (String part : source.strip().split("(?m)^//FILE ")) {
            if (!part.isBlank()) {
                int end = part.indexOf('\n');
                files.put(part.substring(0, end).strip(), part.substring(end));
            }
        }
        return files;
    }

    boolean isRightAs(boolean moved) {
        return switch (verdict) {
            case "must" -> moved;
            case "notmust" -> !moved;
            default -> true;
        };
    }

    @Override
    public String toString() {
        return id + " " + verdict + " " + title;
    }
}
