package io.memo.fingerprint.callgraph.bodies;

import io.memo.fingerprint.callgraph.classes.Application;
import io.memo.fingerprint.callgraph.library.PureCalls;
import io.memo.fingerprint.callgraph.library.TriedCalls;
import io.memo.fingerprint.classfile.code.Constant;
import io.memo.fingerprint.classfile.code.FieldRef;
import io.memo.fingerprint.classfile.code.Instruction;
import io.memo.fingerprint.classfile.code.MethodRef;
import io.memo.fingerprint.classfile.facts.ClassFacts;
import io.memo.fingerprint.classfile.facts.FieldFacts;
import io.memo.fingerprint.classfile.flow.Operand;
import io.memo.fingerprint.classfile.flow.Region;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Cuts class initialisers and constructors into what belongs to single fields and the rest.
 *
 * <p>A region that does nothing but compute a field's first value, without a jump, a local variable, the application's
 * code or state, or a call that may have an effect ({@link PureCalls}), has no effect on anything else. So of a class
 * initialiser it counts only if the field is read (a new {@code Logger} disturbs nothing), and it may change places with its
 * like (moved members). It may not change places with anything else: where a class initialiser has a rest, the rest says
 * which of the values that it may see come before it.
 */
public final class Initialisers {

    static final String CLASS_INITIALISER = "<clinit>";
    private static final int RETURN = 177;
    private static final int ENUM_CONSTANT = 0x4000;

    /** Returns, {@code athrow} and monitors. */
    private static final BitSet LEAVES_OR_LOCKS = new BitSet();

    static {
        LEAVES_OR_LOCKS.set(169, RETURN + 1);
        LEAVES_OR_LOCKS.set(191);
        LEAVES_OR_LOCKS.set(194, 196);
    }

    private final Application application;
    private final MethodBodies bodies;
    private final RegionEffects effects;
    private final Map<MethodRef, List<Part>> parts = new HashMap<>();
    private final Map<MethodRef, Boolean> inert = new HashMap<>();
    private final Map<String, Boolean> quiet = new HashMap<>();

    public Initialisers(Application application, MethodBodies bodies) {
        this.application = application;
        this.bodies = bodies;
        this.effects = new RegionEffects(application);
    }

    /** A region and, if it belongs to one field, that field's name. */
    record Part(Region region, @Nullable String field) {}

    /** Returns the regions of an initialiser or constructor by the field they belong to; the rest under the empty name. */
    public Map<String, List<Region>> byField(Code code) {
        Map<String, List<Region>> byField = new TreeMap<>();
        for (Part part : partsOf(code)) {
            String field = part.field() == null ? RegionEffects.soleFieldWritten(code, part.region()) : part.field();
            byField.computeIfAbsent(field, name -> new ArrayList<>()).add(part.region());
        }
        return byField;
    }

    /**
     * Returns the part of the class's initialiser that runs for the class and no field, among the values that it may see, or
     * null if there is none.
     */
    public Code.@Nullable Fragment rest(ClassFacts owner) {
        Code code = bodies.of(new MethodRef(owner.name(), CLASS_INITIALISER, "()V"));
        if (code == null) {
            return null;
        }
        List<Part> rest = new ArrayList<>();
        for (Part part : partsOf(code)) {
            if (!RegionEffects.isAssertionStatus(code, part.region()) && !RegionEffects.isReturn(code, part.region())) {
                rest.add(part);
            }
        }
        List<Region> acting = rest.stream()
                .filter(part -> part.field() == null)
                .map(Part::region)
                .toList();
        if (acting.isEmpty()) {
            return null;
        }
        Set<String> seen = seenBy(code, acting);
        rest.removeIf(part -> part.field() != null && !seen.contains(part.field()));
        return sorted(code, rest);
    }

    /** Returns the names of the statics of the class that these regions, or what they call, may read. */
    private Set<String> seenBy(Code code, List<Region> regions) {
        Set<String> seen = new HashSet<>();
        boolean runsCode = false;
        for (Region region : regions) {
            runsCode |= effects.makesCode(code, region) || effects.callsApplication(code, region);
            RegionEffects.reads(code, region, seen);
        }
        if (runsCode) {
            // Private ones, too: nested classes may read them.
            code.owner().fields().stream()
                    .filter(FieldFacts::isStatic)
                    .map(FieldFacts::name)
                    .forEach(seen::add);
        }
        return seen;
    }

    /** Returns the code of a constructor, with neighbouring regions of single fields sorted by field. */
    public Code.Fragment constructor(Code code) {
        return sorted(code, partsOf(code));
    }

    private static Code.Fragment sorted(Code code, List<Part> parts) {
        List<Region> sorted = new ArrayList<>();
        List<Part> run = new ArrayList<>();
        for (Part part : parts) {
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
            if (!isHarmless(code, i)) {
                return null;
            }
        }
        return effects.mayRunWhatItGives(code, region) ? null : write.field().name();
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

    private boolean isHarmless(Code code, int at) {
        Instruction instruction = code.body().instructions().get(at);
        if (instruction instanceof Instruction.Call call) {
            return application.contains(call.method().owner())
                    ? call.method().isConstructor() && isInert(call.method())
                    : PureCalls.contains(call.method())
                            || TriedCalls.succeeds(
                                    call.method(), code.operands().of(at));
        }
        if (instruction instanceof Instruction.OnField access) {
            return access.isRead()
                    && (!application.contains(access.field().owner()) || isQuietConstant(access.field()));
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
            Code code = bodies.of(constructor);
            known = code != null && rest(code.owner()) == null && fillsOnly(code);
            inert.put(constructor, known);
        }
        return known;
    }

    private boolean fillsOnly(Code constructor) {
        return partsOf(constructor).stream()
                .allMatch(part -> part.field() != null || isPlain(constructor, part.region()));
    }

    /** Returns whether the field is an enum constant and to initialise its enum has no effect but to make the constants. */
    private boolean isQuietConstant(FieldRef field) {
        ClassFacts owner = application.facts(field.owner());
        FieldFacts facts = owner == null ? null : owner.field(field.name(), field.descriptor());
        if (owner == null || facts == null || (facts.access() & ENUM_CONSTANT) == 0) {
            return false;
        }
        Boolean known = quiet.get(owner.name());
        if (known == null) {
            // One whose initialiser comes back to itself by way of others is not quiet.
            quiet.put(owner.name(), false);
            Code code = bodies.of(new MethodRef(owner.name(), CLASS_INITIALISER, "()V"));
            known = code != null && onlyMakesConstants(owner, code);
            quiet.put(owner.name(), known);
        }
        return known;
    }

    private boolean onlyMakesConstants(ClassFacts owner, Code code) {
        List<Instruction> instructions = code.body().instructions();
        for (int i = 0; i < instructions.size(); i++) {
            Instruction instruction = instructions.get(i);
            boolean isOwn = instruction instanceof Instruction.OnField access
                    ? access.field().owner().equals(owner.name())
                    : instruction instanceof Instruction.Call call && makesConstants(owner, call.method());
            if (!isOwn && instruction.opcode() != RETURN && !isHarmless(code, i)) {
                return false;
            }
        }
        return true;
    }

    private boolean makesConstants(ClassFacts owner, MethodRef method) {
        Code code = method.owner().equals(owner.name()) ? bodies.of(method) : null;
        return code != null
                && (method.isConstructor()
                        ? fillsOnly(code)
                        : method.name().equals("$values") && code.method().isSynthetic());
    }

    private boolean isPlain(Code code, Region region) {
        for (int i = region.from(); i < region.to(); i++) {
            Instruction instruction = code.body().instructions().get(i);
            if (instruction.opcode() != RETURN && !isHarmless(code, i)) {
                return false;
            }
        }
        return true;
    }
}
