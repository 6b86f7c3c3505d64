package io.memo.hash;

/** Makes the structural hashers of memo. Found as a service. */
public final class DefaultFactory implements StructuralHasherFactory {

    @Override
    public StructuralHasher.Builder builder() {
        return new DefaultBuilder();
    }
}
