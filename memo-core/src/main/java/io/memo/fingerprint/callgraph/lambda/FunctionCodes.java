package io.memo.fingerprint.callgraph.lambda;

import io.memo.fingerprint.CallPlace;
import io.memo.fingerprint.CodeFingerprint;
import io.memo.fingerprint.FunctionCode;
import io.memo.fingerprint.callgraph.bodies.Code;
import io.memo.fingerprint.callgraph.bodies.CodeSite;
import io.memo.fingerprint.callgraph.classes.DeclaredMethod;
import io.memo.fingerprint.callgraph.lambda.LambdaCreationSites.Maker;
import io.memo.fingerprint.callgraph.reach.Behaviours;
import io.memo.fingerprint.callgraph.reach.Ledger;
import io.memo.fingerprint.callgraph.reach.Program;
import io.memo.fingerprint.callgraph.reach.Reachability;
import io.memo.fingerprint.classfile.code.Constant;
import io.memo.fingerprint.classfile.code.MethodRef;
import io.memo.fingerprint.classfile.facts.ClassFacts;
import io.memo.fingerprint.classfile.facts.Descriptors;
import io.memo.fingerprint.classfile.flow.Region;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The code behind function objects. That of an object of a class is found like that of a bean. A lambda is found by the
 * instruction that makes it, which is then a piece of code by itself: what it leads to is the lambda's body or the method
 * referred to. Where several instructions could have made the lambda, all of them count.
 */
public final class FunctionCodes {

    private final Program program;
    private final Reachability reach;
    private final Ledger ledger;

    /** @param noting whether to note what leads to what */
    public FunctionCodes(Program program, boolean noting) {
        this.program = program;
        this.reach = new Reachability(program, null, noting);
        ledger = reach.ledger();
    }

    /** Returns the code of an object of a class, or null if there is no class file. */
    public @Nullable FunctionCode ofClass(
            Class<?> type, MethodRef method, MethodRef declared, Collection<Class<?>> along) {
        ClassFacts facts = ledger.facts(method.owner());
        DeclaredMethod resolved = facts == null ? null : program.resolver().resolve(declared);
        if (facts == null || resolved == null) {
            return null;
        }
        reach.calls().on(method.owner(), method, resolved);
        reach.initialise(method.owner());
        return new FunctionCode(
                with(along),
                type,
                simple(method.owner()) + "." + method.name(),
                Set.of(Descriptors.returned(method.descriptor())));
    }

    /**
     * Returns the code of a lambda or method reference, or null if nothing in its class could have made it.
     *
     * @param handedTo the call that it was the last argument of, or null if that is not known
     */
    public @Nullable FunctionCode ofLambda(
            LambdaShape shape, Collection<Class<?>> along, @Nullable CallPlace handedTo) {
        List<Maker> makers = makers(shape, handedTo);
        if (makers.isEmpty()) {
            return null;
        }
        makers.forEach(this::follow);
        reach.initialise(internalName(shape.home()));
        Set<String> names = new LinkedHashSet<>();
        Set<String> results = new LinkedHashSet<>();
        makers.forEach(maker -> {
            names.add(nameOf(maker));
            results.add(maker.result());
        });
        return new FunctionCode(
                with(along),
                shape.home(),
                names.size() == 1 ? names.iterator().next() : simple(internalName(shape.home())) + ".lambda",
                results);
    }

    /** Returns the code of a lambda or method reference, or null if it cannot be told from others of its class. */
    public @Nullable CodeFingerprint ofLambda(LambdaShape shape) {
        List<Maker> makers = makers(shape, null);
        if (!LambdaCreationSites.leadToOne(makers)) {
            return null;
        }
        makers.forEach(this::follow);
        reach.initialise(internalName(shape.home()));
        return reach.finish();
    }

    /** Returns the instruction that made a lambda, or null if it cannot be told from others that lead elsewhere. */
    public @Nullable CodeSite makerOf(LambdaShape shape) {
        List<Maker> makers = makers(shape, null);
        return makers.isEmpty() || !LambdaCreationSites.leadToOne(makers)
                ? null
                : new CodeSite(makers.get(0).code(), makers.get(0).at());
    }

    /** Returns the code that an object of the class brings along, or null for a lambda that nothing in its class made. */
    public @Nullable CodeFingerprint broughtBy(Class<?> type) {
        if (!follow(type)) {
            return null;
        }
        LambdaShape shape = LambdaShape.isLambda(type) ? LambdaShape.of(type) : null;
        if (shape != null) {
            // Those objects are at hand, even where the body names them as its own: then no instruction tells.
            shape.captured().forEach(reach::mention);
        }
        return reach.finish();
    }

    private CodeFingerprint with(Collection<Class<?>> along) {
        List<String> followed = new ArrayList<>();
        for (Class<?> type : along) {
            if (follow(type)) {
                followed.add(type.getName());
            }
        }
        return reach.finish().withLiveTypes(followed);
    }

    /** Returns whether the code that objects of the class bring along was found. */
    private boolean follow(Class<?> type) {
        if (!LambdaShape.isLambda(type)) {
            Behaviours.reachWhole(reach, internalName(type));
            return true;
        }
        LambdaShape shape = LambdaShape.of(type);
        List<Maker> makers = shape == null ? List.of() : makers(shape, null);
        makers.forEach(this::follow);
        if (shape != null) {
            reach.initialise(internalName(shape.home()));
        }
        return !makers.isEmpty();
    }

    private List<Maker> makers(LambdaShape shape, @Nullable CallPlace handedTo) {
        ClassFacts facts = ledger.facts(internalName(shape.home()));
        return facts == null ? List.of() : new LambdaCreationSites(program).of(shape, facts, handedTo);
    }

    private void follow(Maker maker) {
        String owner = program.names().nameOf(maker.code().owner().name());
        Region only = new Region(maker.at(), maker.at() + 1);
        String name = "lambda in " + owner;
        Program.Piece piece = program.piece(
                List.of(maker.code().body().method(), maker.at()),
                () -> name,
                () -> new Code.Fragment(maker.code(), List.of(only)));
        if (piece != null) {
            ledger.manifest().add(piece.line());
            ledger.trail().from(name);
            reach.follow(piece, null);
        }
    }

    private String nameOf(Maker maker) {
        Constant.MethodHandle handle = maker.handle();
        if (handle == null || program.bodies().movedOut(maker.code(), handle) != null) {
            String method = new CodeSite(maker.code(), maker.at()).methodName();
            return simple(maker.code().owner().name()) + "." + (method.startsWith("<") ? "lambda" : method);
        }
        String method = handle.creates() ? "new" : handle.method().name();
        return simple(handle.method().owner()) + "." + method;
    }

    private static String simple(String internalName) {
        String afterPackage = internalName.substring(internalName.lastIndexOf('/') + 1);
        String afterOuter = afterPackage.substring(afterPackage.lastIndexOf('$') + 1);
        return afterOuter.isEmpty() || Character.isDigit(afterOuter.charAt(0)) ? afterPackage : afterOuter;
    }

    private static String internalName(Class<?> type) {
        return type.getName().replace('.', '/');
    }
}
