package io.memo.fingerprint.callgraph.bodies;

import io.memo.fingerprint.callgraph.classes.Application;
import io.memo.fingerprint.callgraph.classes.Resolver;
import io.memo.fingerprint.classfile.ClassFile;
import io.memo.fingerprint.classfile.UnreadableClassException;
import io.memo.fingerprint.classfile.code.CallKind;
import io.memo.fingerprint.classfile.code.Constant;
import io.memo.fingerprint.classfile.code.Instruction;
import io.memo.fingerprint.classfile.code.MethodBody;
import io.memo.fingerprint.classfile.code.MethodRef;
import io.memo.fingerprint.classfile.enums.EnumSwitches;
import io.memo.fingerprint.classfile.facts.ClassFacts;
import io.memo.fingerprint.classfile.facts.MethodFacts;
import io.memo.fingerprint.classfile.flow.Operands;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The bodies of the application's methods, parsed once when first asked for. */
public final class MethodBodies {

    private static final Pattern ACCESSOR = Pattern.compile("access\\$\\d+");

    private final Application application;
    private final EnumLabels labels;
    private final ObjectMethodCalls objectCalls;
    private final Map<MethodRef, Optional<Code>> known = new HashMap<>();

    public MethodBodies(Application application, Resolver resolver) {
        this.application = application;
        objectCalls = new ObjectMethodCalls(resolver);
        labels = new EnumLabels(application);
    }

    /** Returns the labels of switches over enums. */
    public EnumLabels labels() {
        return labels;
    }

    /** Returns the method with its body, or null if its class does not declare it or it has none. */
    public @Nullable Code of(MethodRef method) {
        Optional<Code> code = known.get(method);
        if (code == null) {
            code = Optional.ofNullable(read(method));
            known.put(method, code);
        }
        return code.orElse(null);
    }

    private @Nullable Code read(MethodRef ref) {
        ClassFile file = application.contains(ref.owner()) ? application.file(ref.owner()) : null;
        ClassFacts owner = file == null ? null : application.facts(ref.owner());
        MethodFacts method = owner == null ? null : owner.method(ref.name(), ref.descriptor());
        if (file == null || owner == null || method == null) {
            return null;
        }
        try {
            MethodBody body = file.body(ref.name(), ref.descriptor());
            return body == null ? null : code(owner, method, objectCalls.named(EnumSwitches.named(body, labels)));
        } catch (UnreadableClassException e) {
            return null;
        }
    }

    private static Code code(ClassFacts owner, MethodFacts method, MethodBody body) {
        return new Code(owner, method, body, Operands.of(body));
    }

    /**
     * Returns the body that a compiler moved out of the method in which it is written, so that its name says nothing: of a
     * lambda. Null if the handle leads to a method that somebody wrote.
     */
    public @Nullable Code movedOut(Code from, Constant.MethodHandle handle) {
        if (!handle.method().owner().equals(from.owner().name())) {
            return null;
        }
        MethodFacts method =
                from.owner().method(handle.method().name(), handle.method().descriptor());
        boolean written = method == null || !method.isSynthetic() || method.isBridge() || !method.isPrivate();
        return written ? null : of(handle.method());
    }

    /** Returns the body of a numbered accessor, with which compilers for Java 10 and older reach into nested classes. */
    public @Nullable Code movedOut(Instruction.Call call) {
        if (call.kind() != CallKind.STATIC
                || !ACCESSOR.matcher(call.method().name()).matches()) {
            return null;
        }
        Code code = of(call.method());
        return code != null && code.method().isSynthetic() ? code : null;
    }
}
