package io.memo.fingerprint.callgraph.finding;

import io.memo.fingerprint.ContextBeans;
import io.memo.fingerprint.Finding;
import io.memo.fingerprint.FindingKind;
import io.memo.fingerprint.ambient.AmbientCalls;
import io.memo.fingerprint.ambient.Formats;
import io.memo.fingerprint.callgraph.bodies.Code;
import io.memo.fingerprint.callgraph.bodies.CodeSite;
import io.memo.fingerprint.callgraph.classes.DeclaredMethod;
import io.memo.fingerprint.callgraph.classes.Resolver;
import io.memo.fingerprint.callgraph.edges.ResourceNames;
import io.memo.fingerprint.callgraph.library.LibraryCalls;
import io.memo.fingerprint.callgraph.reach.Program;
import io.memo.fingerprint.callgraph.reach.Reachability;
import io.memo.fingerprint.classfile.code.CallKind;
import io.memo.fingerprint.classfile.code.Constant;
import io.memo.fingerprint.classfile.code.FieldRef;
import io.memo.fingerprint.classfile.code.Instruction;
import io.memo.fingerprint.classfile.code.MethodRef;
import io.memo.fingerprint.classfile.facts.ClassFacts;
import io.memo.fingerprint.classfile.flow.Operand;
import io.memo.fingerprint.classfile.flow.Region;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Follows what runs when a method is called, and notes what a cache would hide. Used once.
 *
 * <p>It follows less than {@link Reachability}: a fingerprint must not miss what might matter, advice must not cry wolf. So
 * nothing is followed into what libraries may do with an object they were handed, nor into what an application class would do
 * if a library called it, unless the object is made here. And code that gives a field its first value is not looked
 * at, for that value is part of the key; only lambdas and objects made there are, as they run later.
 */
public final class FindingSearch {

    private static final int FIRST_ARRAY_STORE = 79;
    private static final int LAST_ARRAY_STORE = 86;
    private static final String FORMATTABLE = "java/util/Formattable";

    private final Program program;
    private final ExistingTypes existing;
    private final OutsideReads outside;
    private final DeclaredReads declared;
    private final KnownResources resources;
    private final Set<Finding> found = new LinkedHashSet<>();
    private final List<Finding> draws = new ArrayList<>();
    private final Set<Node> met = new HashSet<>();
    private final Set<String> made = new HashSet<>();
    private final Deque<Runnable> open = new ArrayDeque<>();
    private final WrittenState state;
    private boolean seeded;
    private boolean entering;

    /** A method, with the class of {@code this} where that is known exactly. */
    private record Node(MethodRef method, @Nullable String exact) {}

    public FindingSearch(Program program, ContextBeans beans) {
        this.program = program;
        existing = new ExistingTypes(program, beans);
        outside = new OutsideReads(program, beans);
        declared = new DeclaredReads(program, beans, outside, found, this::method);
        resources = new KnownResources(program, beans);
        state = new WrittenState(program);
    }

    /**
     * Returns what is found, what fewer calls lead to first.
     *
     * @param method the method, named on the class of the object that it is called on
     * @param written the method, named on the class that declares it
     */
    public List<Finding> from(MethodRef method, MethodRef written) {
        ClassFacts bean = program.application().facts(method.owner());
        DeclaredMethod resolved = bean == null ? null : program.resolver().resolve(written);
        if (bean == null || resolved == null) {
            return List.of();
        }
        declared.entered(resolved, method.owner());
        entering = true;
        if (resolved.method().isStatic() || resolved.method().isPrivate()) {
            method(resolved, bean.isConcrete() ? method.owner() : null);
        } else {
            virtual(null, method, resolved, bean.isConcrete() ? method.owner() : null);
        }
        entering = false;
        return walked(method.owner());
    }

    /**
     * Returns what a call of a lambda does.
     *
     * @param maker the instruction that makes it
     */
    public List<Finding> fromLambda(CodeSite maker) {
        makes(maker, maker.code().body().instructions().get(maker.at()), null);
        return walked(maker.code().owner().name());
    }

    private List<Finding> walked(String owner) {
        for (Runnable next = open.poll(); next != null; next = open.poll()) {
            next.run();
        }
        found.addAll(state.findings(owner));
        if (!seeded) {
            found.addAll(draws);
        }
        return List.copyOf(found);
    }

    private void method(DeclaredMethod target, @Nullable String exact) {
        if (program.application().contains(target.owner().name()) && met.add(new Node(target.ref(), exact))) {
            open.add(() -> {
                Code code = program.bodies().of(target.ref());
                if (code != null) {
                    run(code, exact);
                }
            });
        }
    }

    private void run(Code code, @Nullable String exact) {
        for (int i = 0; i < code.body().instructions().size(); i++) {
            Instruction instruction = code.body().instructions().get(i);
            List<Operand> operands = code.operands().of(i);
            boolean onThis = !operands.isEmpty() && operands.get(0) instanceof Operand.This;
            CodeSite site = new CodeSite(code, i);
            if (instruction instanceof Instruction.Call call) {
                Code moved = program.bodies().movedOut(call);
                if (moved != null) {
                    method(new DeclaredMethod(moved.owner(), moved.method()), exact);
                } else {
                    call(site, call.kind(), call.method(), onThis ? exact : null);
                }
            } else if (instruction instanceof Instruction.OnField access) {
                access(site, access);
            } else if (instruction.opcode() >= FIRST_ARRAY_STORE && instruction.opcode() <= LAST_ARRAY_STORE) {
                changes(site, 0, "writes to the array");
            } else {
                makes(site, instruction, onThis ? exact : null);
            }
        }
    }

    /** Meets a change of what an instruction takes, which is a change of the key if a field holds it. */
    private void changes(CodeSite site, int operand, String how) {
        FieldRef field = new SourceFields(site.code()).fieldBehind(site.at(), operand);
        if (field != null) {
            state.changed(field, site, how);
        }
    }

    /** Meets what an instruction makes that may run later. */
    private void makes(CodeSite site, Instruction instruction, @Nullable String captured) {
        if (instruction instanceof Instruction.OnType type && type.isNew()) {
            object(type.type());
        } else if (instruction instanceof Instruction.DynamicCall dynamic && LibraryCalls.makesLambda(dynamic.site())) {
            for (Constant argument : dynamic.site().arguments()) {
                if (argument instanceof Constant.MethodHandle handle) {
                    lambda(site, handle, captured);
                }
            }
        }
    }

    private void lambda(CodeSite site, Constant.MethodHandle handle, @Nullable String captured) {
        Code moved = program.bodies().movedOut(site.code(), handle);
        if (moved != null) {
            method(new DeclaredMethod(moved.owner(), moved.method()), captured);
            return;
        }
        if (handle.creates()) {
            object(handle.method().owner());
        }
        call(site, handle.kind(), handle.method(), captured);
    }

    /** Meets an object that libraries may call. */
    private void object(String type) {
        ClassFacts facts = program.application().contains(type) && made.add(type)
                ? program.application().facts(type)
                : null;
        if (facts != null) {
            program.dispatch().callbacks(facts).choices().forEach(choice -> method(choice.target(), type));
        }
    }

    private void call(CodeSite site, CallKind kind, MethodRef ref, @Nullable String receiver) {
        if (!program.application().contains(ref.owner())) {
            library(site, ref);
            return;
        }
        DeclaredMethod resolved = program.resolver().resolve(ref);
        if (resolved == null) {
            return;
        }
        if (outside.isDeclared(resolved, ref.owner())) {
            note(site, FindingKind.IO_WITHOUT_TTL, ref);
        } else if (!program.application().contains(resolved.owner().name())) {
            library(site, resolved.ref());
        }
        if (!isOnThis(site)) {
            declared.called(resolved);
        }
        switch (kind) {
            case STATIC -> method(resolved, null);
            case SPECIAL -> method(resolved, ref.isConstructor() && receiver == null ? ref.owner() : receiver);
            default -> virtual(site, ref, resolved, receiver);
        }
    }

    private static boolean isOnThis(CodeSite site) {
        List<Operand> operands = site.code().operands().of(site.at());
        return !operands.isEmpty() && operands.get(0) instanceof Operand.This;
    }

    /** @param site where the call is, null for the one that all begins with */
    private void virtual(@Nullable CodeSite site, MethodRef ref, DeclaredMethod resolved, @Nullable String receiver) {
        DeclaredMethod selected = receiver == null ? null : program.resolver().select(receiver, ref, resolved);
        if (selected != null) {
            method(selected, receiver);
            return;
        }
        Set<DeclaredMethod> choices = new LinkedHashSet<>();
        boolean any = false;
        for (String type : resolved.method().isPrivate()
                ? Set.<String>of()
                : program.application().subtypes(ref.owner())) {
            ClassFacts facts = program.application().facts(type);
            DeclaredMethod choice = facts == null || !facts.isConcrete()
                    ? null
                    : program.resolver().select(type, ref, resolved);
            any |= choice != null;
            if (choice != null && existing.mayExist(type)) {
                choices.add(choice);
            }
        }
        if (!any) {
            // A class that is made when the application runs.
            choices.add(resolved);
        }
        choices.forEach(choice -> virtual(choice, choice.owner().name()));
        for (OutsideReads.Answer answer : outside.below(ref, !any || choices.isEmpty())) {
            virtual(answer.method(), answer.type());
            if (site != null && outside.isDeclared(answer.method(), answer.type())) {
                note(site, FindingKind.IO_WITHOUT_TTL, ref);
            }
        }
    }

    private void virtual(DeclaredMethod choice, String type) {
        if (entering) {
            declared.entered(choice, type);
        } else {
            declared.called(choice);
        }
        method(choice, null);
    }

    private void library(CodeSite site, MethodRef method) {
        seeded |= AmbientCalls.makesSeeded(method);
        FindingKind kind = program.ambientReads().kindOf(method);
        if (kind != null
                && !isOfKnownResource(site, kind, method)
                && !isAlikeEverywhere(site, kind, method)
                && !isPartOfHash(site, kind)) {
            note(site, kind, method);
        }
        if (AmbientCalls.changesReceiver(method) || AmbientCalls.changesArgument(method)) {
            changes(site, 0, "calls " + program.names().nameOf(method));
        }
    }

    private boolean isOfKnownResource(CodeSite site, FindingKind kind, MethodRef method) {
        if (kind != FindingKind.RESOURCE && kind != FindingKind.IO_WITHOUT_TTL) {
            return false;
        }
        return method.owner().startsWith(ResourceNames.SPRING) && !method.isConstructor()
                ? resources.areAllOf(site.code().owner().name())
                : program.resourceNames().areAllThat(site, method);
    }

    /** A hash that is made of it is for tables, as a rule. */
    private static boolean isPartOfHash(CodeSite site, FindingKind kind) {
        return kind == FindingKind.HASH_OF_PROCESS
                && site.code().method().name().equals("hashCode");
    }

    private boolean isAlikeEverywhere(CodeSite site, FindingKind kind, MethodRef method) {
        return kind == FindingKind.LOCALE_BY_DEFAULT
                && Formats.isAlikeEverywhere(method, site.code().operands().of(site.at()))
                && program.application().subtypes(FORMATTABLE).isEmpty();
    }

    private void note(CodeSite site, FindingKind kind, MethodRef method) {
        String what = method.isConstructor()
                ? "makes a " + method.owner().replace('/', '.')
                : "calls " + program.names().nameOf(method);
        Finding finding = site.finding(kind, what, program.application());
        if (AmbientCalls.drawsFromGenerator(method)) {
            draws.add(finding);
        } else {
            found.add(finding);
        }
    }

    private void access(CodeSite site, Instruction.OnField access) {
        if (!access.isRead()) {
            state.written(access.field(), site);
            return;
        }
        Resolver.FoundField field = program.resolver().resolve(access.field());
        if (field == null || !program.application().contains(field.owner().name()) || !state.read(field)) {
            return;
        }
        List<Code.Fragment> initialisers = new ArrayList<>(program.fieldValues().of(field.owner(), field.field()));
        Code.Fragment rest = access.isStatic() ? program.initialisers().rest(field.owner()) : null;
        if (rest != null) {
            initialisers.add(rest);
        }
        initialisers.forEach(this::initialiser);
    }

    private void initialiser(Code.Fragment fragment) {
        Code code = fragment.code();
        for (Region region : fragment.regions()) {
            for (int i = region.from(); i < region.to(); i++) {
                makes(new CodeSite(code, i), code.body().instructions().get(i), null);
            }
        }
    }
}
