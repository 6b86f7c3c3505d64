package io.memo.fingerprint.classfile.normal;

import io.memo.fingerprint.classfile.code.Instruction;
import io.memo.fingerprint.classfile.code.MethodBody;
import io.memo.fingerprint.classfile.code.MethodRef;
import java.util.BitSet;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Removes checks of javac's whether an outer object is null, which depend on its version:
 *
 * <ul>
 *   <li>before the constructor of an inner class, from {@code --release 25} on;
 *   <li>before a reference to a method of the outer object, {@code Outer.this::method}, from some version after 17 on.
 * </ul>
 *
 * <p>It is null nowhere that the language can make an inner object, for the maker has checked. The forms are those of javac alone,
 * which keeps a copy of what it checks; {@code Objects.requireNonNull} in source text does not.
 */
public final class OuterNullChecks {

    private static final Pattern OUTER = Pattern.compile("this\\$\\d+");
    private static final MethodRef CHECK =
            new MethodRef("java/util/Objects", "requireNonNull", "(Ljava/lang/Object;)Ljava/lang/Object;");
    private static final int ALOAD = 25;
    private static final int POP = 87;
    private static final int DUP = 89;
    private static final int GETFIELD = 180;
    private static final int PUTFIELD = 181;

    private final MethodBody body;
    private final BitSet needless = new BitSet();

    private OuterNullChecks(MethodBody body) {
        this.body = body;
    }

    public static MethodBody removedFrom(MethodBody body) {
        OuterNullChecks checks = new OuterNullChecks(body);
        if (body.method().isConstructor()) {
            checks.inConstructor();
        }
        checks.afterReads();
        return body.without(checks.needless);
    }

    private void inConstructor() {
        for (int at = 0; at >= 0; at = afterStore(at)) {
            if (isLoad(at, 1) && isCheck(at + 1) && is(at + 4, POP)) {
                remove(at, at + 5);
            } else if (isLoad(at, 0) && isLoad(at + 1, 1) && isCheck(at + 2) && isOuter(at + 5, PUTFIELD)) {
                remove(at + 2, at + 5);
            }
        }
    }

    private void afterReads() {
        for (int at = 0; at < body.instructions().size(); at++) {
            if (isOuter(at, GETFIELD) && isCheck(at + 1)) {
                remove(at + 1, at + 4);
            }
        }
    }

    private void remove(int from, int to) {
        int target = body.targets().nextSetBit(from);
        if (target < 0 || target >= to) {
            needless.set(from, to);
        }
    }

    /** Returns the index after {@code this.f = parameter}, or -1 if there is something else. */
    private int afterStore(int at) {
        List<Instruction> code = body.instructions();
        boolean stores = isLoad(at, 0)
                && at + 2 < code.size()
                && code.get(at + 1) instanceof Instruction.Local value
                && !value.isStore()
                && is(at + 2, PUTFIELD);
        return stores ? at + 3 : -1;
    }

    private boolean isCheck(int at) {
        return is(at, DUP)
                && at + 2 < body.instructions().size()
                && body.instructions().get(at + 1) instanceof Instruction.Call call
                && call.method().equals(CHECK)
                && is(at + 2, POP);
    }

    private boolean isOuter(int at, int opcode) {
        return is(at, opcode)
                && body.instructions().get(at) instanceof Instruction.OnField access
                && OUTER.matcher(access.field().name()).matches();
    }

    private boolean isLoad(int at, int slot) {
        return is(at, ALOAD) && ((Instruction.Local) body.instructions().get(at)).slot() == slot;
    }

    private boolean is(int at, int opcode) {
        return at < body.instructions().size() && body.instructions().get(at).opcode() == opcode;
    }
}
