package io.memo.spring.autoconfigure;

import io.memo.Explanation;
import io.memo.MemoizedMethod;
import io.memo.Memoizer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Stands in where memo is switched off: holds nothing, and lets go of it. */
final class DisabledMemoizer implements Memoizer {

    @Override
    public void clear() {
        // Nothing is kept.
    }

    @Override
    public void clear(String name) {
        // Nothing is kept.
    }

    @Override
    public void clear(String name, @Nullable Object @Nullable ... arguments) {
        // Nothing is kept.
    }

    @Override
    public Explanation explain(String name, @Nullable Object @Nullable ... arguments) {
        return new Explanation(name, false, "", "memo is switched off by memo.enabled=false.");
    }

    @Override
    public boolean enabled() {
        return false;
    }

    @Override
    public void setEnabled(boolean enabled) {
        if (enabled) {
            throw new UnsupportedOperationException(
                    "memo was left out when the application started, by memo.enabled=false, so it cannot be switched on.");
        }
    }

    @Override
    public void setEnabled(String name, boolean enabled) {
        setEnabled(enabled);
    }

    @Override
    public List<MemoizedMethod> methods() {
        return List.of();
    }
}
