package io.memo.fingerprint.callgraph.bodies;

import io.memo.fingerprint.callgraph.classes.Application;
import io.memo.fingerprint.callgraph.library.LibraryCalls;
import io.memo.fingerprint.callgraph.library.PureCalls;
import io.memo.fingerprint.classfile.code.Constant;
import io.memo.fingerprint.classfile.code.Instruction;
import io.memo.fingerprint.classfile.facts.FieldFacts;
import io.memo.fingerprint.classfile.flow.Region;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What regions of initialisers and constructors do. */
public final class RegionEffects {

    private static final String CLASS_INITIALISER = "<clinit>";
    private static final int SYNTHETIC = 0x1000;
    private static final int RETURN = 177;
    private static final int LOAD_REFERENCE = 25;

    /** ldc, invokevirtual, ifne, iconst_1, goto, iconst_0, putstatic. */
    private static final List<Integer> ASSERTION_STATUS = List.of(18, 182, 154, 4, 167, 3, 179);

    private final Application application;

    RegionEffects(Application application) {
        this.application = application;
    }

    /**
     * Returns whether the region gives a library an object whose methods that might call: one of the application, a lambda,
     * {@code this} or a parameter.
     */
    boolean mayRunWhatItGives(Code code, Region region) {
        boolean runs = false;
        boolean hashes = false;
        boolean lambda = false;
        boolean object = false;
        int receivers = code.method().name().equals(CLASS_INITIALISER) ? 0 : 1;
        for (int i = region.from(); i < region.to(); i++) {
            Instruction instruction = code.body().instructions().get(i);
            if (instruction instanceof Instruction.Call call) {
                runs |= PureCalls.runsArguments(call.method());
                hashes |= PureCalls.hashesArguments(call.method());
            } else if (instruction instanceof Instruction.DynamicCall call) {
                lambda |= LibraryCalls.makesLambda(call.site());
                runs |= !LibraryCalls.makesLambda(call.site());
            } else if (instruction instanceof Instruction.Local local && local.opcode() == LOAD_REFERENCE) {
                object |= local.slot() != 0 || --receivers < 0;
            } else if (instruction instanceof Instruction.OnType made && made.isNew()) {
                object |= application.contains(made.type());
            }
        }
        return runs && (lambda || object) || hashes && object;
    }

    static void reads(Code code, Region region, Set<String> names) {
        for (int i = region.from(); i < region.to(); i++) {
            if (code.body().instructions().get(i) instanceof Instruction.OnField access && access.isRead()) {
                names.add(access.field().name());
            }
        }
    }

    boolean callsApplication(Code code, Region region) {
        for (int i = region.from(); i < region.to(); i++) {
            if (code.body().instructions().get(i) instanceof Instruction.Call call
                    && application.contains(call.method().owner())) {
                return true;
            }
        }
        return false;
    }

    boolean makesCode(Code code, Region region) {
        for (int i = region.from(); i < region.to(); i++) {
            Instruction instruction = code.body().instructions().get(i);
            if (instruction instanceof Instruction.DynamicCall call && LibraryCalls.makesLambda(call.site())) {
                return true;
            }
            if (instruction instanceof Instruction.OnType made && made.isNew() && application.contains(made.type())) {
                return true;
            }
        }
        return false;
    }

    /** Returns the only own field that the region writes, for naming places in it; empty if there is no such one. */
    static String soleFieldWritten(Code code, Region region) {
        String sole = "";
        for (int i = region.from(); i < region.to(); i++) {
            if (code.body().instructions().get(i) instanceof Instruction.OnField access
                    && !access.isRead()
                    && access.field().owner().equals(code.owner().name())) {
                if (!sole.isEmpty() && !sole.equals(access.field().name())) {
                    return "";
                }
                sole = access.field().name();
            }
        }
        return sole;
    }

    /** {@code $assertionsDisabled = !Outermost.class.desiredAssertionStatus()}, exactly as javac writes it. */
    static boolean isAssertionStatus(Code code, Region region) {
        List<Instruction> part = code.body().instructions().subList(region.from(), region.to());
        return part.stream().map(Instruction::opcode).toList().equals(ASSERTION_STATUS)
                && part.get(0) instanceof Instruction.Load load
                && load.constant() instanceof Constant.Type
                && part.get(1) instanceof Instruction.Call call
                && call.method().name().equals("desiredAssertionStatus")
                && part.get(ASSERTION_STATUS.size() - 1) instanceof Instruction.OnField write
                && write.field().name().equals("$assertionsDisabled");
    }

    /**
     * Returns whether the region is {@code this.this$0 = outer} in the constructor of an inner class. From Java 18 on javac writes it
     * only if some method of the class needs the outer object, and no source text can say anything else.
     */
    public static boolean keepsOuter(Code code, Region region) {
        List<Instruction> part = code.body().instructions().subList(region.from(), region.to());
        return code.method().name().equals("<init>")
                && part.size() == 3
                && part.get(0) instanceof Instruction.Local inner
                && inner.opcode() == LOAD_REFERENCE
                && inner.slot() == 0
                && part.get(1) instanceof Instruction.Local outer
                && outer.opcode() == LOAD_REFERENCE
                && outer.slot() == 1
                && part.get(2) instanceof Instruction.OnField write
                && !write.isRead()
                && isOuter(
                        code.owner().field(write.field().name(), write.field().descriptor()), write);
    }

    private static boolean isOuter(@Nullable FieldFacts field, Instruction.OnField write) {
        return field != null
                && (field.access() & SYNTHETIC) != 0
                && write.field().name().startsWith("this$");
    }

    static boolean isReturn(Code code, Region region) {
        return region.to() - region.from() == 1
                && code.body().instructions().get(region.from()).opcode() == RETURN;
    }
}
