package io.memo.store.shared;

import io.memo.store.tier.TierKey;
import java.nio.charset.StandardCharsets;

/**
 * The names of what memo keeps in a shared store.
 *
 * <pre>
 * memo:APPLICATION:REALM:2:EPOCH:METHOD:DIGEST     an entry
 * memo:APPLICATION:REALM:2:EPOCH:METHOD:DIGEST:l   the lock of its computation
 * memo:APPLICATION:REALM:2:epochs                  the map of epochs
 * memo:APPLICATION:REALM:2:events                  the channel
 * </pre>
 *
 * <p>The realm is that of the secret, so those who do not read each other's entries never meet. Without braces, which would put all
 * entries of an application on one node of a cluster. Immutable.
 */
final class SharedKeys {

    private static final String VERSION = ":2:";

    private final String prefix;

    SharedKeys(String application, String realm) {
        this.prefix = "memo:" + plain(application) + ":" + realm + VERSION;
    }

    String epochs() {
        return prefix + "epochs";
    }

    String channel() {
        return prefix + "events";
    }

    String entry(String epoch, TierKey key) {
        return prefix + epoch + ":" + plain(key.method()) + ":" + key.digest().hex();
    }

    static String lock(String entry) {
        return entry + ":l";
    }

    /** Letters, digits and few signs as they are, all else percent-encoded, so that no two names become one. */
    private static String plain(String name) {
        StringBuilder plain = new StringBuilder();
        for (byte b : name.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xff);
            boolean harmless = c < 128 && (Character.isLetterOrDigit(c) || "._-$#".indexOf(c) >= 0);
            plain.append(harmless ? String.valueOf(c) : "%%%02x".formatted((int) c));
        }
        return plain.toString();
    }
}
