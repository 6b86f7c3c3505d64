package io.memo.fingerprint.callgraph.edges;

import io.memo.fingerprint.callgraph.bodies.Code;
import io.memo.fingerprint.callgraph.bodies.CodeSite;
import io.memo.fingerprint.callgraph.bodies.MethodBodies;
import io.memo.fingerprint.callgraph.classes.Application;
import io.memo.fingerprint.classfile.code.Constant;
import io.memo.fingerprint.classfile.code.Instruction;
import io.memo.fingerprint.classfile.code.MethodRef;
import io.memo.fingerprint.classfile.facts.ClassFacts;
import io.memo.fingerprint.classfile.facts.Descriptors;
import io.memo.fingerprint.classfile.facts.MethodFacts;
import io.memo.fingerprint.classfile.flow.Operand;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Tells which resource of the class path a call asks for, where constants name it (6.9). */
public final class ResourceNames {

    /** Where Spring has its resources, and what reads them. */
    public static final String SPRING = "org/springframework/core/io/";

    private static final String URL = "Ljava/net/URL;";
    private static final String PREFIX = "classpath:";
    private static final String CLASS = "java/lang/Class";
    private static final String BUNDLE = "java/util/ResourceBundle";

    private final Application application;
    private final MethodBodies bodies;
    private final Map<String, Optional<Boolean>> constantIn = new HashMap<>();

    public ResourceNames(Application application, MethodBodies bodies) {
        this.application = application;
        this.bodies = bodies;
    }

    /** Returns whether the call reads from nowhere but resources that constants name; what reads one of Spring's, an object, is not asked. */
    public boolean areAllThat(CodeSite site, MethodRef method) {
        if (method.owner().equals("java/net/URL")
                || method.descriptor().equals("(" + URL + ")" + Descriptors.returned(method.descriptor()))) {
            return areNamed(
                            site.code(),
                            called -> Descriptors.returned(called.descriptor()).equals(URL)
                                    || called.isConstructor() && called.owner().equals("java/net/URL"))
                    .orElse(false);
        }
        return site.code().body().instructions().get(site.at()) instanceof Instruction.Call call
                && call.method().equals(method)
                && of(site.code(), site.at(), call, application) != null;
    }

    /** Returns whether constants name what such calls in the code ask for; empty if there is no such call. */
    private Optional<Boolean> areNamed(Code code, Predicate<MethodRef> which) {
        Optional<Boolean> named = Optional.empty();
        for (int i = 0; i < code.body().instructions().size(); i++) {
            if (code.body().instructions().get(i) instanceof Instruction.Call call && which.test(call.method())) {
                named = Optional.of(named.orElse(true) && of(code, i, call, application) != null);
            }
        }
        return named;
    }

    /**
     * Returns whether constants name all of Spring's resources that the class makes or asks for; empty if it does neither.
     *
     * @param type an internal name
     */
    public Optional<Boolean> ofSpringIn(String type) {
        return constantIn.computeIfAbsent(type, this::namesByConstants);
    }

    private Optional<Boolean> namesByConstants(String type) {
        ClassFacts owner = application.facts(type);
        List<Boolean> named = new ArrayList<>();
        for (MethodFacts method : owner == null ? List.<MethodFacts>of() : owner.methods()) {
            Code code = bodies.of(new MethodRef(type, method.name(), method.descriptor()));
            if (code != null) {
                areNamed(code, ResourceNames::makesResource).ifPresent(named::add);
            }
        }
        return named.isEmpty() ? Optional.empty() : Optional.of(!named.contains(false));
    }

    private static boolean makesResource(MethodRef method) {
        return method.isConstructor()
                ? method.owner().startsWith(SPRING) && method.owner().endsWith("Resource")
                : Descriptors.returned(method.descriptor()).equals("L" + SPRING + "Resource;");
    }

    /**
     * Returns the name of the resource that the call asks for, as a class loader takes it; null if constants do not name one. The
     * name of a bundle ends in a star: all of its languages count.
     */
    static @Nullable String of(Code code, int at, Instruction.Call call, Application application) {
        MethodRef method = call.method();
        List<Operand> operands = code.operands().of(at);
        return switch (method.owner()) {
            case CLASS ->
                method.name().startsWith("getResource") && operands.size() == 2
                        ? relative(text(operands.get(1)), classAt(code, at, operands.get(0), application))
                        : null;
            case "java/lang/ClassLoader", "java/net/URLClassLoader", "java/security/SecureClassLoader" ->
                method.name().contains("esource") ? text(operands.get(operands.size() - 1)) : null;
            case "java/lang/Module" ->
                method.name().equals("getResourceAsStream") ? absolute(text(operands.get(1))) : null;
            case BUNDLE, "java/util/PropertyResourceBundle" ->
                method.name().equals("getBundle") ? bundle(text(operands.get(0))) : null;
            case SPRING + "ClassPathResource" -> method.isConstructor() ? ofSpring(operands) : null;
            default -> prefixed(method, operands);
        };
    }

    private static @Nullable String ofSpring(List<Operand> operands) {
        String name = text(operands.get(1));
        boolean isRelative = operands.size() == 3
                && (operands.get(2) instanceof Operand.Known
                        || operands.get(2).equals(new Operand.Other("Ljava/lang/Class;")));
        return isRelative ? relative(name, type(operands.get(2))) : absolute(name);
    }

    /** What takes a location, such as {@code ResourceLoader}, takes one of the class path by its prefix. */
    private static @Nullable String prefixed(MethodRef method, List<Operand> operands) {
        if (!makesResource(method) && !method.owner().equals("org/springframework/util/ResourceUtils")) {
            return null;
        }
        for (Operand operand : operands) {
            String text = text(operand);
            if (text != null && text.startsWith(PREFIX) && text.indexOf('*') < 0 && text.indexOf('$') < 0) {
                return absolute(text.substring(PREFIX.length()));
            }
        }
        return null;
    }

    private static @Nullable String bundle(@Nullable String base) {
        return base == null ? null : base.replace('.', '/') + "*";
    }

    private static @Nullable String absolute(@Nullable String name) {
        return name != null && name.startsWith("/") ? name.substring(1) : name;
    }

    private static @Nullable String relative(@Nullable String name, @Nullable String type) {
        if (name == null || name.startsWith("/")) {
            return absolute(name);
        }
        return type == null ? null : type.substring(0, type.lastIndexOf('/') + 1) + name;
    }

    /** A class constant, or that of {@code this} where all classes that it may be lie in one package. */
    private static @Nullable String classAt(Code code, int at, Operand operand, Application application) {
        String constant = type(operand);
        if (constant != null || at < 2 || !isClassOfThis(code, at - 2)) {
            return constant;
        }
        String owner = code.owner().name();
        String home = owner.substring(0, owner.lastIndexOf('/') + 1);
        return application.subtypes(owner).stream()
                        .allMatch(below -> below.lastIndexOf('/') + 1 == home.length() && below.startsWith(home))
                ? owner
                : null;
    }

    private static boolean isClassOfThis(Code code, int at) {
        return code.body().instructions().get(at) instanceof Instruction.Call call
                && call.method().name().equals("getClass")
                && code.operands().of(at).get(0) instanceof Operand.This;
    }

    private static @Nullable String type(Operand operand) {
        if (operand instanceof Operand.Known known && known.constant() instanceof Constant.Type type) {
            List<String> names = Descriptors.classes(type.descriptor());
            return names.isEmpty() ? null : names.get(0);
        }
        return null;
    }

    private static @Nullable String text(Operand operand) {
        return operand instanceof Operand.Known known && known.constant() instanceof Constant.Text text
                ? text.value()
                : null;
    }
}
