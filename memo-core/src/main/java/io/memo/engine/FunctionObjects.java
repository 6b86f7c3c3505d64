package io.memo.engine;

import io.memo.hash.ManagedObjects;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * What the engine itself puts between objects, besides what a container does. A memoized function is a proxy: as a value it
 * counts as the function behind it, so that a function may depend on memoized ones, itself included. An engine has no value:
 * that code asks one for results changes none.
 */
record FunctionObjects(ManagedObjects container) implements ManagedObjects {

    @Override
    public Object unwrap(Object object) {
        return container.unwrap(behind(object));
    }

    @Override
    public @Nullable String nameOf(Object object) {
        return object instanceof MemoEngine ? MemoEngine.class.getName() : container.nameOf(object);
    }

    @Override
    public @Nullable String identityOf(String name) {
        return container.identityOf(name);
    }

    @Override
    public SortedMap<String, Object> objectsOf(Choice choice) {
        return container.objectsOf(choice);
    }

    @Override
    public boolean mayName(Class<?> type) {
        return container.mayName(type);
    }

    @Override
    public boolean isFixed(Object object) {
        return container.isFixed(behind(object));
    }

    private static Object behind(Object object) {
        Object behind = object;
        while (behind instanceof FunctionObject memoized) {
            behind = memoized.original();
        }
        return behind;
    }
}
