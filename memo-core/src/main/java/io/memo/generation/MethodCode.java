package io.memo.generation;

import io.memo.fingerprint.CodeFingerprint;
import java.util.function.Supplier;

/**
 * The code of one method, which may be replaced while it runs.
 *
 * @param first its fingerprint when the method was added
 * @param again takes the fingerprint of what its code is by then
 * @param generations tell when that is another one
 */
public record MethodCode(CodeFingerprint first, Supplier<CodeFingerprint> again, CodeGenerations generations) {

    /** Returns code that is never replaced. */
    public static MethodCode fixed(CodeFingerprint code) {
        return new MethodCode(code, () -> code, CodeGenerations.NONE);
    }
}
