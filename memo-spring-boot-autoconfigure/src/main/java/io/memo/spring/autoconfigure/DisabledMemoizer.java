package io.memo.spring.autoconfigure;

import io.memo.Explanation;
import io.memo.MemoizedMethod;
import io.memo.Memoizer;
import java.util.List;

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
    public void clear(String name, Object... arguments) {
        // Nothing is kept.
    }

    @Override
    public Explanation explain(String name, Object... arguments) {
        return new Explanation(name, false, "", "memo is switched off by memo.enabled=false.");
    }

    @Override
    public List<MemoizedMethod> methods() {
        return List.of();
    }
}
