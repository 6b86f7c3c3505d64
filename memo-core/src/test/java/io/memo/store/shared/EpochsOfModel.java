package io.memo.store.shared;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Which epochs there were, by their tokens, and which of them may come again. */
final class EpochsOfModel {

    static final Pattern TOKEN = Pattern.compile("[0-9a-f]{16}-[0-9a-f-]{36}");

    private static final int DIGITS = 16;
    private static final int EPOCH_IN_NAME = 4;
    private static final int DIGEST_IN_NAME = 6;

    private final Map<String, String> byName = new HashMap<>();
    private final Map<String, String> byDigest = new HashMap<>();
    private final Map<String, String> fields = new HashMap<>();
    private final Set<String> live = new HashSet<>();

    /** A machine knows these tokens, which make the epoch. */
    void made(String epoch, Map<String, String> tokens) {
        byName.put(epoch.substring(0, DIGITS), text(tokens));
    }

    /** Returns the tokens of the epoch that is in the name of an entry. */
    String ofName(String name) {
        String[] parts = name.split(":");
        String epoch = known(byName, parts[EPOCH_IN_NAME]);
        byDigest.put(parts[DIGEST_IN_NAME], epoch);
        return epoch;
    }

    /** A machine that knows these tokens wrote to its disk under a key with these digits. */
    void written(String key, Map<String, String> tokens) {
        byDigest.putIfAbsent(key, text(tokens));
    }

    /** Returns the tokens of the epoch that is in the key of an entry, by its digits. The key was written, or its name asked for. */
    String of(String key) {
        return known(byDigest, key);
    }

    /** Never a guess: what is not known would make different worlds look alike. */
    private static String known(Map<String, String> epochs, String digits) {
        String epoch = epochs.get(digits);
        if (epoch == null) {
            throw new IllegalStateException("The model knows no epoch of " + digits);
        }
        return epoch;
    }

    /** All places from which a token may still come. */
    void live(List<Map<String, String>> places) {
        live.clear();
        for (Map<String, String> place : places) {
            place.forEach((field, text) -> tokens(text).forEach(token -> {
                live.add(token);
                fields.put(token, field.replace("token:", ""));
            }));
        }
    }

    /** Returns whether a machine may come to know these tokens again. */
    boolean isLive(String epoch) {
        return live.containsAll(tokens(epoch));
    }

    /** Returns the text with the rank of each token among those of its field in its place. */
    String ranked(String text) {
        List<String> all = ModelText.all(TOKEN, text);
        return ModelText.replaced(
                TOKEN,
                text,
                token -> "#"
                        + all.stream()
                                .filter(other -> fieldOf(other).equals(fieldOf(token)) && other.compareTo(token) < 0)
                                .count());
    }

    private String fieldOf(String token) {
        return fields.getOrDefault(token, "");
    }

    private static Collection<String> tokens(String text) {
        return TOKEN.matcher(text).results().map(MatchResult::group).toList();
    }

    static String text(Map<String, String> tokens) {
        List<String> lines = new ArrayList<>();
        tokens.forEach((field, token) -> lines.add(field + "=" + token.replaceAll("\\..*", "")));
        Collections.sort(lines);
        return lines.toString();
    }
}
