package io.memo.fingerprint.callgraph.edges;

import io.memo.fingerprint.callgraph.bodies.Code;
import io.memo.fingerprint.callgraph.classes.Application;
import io.memo.fingerprint.callgraph.classes.DeclaredMethod;
import io.memo.fingerprint.callgraph.classes.Resolver;
import io.memo.fingerprint.callgraph.identity.CanonicalNames;
import io.memo.fingerprint.callgraph.library.LibraryCalls;
import io.memo.fingerprint.callgraph.library.LibraryTypes;
import io.memo.fingerprint.callgraph.library.Persistence;
import io.memo.fingerprint.callgraph.library.PluggedIn;
import io.memo.fingerprint.callgraph.library.PropertyAccess;
import io.memo.fingerprint.classfile.code.CallKind;
import io.memo.fingerprint.classfile.code.Constant;
import io.memo.fingerprint.classfile.code.Instruction;
import io.memo.fingerprint.classfile.code.MethodRef;
import io.memo.fingerprint.classfile.facts.ClassFacts;
import io.memo.fingerprint.classfile.facts.Descriptors;
import io.memo.fingerprint.classfile.flow.Operand;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Collects what a call of a library method leads to beyond the callbacks that every live type offers. */
final class LibraryEdges {

    private static final String SERIALIZABLE = "java/io/Serializable";

    private static final Set<String> NAMES_CLASSES =
            Set.of("Ljava/lang/Class;", "[Ljava/lang/Class;", "Ljava/lang/reflect/Type;");

    private final Application application;
    private final CanonicalNames names;
    private final Set<Edge> found;

    LibraryEdges(Application application, CanonicalNames names, Set<Edge> found) {
        this.application = application;
        this.names = names;
        this.found = found;
    }

    void add(Code code, int at, Instruction.Call call, List<Operand> operands) {
        MethodRef method = call.method();
        if (!LibraryTypes.bringsNothing(method)) {
            found.add(new Edge.BringsAnything());
        }
        if (LibraryCalls.looksUpManaged(method)) {
            found.add(new Edge.LooksUpManaged());
        }
        PluggedIn.calledBy(method).forEach(type -> found.add(new Edge.CallsManaged(type)));
        if (LibraryCalls.looksUp(method)) {
            lookUp(code, at, method, operands);
        }
        if (LibraryCalls.invokes(method)) {
            invokes(code, describe(code, at, method), method);
        }
        if (LibraryCalls.loadsServices(method)) {
            String service = classIn(operands);
            if (service != null && application.contains(service)) {
                found.add(new Edge.LoadsServices(service));
            } else if (service == null) {
                found.add(new Edge.LooksUp(describe(code, at, method), false));
            }
        }
        if (LibraryCalls.deserializes(method)) {
            found.add(new Edge.Deserializes());
        }
        if (LibraryCalls.isReflective(method)) {
            handsOver(code, method, operands);
        }
        if (LibraryCalls.takesClassNames(method)) {
            names(method, operands);
        }
        String resource = ResourceNames.of(code, at, call, application);
        if (resource != null) {
            found.add(new Edge.UsesResource(resource));
        }
    }

    /** A call by a name on an application class, of a method that a library class declares. */
    void addInherited(Code code, int at, Instruction.Call call, List<Operand> operands) {
        MethodRef method = call.method();
        String owner = declaringLibrary(method);
        if (owner != null) {
            givenByRepository(method);
            boolean hasReceiver = call.kind() != CallKind.STATIC;
            List<Operand> given = new ArrayList<>(operands);
            if (hasReceiver) {
                given.set(0, new Operand.Other("L" + owner + ";"));
            }
            add(code, at, new Instruction.Call(call.opcode(), method.in(owner), call.onInterface()), given);
        }
    }

    /** What a repository inherits of Spring Data takes and gives what its generic supertypes name. */
    private void givenByRepository(MethodRef method) {
        ClassFacts type = application.facts(method.owner());
        if (type == null || !new Persistence(application).isRepository(type)) {
            return;
        }
        List<String> all = new ArrayList<>(application.supertypes(type.name()));
        all.add(type.name());
        for (String name : all) {
            ClassFacts at = application.contains(name) ? application.facts(name) : null;
            if (at != null && at.signature() != null) {
                Descriptors.arguments(at.signature()).stream()
                        .filter(application::contains)
                        .forEach(named -> found.add(new Edge.Persists(named)));
            }
        }
    }

    /** Returns the library class that declares the method, or from which on nothing is known; null if there is none. */
    private @Nullable String declaringLibrary(MethodRef method) {
        DeclaredMethod target = method.isConstructor() ? null : new Resolver(application).resolve(method);
        if (target != null) {
            String owner = target.owner().name();
            return application.contains(owner) ? null : owner;
        }
        String at = method.owner();
        while (at != null && application.contains(at)) {
            ClassFacts facts = application.facts(at);
            at = facts == null || method.isConstructor() ? null : facts.superName();
        }
        return at;
    }

    /** A reference by a name on any class to a method that a library class declares: it gets what its parameters allow. */
    void addReference(Code code, MethodRef named) {
        String owner = application.contains(named.owner()) ? declaringLibrary(named) : named.owner();
        if (owner != null) {
            addReferenceToLibrary(code, named.in(owner));
        }
    }

    private void addReferenceToLibrary(Code code, MethodRef method) {
        String what = "a reference to " + names.nameOf(method);
        if (!LibraryTypes.bringsNothing(method)) {
            found.add(new Edge.BringsAnything());
        }
        if (LibraryCalls.looksUpManaged(method)) {
            found.add(new Edge.LooksUpManaged());
        }
        PluggedIn.calledBy(method).forEach(type -> found.add(new Edge.CallsManaged(type)));
        if (LibraryCalls.looksUp(method) || LibraryCalls.loadsServices(method)) {
            found.add(new Edge.LooksUp(what, false));
        }
        if (LibraryCalls.invokes(method)) {
            invokes(code, what, method);
        }
        if (LibraryCalls.deserializes(method)) {
            found.add(new Edge.Deserializes());
        }
        if (LibraryCalls.isReflective(method)) {
            List<Operand> given = new ArrayList<>();
            Descriptors.parameters(method.descriptor()).forEach(type -> given.add(new Operand.Other(type)));
            handsOver(code, method, given);
        }
    }

    private void names(MethodRef method, List<Operand> operands) {
        boolean isBundle = method.owner().equals("java/util/ResourceBundle");
        for (Operand operand : operands) {
            if (operand instanceof Operand.Known known && known.constant() instanceof Constant.Text text) {
                String name = text.value().replace('.', '/');
                boolean isName = name.length() > 2 && name.indexOf(' ') < 0 && application.contains(name);
                if (isName && application.file(name) != null) {
                    found.add(new Edge.Literal(name));
                }
                if (isName && isBundle) {
                    application.classes().stream()
                            .filter(each -> each.startsWith(name + "_"))
                            .forEach(each -> found.add(new Edge.Literal(each)));
                }
            }
        }
    }

    /** Of what comes from elsewhere, no look-up of this code says what it is. */
    private void invokes(Code code, String what, MethodRef method) {
        boolean isKnown = method.owner().equals("sun/misc/Unsafe")
                || new LookUpOrigins(application, method.owner()).areLookUps(code);
        found.add(
                isKnown
                        ? new Edge.InvokesReflectively(what, LibraryCalls.invokesMethods(method))
                        : new Edge.LooksUp(what, false));
    }

    private void lookUp(Code code, int at, MethodRef method, List<Operand> operands) {
        boolean resolved;
        if (LibraryCalls.loadsClass(method)) {
            resolved = operands.stream()
                    .anyMatch(operand ->
                            operand instanceof Operand.Known known && known.constant() instanceof Constant.Text);
            if (!resolved && !mayInitialise(method, operands)) {
                found.add(new Edge.LoadsAny(describe(code, at, method)));
                return;
            }
        } else {
            String looked = classIn(operands);
            resolved = looked != null;
            if (!resolved && ClassArguments.only(code)) {
                found.add(new Edge.LooksUpGiven(
                        describe(code, at, method), code.body().method()));
                return;
            }
            if (looked != null && application.contains(looked) && LibraryCalls.looksUpClasses(method)) {
                found.add(new Edge.LooksUpClasses(looked));
            }
            if (looked != null && application.contains(looked) && LibraryCalls.looksUpFields(method)) {
                found.add(new Edge.LooksUpFields(looked));
                if (LibraryCalls.looksUpInherited(method)) {
                    application.supertypes(looked).stream()
                            .filter(application::contains)
                            .forEach(above -> found.add(new Edge.LooksUpFields(above)));
                }
            }
        }
        found.add(new Edge.LooksUp(describe(code, at, method), resolved));
    }

    /** {@code forName(name)} initialises the class, {@code forName(name, false, loader)} and {@code loadClass} do not. */
    private static boolean mayInitialise(MethodRef method, List<Operand> operands) {
        return (method.name().equals("forName") || method.name().equals("instantiate"))
                && !(operands.size() == 3 && operands.get(1).equals(new Operand.Known(new Constant.Numeric(0))));
    }

    /** Returns the internal name of the first class among the operands that is known, or null. */
    private static @Nullable String classIn(List<Operand> operands) {
        for (Operand operand : operands) {
            if (operand instanceof Operand.Known known && known.constant() instanceof Constant.Type type) {
                List<String> names = Descriptors.classes(type.descriptor());
                return names.isEmpty() ? type.descriptor() : names.get(0);
            }
        }
        return null;
    }

    private void handsOver(Code code, MethodRef method, List<Operand> operands) {
        Set<String> types = new LinkedHashSet<>();
        OperandBounds unknowns = new OperandBounds(application, code);
        boolean sets = LibraryCalls.setsParameters(method);
        boolean byProperties = PropertyAccess.is(method.owner());
        boolean persists = Persistence.provides(method);
        boolean isThrown = application.isThrowable(method.owner());
        for (Operand operand : operands) {
            if (operand instanceof Operand.This) {
                types.add(code.owner().name());
            } else if (operand instanceof Operand.Known known && known.constant() instanceof Constant.Type type) {
                Descriptors.classes(type.descriptor()).stream()
                        .filter(application::contains)
                        .forEach(types::add);
            } else if (operand instanceof Operand.Other other) {
                // An exception keeps its cause as an exception.
                Descriptors.classes(other.descriptor()).stream()
                        .filter(application::contains)
                        .filter(type -> !isThrown || !application.isThrowable(type))
                        .forEach(types::add);
                if (NAMES_CLASSES.contains(other.descriptor())) {
                    found.add(new Edge.HandsOverClasses(byProperties));
                }
                for (String type : unknowns.above(other)) {
                    found.add(
                            persists
                                    ? new Edge.PersistsAny()
                                    : new Edge.HandsOverAny(
                                            sets && type.equals(OperandBounds.ANYTHING) ? SERIALIZABLE : type,
                                            byProperties));
                }
            }
        }
        types.forEach(type -> found.add(persists ? new Edge.Persists(type) : new Edge.HandsOver(type, byProperties)));
    }

    private String describe(Code code, int at, MethodRef method) {
        int line = code.body().lineOf(at);
        return names.nameOf(method) + " in " + names.nameOf(code.body().method()) + (line > 0 ? ", line " + line : "");
    }
}
