package io.memo.engine;

import io.memo.Memoizer;
import io.memo.MemoizerFactory;

/** Makes engines for use without Spring. Named in {@code META-INF/services}, made by {@code ServiceLoader} only. */
public final class MemoEngineFactory implements MemoizerFactory {

    /** For {@code ServiceLoader}. */
    public MemoEngineFactory() {}

    @Override
    public Memoizer.Builder builder() {
        return new EngineBuilder();
    }
}
