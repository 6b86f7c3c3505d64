package io.memo.returns.pass;

import org.jspecify.annotations.Nullable;

/** From an object to another one, by identity: open addressing in one array. Not thread-safe. */
final class Identities {

    private static final int LEAST = 32;
    private static final int MOST = 1 << 20;

    private @Nullable Object[] table;
    private int size;

    /** @param expected how many there may be */
    Identities(int expected) {
        int slots = 8 * Integer.highestOneBit(Math.min(MOST, expected) + 1);
        table = new @Nullable Object[Math.max(LEAST, slots)];
    }

    @Nullable
    Object get(Object key) {
        @Nullable Object[] slots = table;
        int mask = slots.length - 2;
        for (int i = slot(key, mask); ; i = (i + 2) & mask) {
            Object there = slots[i];
            if (there == key) {
                return slots[i + 1];
            }
            if (there == null) {
                return null;
            }
        }
    }

    void put(Object key, Object value) {
        if (4 * (size + 1) > table.length) {
            grow();
        }
        if (insert(table, key, value)) {
            size++;
        }
    }

    private static boolean insert(@Nullable Object[] slots, Object key, @Nullable Object value) {
        int mask = slots.length - 2;
        int i = slot(key, mask);
        while (slots[i] != null && slots[i] != key) {
            i = (i + 2) & mask;
        }
        boolean isNew = slots[i] == null;
        slots[i] = key;
        slots[i + 1] = value;
        return isNew;
    }

    private void grow() {
        @Nullable Object[] larger = new @Nullable Object[4 * table.length];
        for (int i = 0; i < table.length; i += 2) {
            Object key = table[i];
            if (key != null) {
                insert(larger, key, table[i + 1]);
            }
        }
        table = larger;
    }

    /** An even number below the length; neighbours in memory have neighbouring hash codes in some JVMs. */
    private static int slot(Object key, int mask) {
        int hash = System.identityHashCode(key) * 0x9E3779B9;
        return ((hash >>> 8) << 1) & mask;
    }
}
