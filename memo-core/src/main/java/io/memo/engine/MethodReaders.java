package io.memo.engine;

import io.memo.call.MethodSpec;
import io.memo.fingerprint.CodeFingerprint;
import io.memo.hash.Behaviour;
import io.memo.hash.StructuralHasher;
import io.memo.key.external.ExternalObjects;
import io.memo.key.external.ExternalVariables;
import io.memo.key.external.HeldFields;
import io.memo.key.external.ReadFields;
import io.memo.key.external.ReadSets;
import java.util.Set;

/** Makes what reads the external variables of one method, and the managed objects that its arguments' code holds. */
final class MethodReaders implements ReadSets.ReaderFactory {

    private final MethodSpec spec;
    private final EngineSettings settings;
    private final ExternalObjects objects;

    MethodReaders(MethodSpec spec, EngineSettings settings) {
        this.spec = spec;
        this.settings = settings;
        this.objects = new ExternalObjects(settings.managedObjects(), settings.fingerprinter(), spec.targetClass());
    }

    @Override
    public StructuralHasher arguments(CodeFingerprint code, ReadSets behaviour) {
        return MethodParts.hasher(spec, settings)
                .keysInPaths(MethodParts.shown(code, settings))
                .managedObjects(settings.managedObjects())
                .behaviour(behaviour)
                .held(behaviour::held)
                .build();
    }

    @Override
    public ExternalVariables externals(CodeFingerprint code, Behaviour behaviour) {
        StructuralHasher hasher = MethodParts.hasher(spec, settings)
                .managedObjects(objects)
                .behaviour(behaviour)
                .fields(new ReadFields(code, spec.targetClass().getClassLoader()))
                .dependencies()
                .build();
        return new ExternalVariables(spec, code, hasher, objects);
    }

    @Override
    public StructuralHasher held(CodeFingerprint code, Set<String> followed, Behaviour behaviour) {
        return MethodParts.hasher(spec, settings)
                .managedObjects(settings.managedObjects())
                .namedFields(new HeldFields(code, followed, objects))
                .behaviour(behaviour)
                .fields(new ReadFields(code, spec.targetClass().getClassLoader()))
                .dependencies()
                .build();
    }
}
