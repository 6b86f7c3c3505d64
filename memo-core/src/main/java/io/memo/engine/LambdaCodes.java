package io.memo.engine;

import io.memo.digest.Digest;
import io.memo.fingerprint.CodeFingerprinter;
import io.memo.hash.Behaviour;
import org.jspecify.annotations.Nullable;

/** Tells the code of lambdas in results, such as comparators. No other class of a result brings code along. */
record LambdaCodes(CodeFingerprinter fingerprinter) implements Behaviour {

    @Override
    public @Nullable Digest codeOf(Class<?> type) {
        return null;
    }

    @Override
    public @Nullable Digest lambda(Class<?> type) {
        return fingerprinter.lambdaOf(type);
    }
}
