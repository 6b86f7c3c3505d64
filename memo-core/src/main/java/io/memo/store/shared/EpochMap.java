package io.memo.store.shared;

import io.memo.store.tier.Realm;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The epochs of one realm as the store has them: a token for each field, signed with the field, so that who does not have the secret can
 * at most bring back one that was there. Not safe for use by several threads.
 */
final class EpochMap {

    private static final char BEFORE_SIGNATURE = '.';

    private final SharedStore store;
    private final SharedKeys keys;
    private final Realm realm;
    /** What was read last, which need not be verified again. */
    private Map<String, String> texts = Map.of();

    private Map<String, String> before = Map.of();

    EpochMap(SharedStore store, SharedKeys keys, Realm realm) {
        this.store = store;
        this.keys = keys;
        this.realm = realm;
    }

    /**
     * Returns the tokens; what is none, or not signed, is left out.
     *
     * @throws IOException if that cannot be told
     */
    Map<String, String> read() throws IOException {
        Map<String, String> found = store.fields(keys.epochs());
        Map<String, String> tokens = new HashMap<>();
        found.forEach((field, text) -> {
            String token = text.equals(texts.get(field)) ? before.get(field) : genuine(field, text);
            if (token != null) {
                tokens.put(field, token);
            }
        });
        texts = found;
        before = tokens;
        return tokens;
    }

    private @Nullable String genuine(String field, String text) {
        int end = text.indexOf(BEFORE_SIGNATURE);
        String token = end < 0 ? text : text.substring(0, end);
        boolean signed = MessageDigest.isEqual(
                signed(field, token).getBytes(StandardCharsets.UTF_8), text.getBytes(StandardCharsets.UTF_8));
        return signed && Token.isToken(token) ? token : null;
    }

    /**
     * Sets a field.
     *
     * @throws IOException if it may not be set
     */
    void put(String field, String token) throws IOException {
        store.putField(keys.epochs(), field, signed(field, token));
    }

    /**
     * Sets a field that has no value yet.
     *
     * @throws IOException if it may not be set
     */
    void putIfAbsent(String field, String token) throws IOException {
        store.putFieldIfAbsent(keys.epochs(), field, signed(field, token));
    }

    private String signed(String field, String token) {
        String signature = realm.sign("epoch " + keys.epochs() + " " + token + " " + field);
        return signature.isEmpty() ? token : token + BEFORE_SIGNATURE + signature;
    }

    /** Tells all who listen that something has changed. It may be lost. */
    void announce() {
        try {
            store.publish(keys.channel(), keys.epochs());
        } catch (IOException e) {
            // The others look once a second.
            return;
        }
    }
}
