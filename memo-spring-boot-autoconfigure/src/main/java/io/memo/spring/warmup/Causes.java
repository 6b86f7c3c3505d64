package io.memo.spring.warmup;

import java.util.ArrayList;
import java.util.List;

/** What failures are told as: types and the place. The message of an exception may hold a value. */
final class Causes {

    private static final int MOST = 4;

    private Causes() {}

    static String of(Throwable failure) {
        List<String> texts = new ArrayList<>();
        for (Throwable each = failure; each != null && texts.size() < MOST; each = each.getCause()) {
            StackTraceElement[] places = each.getStackTrace();
            texts.add(each.getClass().getName() + (places.length == 0 ? "" : " at " + places[0]));
        }
        return String.join(", by ", texts);
    }
}
