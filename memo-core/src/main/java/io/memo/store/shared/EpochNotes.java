package io.memo.store.shared;

import io.memo.store.tier.Notes;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What this machine remembers of epochs over its restarts: tokens, and clears that no store has heard of. Several processes may have the
 * same notes. Not safe for use by several threads but {@link #unsent(Set)}.
 */
final class EpochNotes {

    private static final Logger log = LoggerFactory.getLogger("io.memo.store");

    private static final String TOKEN = "token:";
    private static final String UNSENT = "unsent:";

    private final Notes notes;
    /** Tells the unsent clears of this process from those of others, which they tell themselves. */
    private final String own = UNSENT + UUID.randomUUID() + ":";

    private final Map<String, String> tokens = new HashMap<>();
    private final Set<String> unsent = new HashSet<>();
    /** Whose clears were taken over. */
    private final Set<String> adopted = new HashSet<>();

    private final AtomicBoolean warned = new AtomicBoolean();

    /** Reads what was noted before. */
    EpochNotes(Notes notes) {
        this.notes = notes;
        try {
            notes.read().forEach(this::take);
        } catch (IOException e) {
            warn(e);
        }
    }

    private void take(String line, String value) {
        if (line.startsWith(TOKEN) && Token.isToken(value)) {
            tokens.put(line.substring(TOKEN.length()), value);
        } else if (line.startsWith(UNSENT)) {
            adopted.add(line);
            if (line.length() > own.length()) {
                unsent.add(line.substring(own.length()));
            }
        }
    }

    /** Returns the latest token of each field, as far as it is noted. */
    Map<String, String> tokens() {
        return Map.copyOf(tokens);
    }

    /** Returns the fields whose clears no store has heard of. */
    Set<String> unsent() {
        return Set.copyOf(unsent);
    }

    /** Notes fields whose clears no store has heard of. */
    void unsent(Set<String> fields) {
        change(noted -> fields.forEach(field -> noted.put(own + field, "")), true);
    }

    /** Notes what is known, and what no store has heard of; does nothing where that is noted already. */
    void write(Map<String, String> known, Set<String> fields) {
        if (known.equals(tokens) && fields.equals(unsent) && adopted.isEmpty()) {
            return;
        }
        boolean written = change(
                noted -> {
                    noted.keySet().removeIf(line -> line.startsWith(own) || adopted.contains(line));
                    known.forEach((field, token) -> noted.merge(TOKEN + field, token, Token::later));
                    fields.forEach(field -> noted.put(own + field, ""));
                },
                !fields.isEmpty() || !unsent.isEmpty());
        if (written) {
            tokens.clear();
            tokens.putAll(known);
            unsent.clear();
            unsent.addAll(fields);
            adopted.clear();
        }
    }

    private interface Change {
        void make(Map<String, String> noted);
    }

    private boolean change(Change change, boolean needed) {
        try {
            return notes.change(
                    noted -> {
                        Map<String, String> changed = new HashMap<>(noted);
                        change.make(changed);
                        return changed;
                    },
                    needed);
        } catch (IOException | RuntimeException e) {
            warn(e);
            return false;
        }
    }

    private void warn(Exception e) {
        if (warned.compareAndSet(false, true)) {
            log.warn(
                    "What was cleared cannot be noted on this machine ({}). Should the shared store lose it too, or not hear of it"
                            + " before this process ends, results that were cleared may come back: let the application write below"
                            + " memo.persist.directory.",
                    e instanceof IOException ? e.toString() : e.getClass().getName());
        }
    }
}
