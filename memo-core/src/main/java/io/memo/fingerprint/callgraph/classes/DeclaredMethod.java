package io.memo.fingerprint.callgraph.classes;

import io.memo.fingerprint.classfile.code.MethodRef;
import io.memo.fingerprint.classfile.facts.ClassFacts;
import io.memo.fingerprint.classfile.facts.MethodFacts;

/**
 * A method where it is declared.
 *
 * @param owner the class that declares it
 * @param method the method
 */
public record DeclaredMethod(ClassFacts owner, MethodFacts method) {

    public MethodRef ref() {
        return new MethodRef(owner.name(), method.name(), method.descriptor());
    }
}
