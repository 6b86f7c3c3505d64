package io.memo.fingerprint.callgraph;

import io.memo.fingerprint.classfile.ClassFacts;
import io.memo.fingerprint.classfile.MethodFacts;
import io.memo.fingerprint.classfile.MethodRef;

/**
 * A method where it is declared.
 *
 * @param owner the class that declares it
 * @param method the method
 */
record Target(ClassFacts owner, MethodFacts method) {

    MethodRef ref() {
        return new MethodRef(owner.name(), method.name(), method.descriptor());
    }
}
