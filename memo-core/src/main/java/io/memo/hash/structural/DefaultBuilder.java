package io.memo.hash.structural;

import io.memo.FieldsIgnored;
import io.memo.Hasher;
import io.memo.hash.Behaviour;
import io.memo.hash.FieldSelection;
import io.memo.hash.KeysInPaths;
import io.memo.hash.ManagedObjects;
import io.memo.hash.NamedFields;
import io.memo.hash.StructuralHasher;
import io.memo.hash.classify.Boxes;
import io.memo.hash.classify.Jdk;
import io.memo.hash.identity.HashingScope;
import io.memo.hash.registry.HasherRegistry;
import io.memo.hash.registry.HasherTypes;
import io.memo.hash.registry.IgnoredFields;
import io.memo.hash.walk.Settings;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

final class DefaultBuilder implements StructuralHasher.Builder {

    private final List<HasherRegistry.Entry> first = new ArrayList<>();
    private final List<HasherRegistry.Entry> others = new ArrayList<>();
    private ManagedObjects managedObjects = ManagedObjects.NONE;
    private FieldSelection fields = FieldSelection.ALL;
    private final List<FieldsIgnored<?>> ignored = new ArrayList<>();
    private NamedFields namedFields = NamedFields.NONE;
    private Supplier<@Nullable StructuralHasher> held = () -> null;
    private Behaviour behaviour = Behaviour.NONE;
    private Predicate<Class<?>> own = type -> !Jdk.owns(type);
    private boolean dependencies;
    private long maxNodes = 10_000_000;
    private KeysInPaths keysInPaths = KeysInPaths.NONE;
    private boolean generated = true;
    private @Nullable HashingScope scope;

    @Override
    public <T> StructuralHasher.Builder hasher(Class<T> type, Hasher<? super T> hasher) {
        if (hasher instanceof FieldsIgnored<?> fieldsIgnored) {
            ignored.add(fieldsIgnored);
            return this;
        }
        Class<?> box = Boxes.of(type);
        others.add(new HasherRegistry.Entry(box == null ? type : box, hasher));
        return this;
    }

    @Override
    public StructuralHasher.Builder hashers(Collection<? extends Hasher<?>> hashers) {
        return add(hashers, others);
    }

    @Override
    public StructuralHasher.Builder hashersFirst(Collection<? extends Hasher<?>> hashers) {
        return add(hashers, first);
    }

    private StructuralHasher.Builder add(Collection<? extends Hasher<?>> hashers, List<HasherRegistry.Entry> target) {
        for (Hasher<?> hasher : hashers) {
            if (hasher instanceof FieldsIgnored<?> fieldsIgnored) {
                ignored.add(fieldsIgnored);
                continue;
            }
            target.add(new HasherRegistry.Entry(HasherTypes.typeOf(hasher), hasher));
        }
        return this;
    }

    @Override
    public StructuralHasher.Builder managedObjects(ManagedObjects newManagedObjects) {
        this.managedObjects = newManagedObjects;
        return this;
    }

    @Override
    public StructuralHasher.Builder fields(FieldSelection newFields) {
        this.fields = newFields;
        return this;
    }

    @Override
    public StructuralHasher.Builder namedFields(NamedFields newNamedFields) {
        this.namedFields = newNamedFields;
        return this;
    }

    @Override
    public StructuralHasher.Builder held(Supplier<@Nullable StructuralHasher> newHeld) {
        this.held = newHeld;
        return this;
    }

    @Override
    public StructuralHasher.Builder behaviour(Behaviour newBehaviour) {
        this.behaviour = newBehaviour;
        return this;
    }

    @Override
    public StructuralHasher.Builder application(Predicate<Class<?>> newOwn) {
        this.own = newOwn;
        return this;
    }

    @Override
    public StructuralHasher.Builder dependencies() {
        this.dependencies = true;
        return this;
    }

    @Override
    public StructuralHasher.Builder maxNodes(long newMaxNodes) {
        if (newMaxNodes < 1) {
            throw new IllegalArgumentException("maxNodes must be at least 1, not " + newMaxNodes);
        }
        this.maxNodes = newMaxNodes;
        return this;
    }

    @Override
    public StructuralHasher.Builder keysInPaths(KeysInPaths newKeysInPaths) {
        this.keysInPaths = newKeysInPaths;
        return this;
    }

    @Override
    public StructuralHasher.Builder scope(HashingScope newScope) {
        this.scope = newScope;
        return this;
    }

    /** Sets whether fields are read by generated code where that is possible; for tests that compare. */
    DefaultBuilder generated(boolean newGenerated) {
        this.generated = newGenerated;
        return this;
    }

    @Override
    public StructuralHasher build() {
        return new DefaultStructuralHasher(new Settings(
                new HasherRegistry(first, others),
                managedObjects,
                fields,
                IgnoredFields.of(ignored),
                namedFields,
                held,
                behaviour,
                own,
                dependencies,
                maxNodes,
                keysInPaths,
                generated,
                scope == null ? new HashingScope() : scope));
    }
}
