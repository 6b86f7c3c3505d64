package io.memo.key;

import io.memo.call.MethodSpec;
import io.memo.fingerprint.CodeFingerprinter;
import io.memo.hash.ManagedObjects;
import io.memo.key.external.ExternalObjects;

/** What belongs to the application where there is no container. */
public final class OwnObjects {

    private OwnObjects() {}

    public static ExternalObjects of(MethodSpec spec) {
        ClassLoader loader = spec.targetClass().getClassLoader();
        return new ExternalObjects(ManagedObjects.NONE, CodeFingerprinter.forPackages(loader), spec.targetClass());
    }
}
