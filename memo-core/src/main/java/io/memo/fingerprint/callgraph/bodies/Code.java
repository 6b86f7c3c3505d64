package io.memo.fingerprint.callgraph.bodies;

import io.memo.fingerprint.classfile.code.MethodBody;
import io.memo.fingerprint.classfile.facts.ClassFacts;
import io.memo.fingerprint.classfile.facts.MethodFacts;
import io.memo.fingerprint.classfile.flow.Operands;
import io.memo.fingerprint.classfile.flow.Region;
import java.util.List;

/**
 * A method with its body.
 *
 * @param owner the class that declares it
 * @param method the method
 * @param body its body
 * @param operands what the body's instructions take
 */
public record Code(ClassFacts owner, MethodFacts method, MethodBody body, Operands operands) {

    /** A piece of code: some regions of it, in an order that need not be theirs. */
    public record Fragment(Code code, List<Region> regions) {}

    /** Returns all of it as one piece. */
    public Fragment whole() {
        return new Fragment(this, List.of(new Region(0, body.instructions().size())));
    }
}
