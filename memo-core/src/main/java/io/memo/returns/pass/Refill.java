package io.memo.returns.pass;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * A collection or map that is to be filled again with the copies of its elements. It finds these by hash code or order, which may depend on other
 * such collections; so all are refilled until the elements of each are found.
 *
 * @param target the collection or map, still with the elements of its source
 * @param elements the copies of the elements, or of keys and values in turn
 */
public record Refill(Object target, @Nullable Object[] elements) {

    /** Collections whose hash code depends on that of others lie no deeper in one another than this. */
    private static final int ROUNDS = 16;

    /** Refills them; those that were met last come first, for these are more often inside. */
    static void all(List<Refill> refills) {
        Refill lost = null;
        for (int round = 0; round < ROUNDS; round++) {
            for (int i = refills.size() - 1; i >= 0; i--) {
                refills.get(i).again();
            }
            lost = refills.stream().filter(each -> !each.findsAll()).findFirst().orElse(null);
            if (lost == null) {
                return;
            }
        }
        if (lost != null) {
            throw new Refusal(
                    lost.target,
                    "its elements are not found where they should be: they were changed after they were added, or are equal to each other",
                    "");
        }
    }

    @SuppressWarnings("unchecked")
    private void again() {
        if (target instanceof Map<?, ?> map) {
            Map<Object, Object> filled = (Map<Object, Object>) map;
            filled.clear();
            for (int i = 0; i < elements.length; i += 2) {
                filled.put(elements[i], elements[i + 1]);
            }
            return;
        }
        Collection<Object> filled = (Collection<Object>) target;
        filled.clear();
        for (Object element : elements) {
            filled.add(element);
        }
    }

    private boolean findsAll() {
        if (target instanceof Map<?, ?> map) {
            boolean all = 2 * map.size() == elements.length;
            for (int i = 0; all && i < elements.length; i += 2) {
                all = map.containsKey(elements[i]);
            }
            return all;
        }
        Collection<?> filled = (Collection<?>) target;
        boolean all = filled.size() == elements.length;
        for (int i = 0; all && i < elements.length && !(filled instanceof Queue); i++) {
            all = filled.contains(elements[i]);
        }
        return all;
    }
}
