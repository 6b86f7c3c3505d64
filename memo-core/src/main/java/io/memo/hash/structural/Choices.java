package io.memo.hash.structural;

import io.memo.hash.fields.FieldsPlan;
import io.memo.hash.identity.HashingScope;
import io.memo.hash.walk.Encoder;
import io.memo.hash.walk.Leaf;
import java.lang.ref.WeakReference;
import java.util.Arrays;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What was decided for classes, once each. Safe for use by several threads.
 *
 * <p>A {@link ClassValue} alone would leak: a class holds on to its values until it is asked for another one, so classes of the
 * JDK would keep every hasher, and the context behind it, for good. A map alone would leak as well: it would keep classes of
 * loaders that are gone. So it depends on which of the two lives longer. Classes of memo's own loader and of those above it
 * outlive every hasher: their choices are in a table of the hasher, and nothing refers to it from outside. Classes of other
 * loaders, and hidden ones, keep their choices themselves until they are told to {@link #forget}.
 */
final class Choices implements HashingScope.Resident {

    /**
     * A choice. A class of its own: a cast to an interface, as {@code ClassValue} would make it, costs more than all the rest
     * where several interfaces are asked for in turn (JDK-8180450).
     */
    record Choice(
            Class<?> type,
            Encoder encoder,
            @Nullable Leaf leaf,
            @Nullable FieldsPlan plan,
            KeyParts keyParts) {}

    private static final int INITIAL = 64;

    private final Function<Class<?>, Choice> decide;
    private final HashingScope scope;
    private final ReentrantLock lock = new ReentrantLock();

    /**
     * A hash table with open addressing, at most half full. Read without a lock: a choice is immutable, so that a reader sees
     * either none or all of it.
     */
    private volatile @Nullable Choice[] lasting = new Choice[INITIAL];

    private int size;

    private final Queue<WeakReference<Class<?>>> passing = new ConcurrentLinkedQueue<>();
    private final ClassValue<Choice> ofPassing;

    Choices(HashingScope scope, Function<Class<?>, Choice> decide) {
        this.scope = scope;
        this.decide = decide;
        this.ofPassing = new ClassValue<>() {
            @Override
            protected Choice computeValue(Class<?> type) {
                passing.add(new WeakReference<>(type));
                return decide.apply(type);
            }
        };
        scope.add(this);
    }

    Choice of(Class<?> type) {
        @Nullable Choice[] table = lasting;
        int mask = table.length - 1;
        for (int i = type.hashCode() & mask; ; i = (i + 1) & mask) {
            Choice there = table[i];
            if (there == null) {
                return decided(type);
            }
            if (there.type == type) {
                return there;
            }
        }
    }

    private Choice decided(Class<?> type) {
        if (outlivesMemo(type)) {
            return keep(decide.apply(type));
        }
        if (scope.isClosed()) {
            return decide.apply(type);
        }
        Choice choice = ofPassing.get(type);
        if (scope.isClosed()) {
            forget();
        }
        return choice;
    }

    private Choice keep(Choice choice) {
        lock.lock();
        try {
            if (2 * (size + 1) > lasting.length) {
                lasting = doubled(lasting);
            }
            return put(choice, lasting);
        } finally {
            lock.unlock();
        }
    }

    private Choice put(Choice choice, @Nullable Choice[] table) {
        int i = choice.type.hashCode() & (table.length - 1);
        for (Choice there = table[i]; there != null; there = table[i]) {
            if (there.type == choice.type) {
                return there;
            }
            i = (i + 1) & (table.length - 1);
        }
        table[i] = choice;
        size++;
        return choice;
    }

    private @Nullable Choice[] doubled(@Nullable Choice[] table) {
        @Nullable Choice[] larger = new Choice[2 * table.length];
        size = 0;
        Arrays.stream(table).forEach(choice -> {
            if (choice != null) {
                put(choice, larger);
            }
        });
        return larger;
    }

    @Override
    public void forget() {
        lock.lock();
        try {
            lasting = new Choice[INITIAL];
            size = 0;
        } finally {
            lock.unlock();
        }
        for (WeakReference<Class<?>> next = passing.poll(); next != null; next = passing.poll()) {
            Class<?> type = next.get();
            if (type != null) {
                ofPassing.remove(type);
            }
        }
    }

    private static boolean outlivesMemo(Class<?> type) {
        Class<?> element = type;
        while (element.isArray()) {
            element = element.getComponentType();
        }
        // Those of lambdas live as long as their loader; others may go at any time.
        if (element.isHidden() && !element.getName().contains("$$Lambda")) {
            return false;
        }
        ClassLoader loader = element.getClassLoader();
        if (loader == null) {
            return true;
        }
        for (ClassLoader above = Choices.class.getClassLoader(); above != null; above = above.getParent()) {
            if (above == loader) {
                return true;
            }
        }
        return false;
    }
}
