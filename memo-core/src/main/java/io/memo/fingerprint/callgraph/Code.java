package io.memo.fingerprint.callgraph;

import io.memo.fingerprint.classfile.ClassFacts;
import io.memo.fingerprint.classfile.MethodBody;
import io.memo.fingerprint.classfile.MethodFacts;
import io.memo.fingerprint.classfile.Operands;
import io.memo.fingerprint.classfile.Region;
import java.util.List;

/**
 * A method with its body.
 *
 * @param owner the class that declares it
 * @param method the method
 * @param body its body
 * @param operands what the body's instructions take
 */
record Code(ClassFacts owner, MethodFacts method, MethodBody body, Operands operands) {

    /** A piece of code: some regions of it, in an order that need not be theirs. */
    record Fragment(Code code, List<Region> regions) {}

    /** Returns all of it as one piece. */
    Fragment whole() {
        return new Fragment(this, List.of(new Region(0, body.instructions().size())));
    }
}
