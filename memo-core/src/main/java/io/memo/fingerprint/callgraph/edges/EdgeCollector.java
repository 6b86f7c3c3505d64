package io.memo.fingerprint.callgraph.edges;

import io.memo.fingerprint.callgraph.bodies.Code;
import io.memo.fingerprint.callgraph.bodies.MethodBodies;
import io.memo.fingerprint.callgraph.classes.Application;
import io.memo.fingerprint.callgraph.classes.NamedTypes;
import io.memo.fingerprint.callgraph.classes.Resolver;
import io.memo.fingerprint.callgraph.identity.CanonicalNames;
import io.memo.fingerprint.callgraph.library.LibraryCalls;
import io.memo.fingerprint.callgraph.library.Persistence;
import io.memo.fingerprint.callgraph.library.PropertyAccess;
import io.memo.fingerprint.classfile.code.CallKind;
import io.memo.fingerprint.classfile.code.Constant;
import io.memo.fingerprint.classfile.code.ExceptionHandler;
import io.memo.fingerprint.classfile.code.Instruction;
import io.memo.fingerprint.classfile.code.MethodRef;
import io.memo.fingerprint.classfile.facts.Descriptors;
import io.memo.fingerprint.classfile.flow.Operand;
import io.memo.fingerprint.classfile.flow.Region;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Collects what a piece of code leads to. Code that a compiler moved out of it is part of it. */
public final class EdgeCollector {

    private static final Pattern WORD = Pattern.compile("[\\p{Graph}\\p{L}]{1,32}");

    private final Application application;
    private final Resolver resolver;
    private final MethodBodies bodies;
    private final CanonicalNames names;
    private final ClassParameterUses classUses;
    private final Set<Edge> found = new LinkedHashSet<>();
    private final HandedOut handedOut;
    private final Set<MethodRef> underWay = new HashSet<>();

    /** Starts with nothing found. */
    public EdgeCollector(
            Application application,
            Resolver resolver,
            MethodBodies bodies,
            CanonicalNames names,
            ClassParameterUses classUses) {
        this.application = application;
        this.resolver = resolver;
        this.bodies = bodies;
        this.names = names;
        this.classUses = classUses;
        this.handedOut = new HandedOut(application, found);
    }

    /** Returns what the fragment leads to. Called once. */
    public List<Edge> of(Code.Fragment fragment) {
        add(fragment);
        if (application.scope().pinsLibraries()) {
            libraries();
        }
        return List.copyOf(found);
    }

    /** Names the library types in all the code that was looked at, whether or not the region itself uses them. */
    private void libraries() {
        for (MethodRef method : underWay) {
            Code code = bodies.of(method);
            if (code != null) {
                for (Instruction instruction : code.body().instructions()) {
                    NamedTypes.in(instruction).stream()
                            .filter(type -> !application.contains(type))
                            .forEach(type -> found.add(new Edge.UsesLibrary(type)));
                }
            }
        }
    }

    private void add(Code.Fragment fragment) {
        Code code = fragment.code();
        if (!underWay.add(code.body().method())) {
            return;
        }
        if (code.operands().losesThis()) {
            found.add(new Edge.LeaksThis());
        }
        if (code.operands().losesClasses()) {
            everyLiteral(code);
        }
        if (code.operands().depths().isEmpty()) {
            // Code made by hand, of whose operands nothing is known.
            found.add(new Edge.BecomesObject(Edge.ANY_OBJECT));
        }
        EscapingObjects escapes = new EscapingObjects(application, resolver, code, found);
        for (Region region : fragment.regions()) {
            for (int i = region.from(); i < region.to(); i++) {
                add(code, i, escapes);
            }
            for (ExceptionHandler handler : code.body().handlers()) {
                if (handler.type() != null && region.from() <= handler.from() && handler.from() < region.to()) {
                    tests(handler.type());
                    found.add(new Edge.Catches());
                }
            }
        }
    }

    private void add(Code code, int at, EscapingObjects escapes) {
        Instruction instruction = code.body().instructions().get(at);
        List<Operand> operands = code.operands().of(at);
        if (instruction instanceof Instruction.Call call) {
            call(code, at, call, operands);
        } else if (instruction instanceof Instruction.OnField access) {
            if (!access.field().isSwitchTable()) {
                boolean onThis = !access.isStatic() && !operands.isEmpty() && operands.get(0) instanceof Operand.This;
                found.add(new Edge.Accesses(access.field(), access.isStatic(), access.isRead(), onThis));
            }
        } else if (instruction instanceof Instruction.OnType onType) {
            if (onType.isNew()) {
                creates(onType.type());
            } else {
                mentions(onType.type());
                handedOut.cast(code, at, onType);
                if (onType.isTest()) {
                    tests(onType.type());
                }
            }
        } else if (instruction instanceof Instruction.NewArrays arrays) {
            mentions(arrays.descriptor());
        } else if (instruction instanceof Instruction.Load load) {
            constant(code, load.constant());
        } else if (instruction instanceof Instruction.DynamicCall call) {
            dynamic(code, call.site(), operands);
        }
        if (leaksThis(instruction, operands)) {
            found.add(new Edge.LeaksThis());
        }
        escapes.add(instruction, operands);
        literals(instruction, operands);
    }

    private void call(Code code, int at, Instruction.Call call, List<Operand> operands) {
        Code moved = bodies.movedOut(call);
        if (moved != null) {
            add(moved.whole());
            return;
        }
        MethodRef method = call.method();
        if (application.contains(method.owner())) {
            boolean onThis = call.kind() != CallKind.STATIC && operands.get(0) instanceof Operand.This;
            found.add(new Edge.Calls(call.kind(), method, onThis));
            ClassArguments.edge(code, method, operands).ifPresent(found::add);
            new LibraryEdges(application, names, found).addInherited(code, at, call, operands);
        } else {
            new LibraryEdges(application, names, found).add(code, at, call, operands);
            handedOut.lookUp(method, operands);
        }
    }

    private void dynamic(Code code, Constant.Dynamic site, List<Operand> operands) {
        MethodRef bootstrap = site.bootstrap().method();
        Descriptors.classes(site.descriptor()).forEach(this::mentions);
        if (LibraryCalls.makesLambda(site)) {
            lambda(code, site, !operands.isEmpty() && operands.get(0) instanceof Operand.This);
            return;
        }
        if (application.contains(bootstrap.owner())) {
            found.add(new Edge.Calls(CallKind.STATIC, bootstrap, false));
        } else if (!LibraryCalls.isKnownBootstrap(bootstrap)) {
            found.add(new Edge.Untracked("the dynamic call " + site.name() + " in "
                    + names.nameOf(code.body().method()) + ", which "
                    + bootstrap.owner().replace('/', '.')
                    + " links"));
        }
        boolean labels = bootstrap.owner().equals("java/lang/runtime/SwitchBootstraps");
        for (Constant argument : site.arguments()) {
            if (labels && argument instanceof Constant.Type type) {
                mentions(type.descriptor());
                tests(type.descriptor());
            } else {
                constant(code, argument);
            }
        }
    }

    private void lambda(Code code, Constant.Dynamic site, boolean capturesThis) {
        String type =
                Descriptors.element(Descriptors.returned(site.descriptor()).replaceFirst("^L(.*);$", "$1"));
        if (type != null && application.contains(type)) {
            found.add(new Edge.Lambda(type));
        }
        for (Constant argument : site.arguments()) {
            if (argument instanceof Constant.MethodHandle handle) {
                Code moved = bodies.movedOut(code, handle);
                if (moved != null) {
                    add(moved.whole());
                } else {
                    handle(code, handle, capturesThis);
                    handedOut.reference(site, handle.method());
                }
            } else if (argument instanceof Constant.Type marker) {
                Descriptors.classes(marker.descriptor()).stream()
                        .filter(application::contains)
                        .forEach(name -> found.add(new Edge.Lambda(name)));
            } else {
                constant(code, argument);
            }
        }
    }

    private void handle(Code code, Constant.MethodHandle handle, boolean onThis) {
        MethodRef method = handle.method();
        new LibraryEdges(application, names, found).addReference(code, method);
        if (!application.contains(method.owner())) {
            return;
        }
        if (handle.creates()) {
            creates(method.owner());
        }
        found.add(new Edge.Calls(handle.kind(), method, onThis && handle.kind() != CallKind.STATIC));
        found.add(new Edge.GivesClasses(null, method));
    }

    private void constant(Code code, Constant constant) {
        if (constant instanceof Constant.Text text) {
            if (WORD.matcher(text.value()).matches()) {
                found.add(new Edge.Says(text.value()));
            }
            String name = text.value().replace('.', '/');
            if (name.length() > 2
                    && name.indexOf(' ') < 0
                    && application.contains(name)
                    && application.file(name) != null) {
                found.add(new Edge.Names(name));
            }
        } else if (constant instanceof Constant.MethodType type) {
            Descriptors.classes(type.descriptor()).forEach(this::mentions);
        } else if (constant instanceof Constant.FieldHandle handle) {
            found.add(new Edge.Accesses(handle.field(), handle.isStatic(), handle.isRead(), false));
        } else if (constant instanceof Constant.MethodHandle handle) {
            Code moved = bodies.movedOut(code, handle);
            if (moved != null) {
                add(moved.whole());
            } else {
                handle(code, handle, false);
            }
        } else if (constant instanceof Constant.Dynamic dynamic) {
            dynamic(code, dynamic, List.of());
        }
    }

    /** A class literal counts by what takes it, as far as that is seen. */
    private void literals(Instruction instruction, List<Operand> operands) {
        for (Operand operand : operands) {
            if (operand instanceof Operand.Known known && known.constant() instanceof Constant.Type type) {
                @Nullable
                String name = Descriptors.classes(type.descriptor()).stream()
                        .findFirst()
                        .orElse(null);
                if (name == null || !application.contains(name)) {
                    continue;
                }
                if (instruction instanceof Instruction.Call call && LibraryCalls.usesNameOnly(call.method())) {
                    continue;
                }
                mentions(name);
                if (instruction instanceof Instruction.Call call && classUses.areOfTypes(call)) {
                    tests(name);
                } else if (instruction instanceof Instruction.Call call
                        && PropertyAccess.is(call.method().owner())) {
                    found.add(new Edge.HandsOver(name, true));
                } else if (!(instruction instanceof Instruction.Jump) && !(instruction instanceof Instruction.Local)) {
                    boolean persists =
                            instruction instanceof Instruction.Call call && Persistence.provides(call.method());
                    found.add(persists ? new Edge.Persists(name) : new Edge.Literal(name));
                }
            }
        }
    }

    /** Where a class takes ways that are not followed, what takes it is not seen. */
    private void everyLiteral(Code code) {
        for (Instruction instruction : code.body().instructions()) {
            if (instruction instanceof Instruction.Load load && load.constant() instanceof Constant.Type type) {
                Descriptors.classes(type.descriptor()).stream()
                        .filter(application::contains)
                        .forEach(name -> found.add(new Edge.Literal(name)));
            }
        }
    }

    private boolean leaksThis(Instruction instruction, List<Operand> operands) {
        for (int i = 0; i < operands.size(); i++) {
            if (operands.get(i) instanceof Operand.This && leaksThis(instruction, i)) {
                return true;
            }
        }
        return false;
    }

    private boolean leaksThis(Instruction instruction, int position) {
        if (instruction instanceof Instruction.OnField access) {
            return access.isStatic() || position > 0;
        }
        if (instruction instanceof Instruction.Call call) {
            boolean receiver = position == 0 && call.kind() != CallKind.STATIC;
            return !receiver
                    || (!application.contains(call.method().owner())
                            && !LibraryCalls.leavesReceiverAlone(call.method()));
        }
        if (instruction instanceof Instruction.DynamicCall call) {
            return !LibraryCalls.makesLambda(call.site());
        }
        // A variable that holds this alone is known to; the reader of operands tells of all others.
        return instruction instanceof Instruction.Plain plain && plain.opcode() != 194 && plain.opcode() != 195;
    }

    private void creates(String type) {
        if (application.contains(type)) {
            found.add(new Edge.Creates(type));
        }
    }

    private void mentions(String typeOrDescriptor) {
        String name = typeOrDescriptor.startsWith("L") && typeOrDescriptor.endsWith(";")
                ? typeOrDescriptor.substring(1, typeOrDescriptor.length() - 1)
                : Descriptors.element(typeOrDescriptor);
        if (name != null && application.contains(name)) {
            found.add(new Edge.Mentions(name));
        }
    }

    private void tests(String typeOrDescriptor) {
        String name = typeOrDescriptor.startsWith("L") && typeOrDescriptor.endsWith(";")
                ? typeOrDescriptor.substring(1, typeOrDescriptor.length() - 1)
                : Descriptors.element(typeOrDescriptor);
        if (name != null) {
            found.add(new Edge.Tests(name));
        }
    }
}
