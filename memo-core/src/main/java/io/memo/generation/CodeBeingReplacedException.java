package io.memo.generation;

import io.memo.hash.ChangedWhileHashedException;

/** There is no key as long as the code that counts for it is being replaced. */
public final class CodeBeingReplacedException extends ChangedWhileHashedException {

    private static final long serialVersionUID = 1L;

    public CodeBeingReplacedException(String method) {
        super("The code of %s is being replaced".formatted(method), null);
    }
}
