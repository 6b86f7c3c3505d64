package io.memo.returns.jdk;

import io.memo.hash.read.Wrapped;
import io.memo.returns.pass.Form;
import io.memo.returns.pass.Pass;
import io.memo.returns.pass.Refusal;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Wrappers of {@code java.util.Collections}: a copy wraps a copy of what they wrap. */
record WrapperForm(UnaryOperator<Object> wrap) implements Form.Late {

    private static final String PREFIX = "java.util.Collections$";
    private static final Map<String, UnaryOperator<Object>> WRAPS = new HashMap<>();

    static {
        put("UnmodifiableCollection", inside -> Collections.unmodifiableCollection((Collection<?>) inside));
        put("UnmodifiableList", inside -> Collections.unmodifiableList((List<?>) inside));
        put("UnmodifiableRandomAccessList", inside -> Collections.unmodifiableList((List<?>) inside));
        put("UnmodifiableSet", inside -> Collections.unmodifiableSet((Set<?>) inside));
        put("UnmodifiableSortedSet", inside -> Collections.unmodifiableSortedSet((SortedSet<?>) inside));
        put("UnmodifiableNavigableSet", inside -> Collections.unmodifiableNavigableSet((NavigableSet<?>) inside));
        put("UnmodifiableMap", inside -> Collections.unmodifiableMap((Map<?, ?>) inside));
        put("UnmodifiableSortedMap", inside -> Collections.unmodifiableSortedMap((SortedMap<?, ?>) inside));
        put("UnmodifiableNavigableMap", inside -> Collections.unmodifiableNavigableMap((NavigableMap<?, ?>) inside));
        put("UnmodifiableSequencedCollection", Unmodifiable::sequenced);
        put("UnmodifiableSequencedSet", Unmodifiable::sequenced);
        put("UnmodifiableSequencedMap", Unmodifiable::sequenced);
        put("SynchronizedCollection", inside -> Collections.synchronizedCollection((Collection<?>) inside));
        put("SynchronizedList", inside -> Collections.synchronizedList((List<?>) inside));
        put("SynchronizedRandomAccessList", inside -> Collections.synchronizedList((List<?>) inside));
        put("SynchronizedSet", inside -> Collections.synchronizedSet((Set<?>) inside));
        put("SynchronizedSortedSet", inside -> Collections.synchronizedSortedSet((SortedSet<?>) inside));
        put("SynchronizedNavigableSet", inside -> Collections.synchronizedNavigableSet((NavigableSet<?>) inside));
        put("SynchronizedMap", inside -> Collections.synchronizedMap((Map<?, ?>) inside));
        put("SynchronizedSortedMap", inside -> Collections.synchronizedSortedMap((SortedMap<?, ?>) inside));
        put("SynchronizedNavigableMap", inside -> Collections.synchronizedNavigableMap((NavigableMap<?, ?>) inside));
    }

    private static void put(String name, UnaryOperator<Object> wrap) {
        WRAPS.put(PREFIX + name, wrap);
    }

    /** Returns null for a wrapper that memo does not know how to make. */
    static @Nullable Form of(Class<?> type) {
        UnaryOperator<Object> wrap = WRAPS.get(type.getName());
        return wrap == null ? null : new WrapperForm(wrap);
    }

    @Override
    public @Nullable Object[] parts(Object source) {
        Object inside = Wrapped.in(source);
        if (inside == null) {
            throw new Refusal(source, "what it wraps is out of reach", "return a collection of its own");
        }
        return new @Nullable Object[] {inside};
    }

    @Override
    public Object build(
            Object source, @Nullable Object[] parts, @Nullable Object[] copies, @Nullable Object begun, Pass pass) {
        Object wrapped = copies[0];
        Object copy = wrapped == null || wrapped == parts[0] ? source : wrap.apply(wrapped);
        if (copy.getClass() != source.getClass()) {
            throw new Refusal(source, "memo does not know how to wrap a collection as it does", "");
        }
        return copy;
    }
}
