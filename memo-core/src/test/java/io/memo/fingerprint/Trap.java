package io.memo.fingerprint;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

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
