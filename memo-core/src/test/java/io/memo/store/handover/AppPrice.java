package io.memo.store.handover;

import java.io.Serializable;
import java.util.List;

/** A class of the application. */
public record AppPrice(String article, List<Integer> cents) implements Serializable, Comparable<AppPrice> {

    @Override
    public int compareTo(AppPrice other) {
        return article.compareTo(other.article);
    }

    /** An enum of the application. */
    public enum Kind {
        RETAIL,
        TRADE
    }

    /** What no codec takes. */
    public record NotSerializable(String article) {}
}
