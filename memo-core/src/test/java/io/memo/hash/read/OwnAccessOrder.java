package io.memo.hash.read;

import java.util.LinkedHashMap;
import java.util.Map;

/** A map with a field of its own that is named as the one of {@link LinkedHashMap} is that tells its order. */
public final class OwnAccessOrder extends LinkedHashMap<String, Integer> {

    private static final long serialVersionUID = 1L;

    final boolean accessOrder;

    /**
     * @param own what its own field says
     * @param inherited whether it really is in access order
     */
    public OwnAccessOrder(boolean own, boolean inherited) {
        super(16, 0.75f, inherited);
        accessOrder = own;
    }

    /** Returns the map with two entries, whose keys are not in their order. */
    public static <M extends Map<String, Integer>> M filled(M map) {
        map.put("b", 1);
        map.put("a", 2);
        return map;
    }
}
