package io.memo.fingerprint.callgraph.lambda;

import io.memo.fingerprint.CallPlace;
import io.memo.fingerprint.callgraph.bodies.Code;
import io.memo.fingerprint.callgraph.library.LibraryCalls;
import io.memo.fingerprint.callgraph.reach.Program;
import io.memo.fingerprint.classfile.ClassFile;
import io.memo.fingerprint.classfile.UnreadableClassException;
import io.memo.fingerprint.classfile.code.Constant;
import io.memo.fingerprint.classfile.code.Instruction;
import io.memo.fingerprint.classfile.code.MethodRef;
import io.memo.fingerprint.classfile.facts.ClassFacts;
import io.memo.fingerprint.classfile.facts.Descriptors;
import io.memo.fingerprint.classfile.facts.MethodFacts;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The instructions that may have made a lambda. Where its class does not tell, all count that could have; but where it is
 * known which call it was handed to, and an instruction right before that made what was handed over, it is that one.
 */
final class LambdaCreationSites {

    private static final String ANY = "Ljava/lang/Object;";

    private final Program program;

    LambdaCreationSites(Program program) {
        this.program = program;
    }

    /** An instruction that makes a lambda. */
    record Maker(Code code, int at, Constant.Dynamic made) {

        /** Returns what it leads to, or null if that is not to be seen. */
        Constant.@Nullable MethodHandle handle() {
            return made.arguments().size() > 1 && made.arguments().get(1) instanceof Constant.MethodHandle handle
                    ? handle
                    : null;
        }

        /** Returns the descriptor of what the caller gets; where that is any object, of what the code behind it says. */
        String result() {
            String seen = made.arguments().size() > 2 && made.arguments().get(2) instanceof Constant.MethodType type
                    ? Descriptors.returned(type.descriptor())
                    : ANY;
            Constant.MethodHandle handle = handle();
            return !seen.equals(ANY) || handle == null || handle.creates()
                    ? seen
                    : Descriptors.returned(handle.method().descriptor());
        }
    }

    /**
     * Returns the instructions that may have made a lambda of this shape.
     *
     * @param facts the class that it is written in
     * @param handedTo the call that the lambda was the last argument of, or null if that is not known
     */
    List<Maker> of(LambdaShape shape, ClassFacts facts, @Nullable CallPlace handedTo) {
        List<Maker> all = new ArrayList<>();
        for (MethodFacts method : facts.methods()) {
            Code code = program.bodies().of(new MethodRef(facts.name(), method.name(), method.descriptor()));
            List<Maker> here = code == null ? List.of() : in(code, shape);
            Maker exact = code == null || handedTo == null || handedTo.type() != shape.home()
                    ? null
                    : before(handedTo, code, here);
            if (exact != null) {
                return List.of(exact);
            }
            all.addAll(here);
        }
        return shape.leadingToCalled(all, Maker::handle);
    }

    /** Returns whether it does not matter which of them made the lambda. */
    static boolean leadToOne(List<Maker> makers) {
        return LambdaShape.leadToOne(
                new HashSet<>(makers.stream().map(Maker::handle).toList()), makers.size());
    }

    private static List<Maker> in(Code code, LambdaShape shape) {
        List<Maker> makers = new ArrayList<>();
        for (int at = 0; at < code.body().instructions().size(); at++) {
            Constant.Dynamic made = dynamic(code, at);
            if (made != null && LibraryCalls.makesLambda(made) && shape.fits(made)) {
                makers.add(new Maker(code, at, made));
            }
        }
        return makers;
    }

    private static Constant.@Nullable Dynamic dynamic(Code code, int at) {
        return code.body().instructions().get(at) instanceof Instruction.DynamicCall call ? call.site() : null;
    }

    private @Nullable Maker before(CallPlace call, Code code, List<Maker> here) {
        MethodRef method = code.body().method();
        ClassFile file = program.application().file(method.owner());
        if (file == null
                || !file.running(method).equals(new MethodRef(method.owner(), call.method(), call.descriptor()))) {
            return null;
        }
        int number;
        try {
            number = file.dynamicBefore(method, call.offset());
        } catch (UnreadableClassException e) {
            return null;
        }
        for (int at = 0; number >= 0 && at < code.body().instructions().size(); at++) {
            if (dynamic(code, at) != null && number-- == 0) {
                int made = at;
                return here.stream()
                        .filter(maker -> maker.at() == made && isHandedOver(maker, call))
                        .findFirst()
                        .orElse(null);
            }
        }
        return null;
    }

    /** The line is compared as well: an agent may have moved the instructions of what runs. */
    private static boolean isHandedOver(Maker maker, CallPlace call) {
        int next = maker.at() + 1;
        List<Instruction> instructions = maker.code().body().instructions();
        if (next >= instructions.size() || !(instructions.get(next) instanceof Instruction.Call taker)) {
            return false;
        }
        List<String> parameters = Descriptors.parameters(taker.method().descriptor());
        boolean takesIt = !parameters.isEmpty()
                && parameters
                        .get(parameters.size() - 1)
                        .equals(Descriptors.returned(maker.made().descriptor()));
        int line = maker.code().body().lineOf(next);
        return takesIt && (call.line() <= 0 || line == call.line());
    }
}
