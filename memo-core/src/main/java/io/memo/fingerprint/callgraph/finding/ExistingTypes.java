package io.memo.fingerprint.callgraph.finding;

import io.memo.fingerprint.ContextBeans;
import io.memo.fingerprint.callgraph.bodies.Code;
import io.memo.fingerprint.callgraph.reach.Program;
import io.memo.fingerprint.classfile.ClassFile;
import io.memo.fingerprint.classfile.code.Constant;
import io.memo.fingerprint.classfile.code.Instruction;
import io.memo.fingerprint.classfile.code.MethodRef;
import io.memo.fingerprint.classfile.facts.Annotation;
import io.memo.fingerprint.classfile.facts.ClassFacts;
import io.memo.fingerprint.classfile.facts.MethodFacts;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Tells classes of which the application may have objects from those of which it has none: components that are no beans, and
 * classes that only methods make whose beans are not there.
 */
final class ExistingTypes {

    private static final Set<String> STEREOTYPES =
            Set.of("org/springframework/stereotype/Component", "jakarta/inject/Named");
    private static final String BEAN = "org/springframework/context/annotation/Bean";

    private final Program program;
    private final Set<String> beans = new HashSet<>();
    private final Set<String> open = new HashSet<>();
    private final Map<String, Boolean> known = new HashMap<>();

    ExistingTypes(Program program, ContextBeans context) {
        this.program = program;
        context.classes().values().forEach(name -> beans.add(name.replace('.', '/')));
        context.open().forEach(name -> open.add(name.replace('.', '/')));
    }

    /** Returns whether there may be an object of exactly the class. */
    boolean mayExist(String type) {
        return known.computeIfAbsent(type, this::find);
    }

    private boolean find(String type) {
        if (beans.contains(type)
                || open.contains(type)
                || program.application().supertypes(type).stream().anyMatch(open::contains)) {
            return true;
        }
        List<ClassFile> makers = program.application().makersOf(type);
        if (makers.isEmpty()) {
            // By reflection, then: an entity is made so, and a component only if it is a bean.
            return !isComponent(type);
        }
        return makers.stream().anyMatch(maker -> makesOutsideBeanMethods(maker.name(), type));
    }

    private boolean isComponent(String type) {
        ClassFacts facts = program.application().facts(type);
        return facts != null && anyIsStereotype(facts.annotations(), new HashSet<>());
    }

    private boolean anyIsStereotype(List<Annotation> annotations, Set<String> seen) {
        for (Annotation annotation : annotations) {
            if (STEREOTYPES.contains(annotation.type())) {
                return true;
            }
            ClassFacts facts = annotation.type().startsWith("java/") || !seen.add(annotation.type())
                    ? null
                    : program.application().facts(annotation.type());
            if (facts != null && anyIsStereotype(facts.annotations(), seen)) {
                return true;
            }
        }
        return false;
    }

    private boolean makesOutsideBeanMethods(String maker, String type) {
        ClassFacts facts = program.application().facts(maker);
        if (facts == null || facts.methods().stream().noneMatch(ExistingTypes::makesBean)) {
            return true;
        }
        return facts.methods().stream()
                .filter(method -> !makesBean(method))
                .map(method -> program.bodies().of(new MethodRef(maker, method.name(), method.descriptor())))
                .anyMatch(code -> code != null && makes(code, type));
    }

    private static boolean makesBean(MethodFacts method) {
        return method.annotations().stream()
                .anyMatch(annotation -> annotation.type().equals(BEAN));
    }

    private static boolean makes(Code code, String type) {
        return code.body().instructions().stream().anyMatch(instruction -> makes(instruction, type));
    }

    private static boolean makes(Instruction instruction, String type) {
        if (instruction instanceof Instruction.DynamicCall call) {
            return call.site().arguments().stream()
                    .anyMatch(argument -> argument instanceof Constant.MethodHandle handle
                            && handle.creates()
                            && handle.method().owner().equals(type));
        }
        return instruction instanceof Instruction.OnType made
                && made.isNew()
                && made.type().equals(type);
    }
}
