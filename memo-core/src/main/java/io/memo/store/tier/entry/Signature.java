package io.memo.store.tier.entry;

import io.memo.digest.FramedSink;
import io.memo.store.tier.Realm;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * HMAC-SHA256 (RFC 2104) over the whole entry, its key and times included. A number drawn from each secret says which one
 * was used, so that secrets can be changed: first add the new one everywhere behind the old one, then put it first.
 */
final class Signature implements Seal {

    private static final String ALGORITHM = "HmacSHA256";
    private static final int SHORTEST = 16;
    private static final int NAME_DIGITS = 12;
    /** As many bytes of it are kept: nobody finds another text for them. */
    private static final int TEXT_SIGNATURE = 16;

    private final List<Key> keys;

    private record Key(int id, String name, SecretKeySpec secret) implements Realm {

        @Override
        public String sign(String text) {
            byte[] signature = mac(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(signature, 0, TEXT_SIGNATURE);
        }

        private byte[] mac(byte[] bytes) {
            return mac(bytes, bytes.length);
        }

        private byte[] mac(byte[] bytes, int length) {
            try {
                Mac mac = Mac.getInstance(ALGORITHM);
                mac.init(secret);
                mac.update(bytes, 0, length);
                return mac.doFinal();
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("Every Java platform has " + ALGORITHM, e);
            }
        }
    }

    Signature(List<byte[]> secrets) {
        List<Key> made = new ArrayList<>();
        for (byte[] secret : secrets) {
            if (secret.length < SHORTEST) {
                throw new IllegalArgumentException("A secret has %d bytes; it must have at least %d, drawn at random"
                        .formatted(secret.length, SHORTEST));
            }
            made.add(new Key(idOf(secret), nameOf(secret), new SecretKeySpec(secret, ALGORITHM)));
        }
        if (made.isEmpty()) {
            throw new IllegalArgumentException("There is no secret; give at least one");
        }
        keys = List.copyOf(made);
    }

    /** Never 0, which is the id of a checksum. */
    private static int idOf(byte[] secret) {
        long digest = new FramedSink()
                .putString("memo secret")
                .putBytes(secret)
                .digest()
                .a();
        return (int) digest | 1;
    }

    private static String nameOf(byte[] secret) {
        return new FramedSink()
                .putString("memo realm")
                .putBytes(secret)
                .digest()
                .hex()
                .substring(0, NAME_DIGITS);
    }

    @Override
    public List<Realm> realms() {
        return List.copyOf(keys);
    }

    @Override
    public int id() {
        return keys.get(0).id();
    }

    @Override
    public int size() {
        return 32;
    }

    @Override
    public void close(byte[] entry) {
        byte[] seal = of(entry, keys.get(0));
        System.arraycopy(seal, 0, entry, entry.length - seal.length, seal.length);
    }

    @Override
    public Verdict verify(int id, byte[] entry) {
        byte[] sealed = Arrays.copyOfRange(entry, entry.length - size(), entry.length);
        for (Key key : keys) {
            if (key.id() == id) {
                return MessageDigest.isEqual(sealed, of(entry, key)) ? Verdict.GENUINE : Verdict.DAMAGED;
            }
        }
        return Verdict.FOREIGN;
    }

    private byte[] of(byte[] entry, Key key) {
        return key.mac(entry, entry.length - size());
    }
}
