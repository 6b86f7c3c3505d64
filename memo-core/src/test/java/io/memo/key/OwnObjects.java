package io.memo.key;

import io.memo.fingerprint.CodeFingerprinter;
import io.memo.hash.ManagedObjects;

/** What belongs to the application where there is no container. */
final class OwnObjects {

    private OwnObjects() {}

    static ExternalObjects of(MethodSpec spec) {
        ClassLoader loader = spec.targetClass().getClassLoader();
        return new ExternalObjects(ManagedObjects.NONE, CodeFingerprinter.forPackages(loader), spec.targetClass());
    }
}
