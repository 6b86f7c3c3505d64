package io.memo.fingerprint.callgraph;

import io.memo.fingerprint.classfile.ClassFacts;
import io.memo.fingerprint.classfile.Constant;
import io.memo.fingerprint.classfile.FieldFacts;
import io.memo.fingerprint.classfile.FieldRef;
import io.memo.fingerprint.classfile.Instruction;
import io.memo.fingerprint.classfile.MethodRef;
import io.memo.fingerprint.classfile.Operand;
import io.memo.fingerprint.classfile.Region;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Cuts class initialisers and constructors into what belongs to single fields and the rest.
 *
 * <p>A region that does nothing but compute a field's first value, without a jump, a local variable or the application's
 * code or state, has no effect on anything else. So of a class initialiser it counts only if the field is read (a new
 * {@code Logger} disturbs nothing), and in a constructor it may change places with its like (moved members).
 */
final class Initialisers {

    static final String CLASS_INITIALISER = "<clinit>";
    private static final int RETURN = 177;

    /** ldc, invokevirtual, ifne, iconst_1, goto, iconst_0, putstatic. */
    private static final List<Integer> ASSERTION_STATUS = List.of(18, 182, 154, 4, 167, 3, 179);

    /** Returns, {@code athrow} and monitors. */
    private static final BitSet LEAVES_OR_LOCKS = new BitSet();

    static {
        LEAVES_OR_LOCKS.set(169, RETURN + 1);
        LEAVES_OR_LOCKS.set(191);
        LEAVES_OR_LOCKS.set(194, 196);
    }

    private final Application application;
    private final Codes codes;
    private final Map<MethodRef, List<Part>> parts = new HashMap<>();
    private final Map<MethodRef, Boolean> inert = new HashMap<>();

    Initialisers(Application application, Codes codes) {
        this.application = application;
        this.codes = codes;
    }

    /** A region and, if it belongs to one field, that field's name. */
    record Part(Region region, @Nullable String field) {}

    /** Returns the regions of an initialiser or constructor by the field they belong to; the rest under the empty name. */
    Map<String, List<Region>> byField(Code code) {
        Map<String, List<Region>> byField = new TreeMap<>();
        for (Part part : partsOf(code)) {
            String field = part.field() == null ? soleFieldWritten(code, part.region()) : part.field();
            byField.computeIfAbsent(field, name -> new ArrayList<>()).add(part.region());
        }
        return byField;
    }

    /** Returns the part of the class's initialiser that runs for the class and no field, or null if there is none. */
    Code.@Nullable Fragment rest(ClassFacts owner) {
        Code code = codes.of(new MethodRef(owner.name(), CLASS_INITIALISER, "()V"));
        if (code == null) {
            return null;
        }
        List<Region> rest = new ArrayList<>();
        for (Part part : partsOf(code)) {
            if (part.field() == null && !isAssertionStatus(code, part.region()) && !isReturn(code, part.region())) {
                rest.add(part.region());
            }
        }
        return rest.isEmpty() ? null : new Code.Fragment(code, rest);
    }

    /** Returns the code of a constructor, with neighbouring regions of single fields sorted by field. */
    Code.Fragment constructor(Code code) {
        List<Region> sorted = new ArrayList<>();
        List<Part> run = new ArrayList<>();
        for (Part part : partsOf(code)) {
            if (part.field() == null) {
                flush(run, sorted);
                sorted.add(part.region());
            } else {
                run.add(part);
            }
        }
        flush(run, sorted);
        return new Code.Fragment(code, sorted);
    }

    private static void flush(List<Part> run, List<Region> sorted) {
        run.sort(Comparator.comparing(part -> String.valueOf(part.field())));
        run.forEach(part -> sorted.add(part.region()));
        run.clear();
    }

    /** Returns the smallest independent regions of a method, in order. */
    List<Part> partsOf(Code code) {
        List<Part> known = parts.get(code.body().method());
        if (known == null) {
            known = new ArrayList<>();
            for (Region region : Region.of(code.body(), code.operands())) {
                known.add(new Part(region, soleField(code, region)));
            }
            parts.put(code.body().method(), known);
        }
        return known;
    }

    private @Nullable String soleField(Code code, Region region) {
        int last = region.to() - 1;
        if (last < region.from()
                || !(code.body().instructions().get(last) instanceof Instruction.OnField write)
                || write.isRead()
                || !isOwn(code, last, write)) {
            return null;
        }
        if (code.owner().isEnum() && isEnumConstant(code.owner(), write.field())) {
            return null;
        }
        for (int i = region.from(); i < last; i++) {
            if (!isHarmless(code.body().instructions().get(i))) {
                return null;
            }
        }
        return write.field().name();
    }

    private static boolean isEnumConstant(ClassFacts owner, FieldRef field) {
        FieldFacts facts = owner.field(field.name(), field.descriptor());
        return facts == null || (facts.access() & 0x5000) != 0;
    }

    private static boolean isOwn(Code code, int at, Instruction.OnField write) {
        boolean inClassInitialiser = code.method().name().equals(CLASS_INITIALISER);
        return write.field().owner().equals(code.owner().name())
                && write.isStatic() == inClassInitialiser
                && (inClassInitialiser || code.operands().of(at).get(0) instanceof Operand.This);
    }

    private boolean isHarmless(Instruction instruction) {
        if (instruction instanceof Instruction.Call call) {
            return !application.contains(call.method().owner())
                    || (call.method().isConstructor() && isInert(call.method()));
        }
        if (instruction instanceof Instruction.OnField access) {
            return access.isRead() && !application.contains(access.field().owner());
        }
        if (instruction instanceof Instruction.Load load) {
            return !(load.constant() instanceof Constant.Dynamic);
        }
        if (instruction instanceof Instruction.Local local) {
            return !local.isStore();
        }
        return !(instruction instanceof Instruction.Jump)
                && !(instruction instanceof Instruction.Switch)
                && !(instruction instanceof Instruction.Increment)
                && !LEAVES_OR_LOCKS.get(instruction.opcode());
    }

    /**
     * Returns whether a constructor does nothing but fill the fields of the new object, so that making one more changes
     * nothing else.
     */
    private boolean isInert(MethodRef constructor) {
        Boolean known = inert.get(constructor);
        if (known == null) {
            // A constructor that comes back to itself is not inert.
            inert.put(constructor, false);
            Code code = codes.of(constructor);
            known = code != null
                    && rest(code.owner()) == null
                    && partsOf(code).stream().allMatch(part -> part.field() != null || isPlain(code, part.region()));
            inert.put(constructor, known);
        }
        return known;
    }

    private boolean isPlain(Code code, Region region) {
        for (int i = region.from(); i < region.to(); i++) {
            Instruction instruction = code.body().instructions().get(i);
            if (instruction.opcode() != RETURN && !isHarmless(instruction)) {
                return false;
            }
        }
        return true;
    }

    /** Returns the only own field that the region writes, for naming places in it; empty if there is no such one. */
    private static String soleFieldWritten(Code code, Region region) {
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
    private static boolean isAssertionStatus(Code code, Region region) {
        List<Instruction> part = code.body().instructions().subList(region.from(), region.to());
        return part.stream().map(Instruction::opcode).toList().equals(ASSERTION_STATUS)
                && part.get(0) instanceof Instruction.Load load
                && load.constant() instanceof Constant.Type
                && part.get(1) instanceof Instruction.Call call
                && call.method().name().equals("desiredAssertionStatus")
                && part.get(ASSERTION_STATUS.size() - 1) instanceof Instruction.OnField write
                && write.field().name().equals("$assertionsDisabled");
    }

    private static boolean isReturn(Code code, Region region) {
        return region.to() - region.from() == 1
                && code.body().instructions().get(region.from()).opcode() == RETURN;
    }
}
