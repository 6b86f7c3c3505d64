package io.memo.fingerprint.callgraph.edges;

import io.memo.fingerprint.callgraph.bodies.Code;
import io.memo.fingerprint.callgraph.classes.Application;
import io.memo.fingerprint.callgraph.classes.DeclaredMethod;
import io.memo.fingerprint.callgraph.classes.Resolver;
import io.memo.fingerprint.callgraph.library.JdkContainers;
import io.memo.fingerprint.callgraph.library.LibraryCalls;
import io.memo.fingerprint.callgraph.library.LibraryTypes;
import io.memo.fingerprint.classfile.code.CallKind;
import io.memo.fingerprint.classfile.code.Constant;
import io.memo.fingerprint.classfile.code.FieldRef;
import io.memo.fingerprint.classfile.code.Instruction;
import io.memo.fingerprint.classfile.code.MethodRef;
import io.memo.fingerprint.classfile.facts.ClassFacts;
import io.memo.fingerprint.classfile.facts.Descriptors;
import io.memo.fingerprint.classfile.facts.FieldFacts;
import io.memo.fingerprint.classfile.flow.Operand;
import java.lang.reflect.Modifier;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Tells which objects of some code a library gets, by their static types.
 *
 * <p>An object is given where it goes to a library, and also where it becomes a mere {@code Object}: as an argument, a field's value,
 * an element of an array, a result. So whatever the static type {@code Object} holds was given before, or it came from outside, which
 * {@code ExternallyCreatedTypes} tells. Of an operand that lost its type where ways of the code meet, all types are given that were lost there.
 */
final class EscapingObjects {

    private static final String OBJECT = "Ljava/lang/Object;";
    private static final String CLASS = "java/lang/Class";
    private static final int AASTORE = 83;
    private static final int ARETURN = 176;
    private static final int ATHROW = 191;

    private final Application application;
    private final Code code;
    private final Set<Edge> found;
    private final Resolver resolver;

    EscapingObjects(Application application, Resolver resolver, Code code, Set<Edge> found) {
        this.application = application;
        this.code = code;
        this.found = found;
        this.resolver = resolver;
    }

    /** Adds what the instruction gives away. */
    void add(Instruction instruction, List<Operand> operands) {
        if (instruction instanceof Instruction.Call call) {
            call(call, operands);
        } else if (instruction instanceof Instruction.DynamicCall call) {
            dynamic(call.site(), operands);
        } else if (instruction instanceof Instruction.OnField access) {
            if (!access.isRead()) {
                field(access.field(), operands.get(operands.size() - 1));
            }
        } else if (instruction.opcode() == AASTORE && operands.size() == 3) {
            if (!isArrayOfOwn(operands.get(0))) {
                becomesObject(operands.get(2));
            }
        } else if (instruction.opcode() == ARETURN) {
            if (isLambda()) {
                give(operands.get(0), LibraryUse.KEEPS);
            } else if (isOpen(Descriptors.returned(code.method().descriptor()))) {
                becomesObject(operands.get(0));
            }
        } else if (instruction.opcode() == ATHROW) {
            give(operands.get(0), LibraryUse.CALLS);
        }
    }

    private void field(FieldRef field, Operand value) {
        Resolver.FoundField found = resolver.resolve(field);
        if (found != null && !application.contains(found.owner().name())) {
            give(value, LibraryUse.LOOKS_INSIDE);
        } else if (isOpen(field.descriptor())) {
            becomesObject(value);
        }
    }

    private void call(Instruction.Call call, List<Operand> operands) {
        MethodRef method = call.method();
        if (!application.contains(method.owner()) || isInherited(method)) {
            if (!LibraryCalls.leavesReceiverAlone(method) && !LibraryCalls.looksAtNothing(method)) {
                library(call, operands);
            }
            return;
        }
        List<String> parameters = Descriptors.parameters(method.descriptor());
        int receivers = operands.size() - parameters.size();
        for (int i = 0; i < parameters.size() && receivers >= 0; i++) {
            if (isOpen(parameters.get(i))) {
                becomesObject(operands.get(receivers + i));
            }
        }
    }

    private void library(Instruction.Call call, List<Operand> operands) {
        MethodRef method = call.method().in(declaring(call.method()));
        LibraryUse use = useOf(method);
        boolean isElementwise = JdkContainers.isElementwise(method);
        int receivers = call.kind() == CallKind.STATIC ? 0 : 1;
        for (int i = 0; i < operands.size(); i++) {
            boolean isReceiver = i < receivers;
            if (!isReceiver && JdkContainers.storesOnly(method, i - receivers)) {
                becomesObject(operands.get(i));
            } else {
                if (!isReceiver && use == LibraryUse.KEEPS && !LibraryCalls.looksUp(method)) {
                    unnamed(operands.get(i));
                }
                give(operands.get(i), isReceiver && use == LibraryUse.KEEPS ? LibraryUse.CALLS : use);
                boolean isInherited =
                        isReceiver && application.contains(call.method().owner());
                if (isInherited ? isHolder(method.owner()) : isHolder(operands.get(i))) {
                    held(isElementwise, use);
                }
            }
        }
    }

    /** A container compares by the comparator that it was made with. */
    private void held(boolean isElementwise, LibraryUse use) {
        if (isElementwise) {
            give("java/util/Comparator", LibraryUse.CALLS);
        } else {
            found.add(new Edge.GivesObject(use));
            found.add(new Edge.CallsPluggedIn());
        }
    }

    /** Returns whether the operand is of a library type whose objects may hold others. */
    private boolean isHolder(Operand operand) {
        if (!(operand instanceof Operand.Other other)) {
            return false;
        }
        return Descriptors.classes(other.descriptor()).stream().anyMatch(this::isHolder);
    }

    private boolean isHolder(String type) {
        return !application.contains(type) && !LibraryTypes.holdNothing(type);
    }

    /** What makes text of an object keeps none. What an exception holds comes out of it as an exception. */
    private LibraryUse useOf(MethodRef method) {
        String owner = method.owner();
        if (LibraryCalls.isLogging(owner) || LibraryCalls.describes(method) || application.isThrowable(owner)) {
            return LibraryUse.CALLS;
        }
        return owner.startsWith("java/") ? LibraryUse.KEEPS : LibraryUse.LOOKS_INSIDE;
    }

    /** Returns the library class that has the method, which the call names on a class of the application, too. */
    private String declaring(MethodRef method) {
        if (!application.contains(method.owner())) {
            return method.owner();
        }
        DeclaredMethod target = resolver.resolve(method);
        if (target != null) {
            return target.owner().name();
        }
        ClassFacts facts = application.facts(method.owner());
        String above = facts == null ? null : facts.superName();
        return above == null || application.contains(above) ? Edge.ANY_OBJECT : above;
    }

    private boolean isInherited(MethodRef method) {
        DeclaredMethod target = resolver.resolve(method);
        return target == null || !application.contains(target.owner().name());
    }

    private void dynamic(Constant.Dynamic site, List<Operand> operands) {
        if (site.bootstrap().method().owner().equals("java/lang/runtime/ObjectMethods")) {
            code.owner().fields().stream().filter(field -> !field.isStatic()).forEach(this::component);
        }
        if (!LibraryCalls.makesLambda(site)) {
            boolean describes = LibraryCalls.describes(site.bootstrap().method());
            operands.forEach(operand -> give(operand, describes ? LibraryUse.CALLS : LibraryUse.KEEPS));
            return;
        }
        for (Constant argument : site.arguments()) {
            if (argument instanceof Constant.MethodHandle handle) {
                lambda(site, handle, operands);
            }
        }
    }

    /** The methods that a record has by itself call those of what it holds, and keep nothing. */
    private void component(FieldFacts field) {
        Operand held = new Operand.Other(field.descriptor());
        give(held, LibraryUse.CALLS);
        if (isHolder(held)) {
            held(false, LibraryUse.CALLS);
        }
    }

    /** Whoever calls the lambda gets what it returns. What it is given becomes what the method's parameters are. */
    private void lambda(Constant.Dynamic site, Constant.MethodHandle handle, List<Operand> operands) {
        MethodRef method = handle.method();
        if (handle.creates()) {
            give(method.owner(), LibraryUse.KEEPS);
        } else {
            given(Descriptors.returned(method.descriptor()));
        }
        boolean toLibrary = !application.contains(method.owner()) || (!method.isConstructor() && isInherited(method));
        if (toLibrary || Descriptors.parameters(method.descriptor()).stream().anyMatch(EscapingObjects::isOpen)) {
            operands.forEach(
                    operand -> give(operand, toLibrary ? useOf(method.in(declaring(method))) : LibraryUse.KEEPS));
            for (Constant argument : site.arguments()) {
                if (argument instanceof Constant.MethodType type) {
                    Descriptors.parameters(type.descriptor()).forEach(toLibrary ? this::given : this::give);
                }
            }
        }
    }

    private void given(String descriptor) {
        give(descriptor);
        if (isOpen(descriptor)) {
            found.add(new Edge.GivesObject(LibraryUse.KEEPS));
        }
    }

    private boolean isLambda() {
        return code.method().isSynthetic() && Modifier.isPrivate(code.method().access());
    }

    /** Returns whether values of the type may be any objects. */
    private static boolean isOpen(String descriptor) {
        return descriptor.endsWith(OBJECT);
    }

    private boolean isArrayOfOwn(Operand array) {
        if (!(array instanceof Operand.Other other) || !other.descriptor().startsWith("[")) {
            return false;
        }
        String element = Descriptors.element(other.descriptor());
        return element != null && (application.contains(element) || element.equals(CLASS));
    }

    /** A library that has a class may give it to what it calls. */
    private void unnamed(Operand operand) {
        if (operand instanceof Operand.Other && types(operand).contains(CLASS)) {
            found.add(new Edge.ClassBecomesObject());
        }
    }

    private void give(Operand operand, LibraryUse use) {
        types(operand).forEach(type -> give(type, use));
        if (isOpen(operand)) {
            found.add(new Edge.GivesObject(use));
        }
    }

    private void becomesObject(Operand operand) {
        unnamed(operand);
        types(operand).stream().filter(this::isOfApplication).forEach(type -> found.add(new Edge.BecomesObject(type)));
    }

    /** Returns whether the operand may be a mere object by its declaration. */
    private boolean isOpen(Operand operand) {
        return operand instanceof Operand.Other other
                        && isOpen(other.descriptor())
                        && (!other.isLost() || code.operands().lost().stream().anyMatch(EscapingObjects::isOpen))
                || operand instanceof Operand.Known known && known.constant() instanceof Constant.MethodHandle;
    }

    /** Returns the types of which the object may be, as far as they are known; what is a mere object by declaration is of none. */
    private Set<String> types(Operand operand) {
        if (operand instanceof Operand.This) {
            return Set.of(code.owner().name());
        }
        if (!(operand instanceof Operand.Other other)) {
            return Set.of();
        }
        return other.isLost() ? lost() : own(other.descriptor());
    }

    private static Set<String> own(String descriptor) {
        return isOpen(descriptor) ? Set.of() : new LinkedHashSet<>(Descriptors.classes(descriptor));
    }

    private void give(String descriptor) {
        Descriptors.classes(descriptor).stream()
                .filter(type -> !type.equals(Edge.ANY_OBJECT))
                .forEach(type -> give(type, LibraryUse.KEEPS));
    }

    private void give(String type, LibraryUse use) {
        if (isOfApplication(type)) {
            found.add(new Edge.GivesToLibrary(type, use));
        }
    }

    /** Returns whether objects of the type may be of classes of the application. */
    private boolean isOfApplication(String type) {
        return application.contains(type) || !application.below(type).isEmpty();
    }

    /** The types of values that may be shown as mere objects; what is one by its declaration was given when it became one. */
    private Set<String> lost() {
        Set<String> types = new LinkedHashSet<>();
        if (code.operands().losesThis()) {
            types.add(code.owner().name());
        }
        code.operands().lost().forEach(descriptor -> types.addAll(Descriptors.classes(descriptor)));
        types.remove(Edge.ANY_OBJECT);
        return types;
    }
}
