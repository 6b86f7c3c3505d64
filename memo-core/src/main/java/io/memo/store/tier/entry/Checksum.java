package io.memo.store.tier.entry;

import io.memo.store.tier.Realm;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.zip.CRC32C;

/** CRC32C: finds every flipped bit, and other damage but for one in 4 billion. */
final class Checksum implements Seal {

    private static final Realm UNSIGNED = new Realm() {
        @Override
        public String name() {
            return "unsigned";
        }

        @Override
        public String sign(String text) {
            return "";
        }
    };

    @Override
    public int id() {
        return 0;
    }

    @Override
    public List<Realm> realms() {
        return List.of(UNSIGNED);
    }

    @Override
    public int size() {
        return Integer.BYTES;
    }

    @Override
    public void close(byte[] entry) {
        ByteBuffer.wrap(entry).putInt(entry.length - size(), of(entry));
    }

    @Override
    public Verdict verify(int id, byte[] entry) {
        int sealed = ByteBuffer.wrap(entry).getInt(entry.length - size());
        return sealed == of(entry) ? Verdict.GENUINE : Verdict.DAMAGED;
    }

    private int of(byte[] entry) {
        CRC32C crc = new CRC32C();
        crc.update(entry, 0, entry.length - size());
        return (int) crc.getValue();
    }
}
