package io.memo.hash.structural;

import io.memo.hash.StructuralHasher;
import io.memo.hash.StructuralHasherFactory;

/** Makes the structural hashers of memo. Found as a service. */
public final class DefaultFactory implements StructuralHasherFactory {

    @Override
    public StructuralHasher.Builder builder() {
        return new DefaultBuilder();
    }
}
