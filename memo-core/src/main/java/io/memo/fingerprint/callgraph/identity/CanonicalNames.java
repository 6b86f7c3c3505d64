package io.memo.fingerprint.callgraph.identity;

import io.memo.fingerprint.callgraph.bodies.Code;
import io.memo.fingerprint.callgraph.bodies.Initialisers;
import io.memo.fingerprint.callgraph.bodies.MethodBodies;
import io.memo.fingerprint.callgraph.classes.Application;
import io.memo.fingerprint.classfile.code.Constant;
import io.memo.fingerprint.classfile.code.Instruction;
import io.memo.fingerprint.classfile.code.MethodRef;
import io.memo.fingerprint.classfile.facts.ClassFacts;
import io.memo.fingerprint.classfile.facts.Descriptors;
import io.memo.fingerprint.classfile.facts.Enclosure;
import io.memo.fingerprint.classfile.facts.FieldFacts;
import io.memo.fingerprint.classfile.facts.MethodFacts;
import io.memo.fingerprint.classfile.flow.Region;
import io.memo.fingerprint.classfile.woven.Weaver;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Names anonymous and local classes by the place where they are declared. Compilers number them through the whole
 * outermost class, so a new one anywhere renames others. Here the first anonymous class that {@code app.Svc.price(int)}
 * mentions is {@code app.Svc.price(int)/1}, a local class {@code Line} there is {@code app.Svc.price(int)/Line}, and one in
 * the initialiser of a field {@code app.Svc.field/1}.
 */
public final class CanonicalNames {

    private static final Pattern NUMBERED = Pattern.compile("\\$(\\d|AjcClosure)");
    private static final Pattern TYPE_IN_DESCRIPTOR = Pattern.compile("L([^;<>]+);");

    private final Application application;
    private final MethodBodies bodies;
    private final Initialisers initialisers;
    private final Map<String, String> aliases = new HashMap<>();
    private final Map<MethodRef, String> methods = new HashMap<>();
    private final Set<String> placed = new LinkedHashSet<>();

    public CanonicalNames(Application application, MethodBodies bodies, Initialisers initialisers) {
        this.application = application;
        this.bodies = bodies;
        this.initialisers = initialisers;
    }

    /** Returns the name of a class for people: dotted, and by place if it has no name of its own. */
    public String nameOf(String internalName) {
        if (internalName.startsWith("[")) {
            return descriptor(internalName).replace('/', '.');
        }
        String known = aliases.get(internalName);
        if (known == null) {
            known = mayBeLocal(internalName) ? find(internalName) : internalName.replace('/', '.');
            aliases.put(internalName, known);
        }
        return known;
    }

    /** Returns the descriptor with such names in it. */
    String descriptor(String descriptor) {
        if (!mayBeLocal(descriptor)) {
            return descriptor;
        }
        Matcher matcher = TYPE_IN_DESCRIPTOR.matcher(descriptor);
        return matcher.replaceAll(
                match -> "L" + Matcher.quoteReplacement(nameOf(match.group(1)).replace('.', '/')) + ";");
    }

    /** Returns the name of a method for people, such as {@code app.Tax.vat(int)}. */
    public String nameOf(MethodRef method) {
        String known = methods.get(method);
        if (known == null) {
            known = find(method);
            methods.put(method, known);
        }
        return known;
    }

    private String find(MethodRef method) {
        StringBuilder name = new StringBuilder(nameOf(method.owner())).append('.');
        name.append(method.isConstructor() ? "new" : simpleName(method));
        String separator = "(";
        for (String parameter : Descriptors.parameters(method.descriptor())) {
            name.append(separator).append(readable(parameter));
            separator = ", ";
        }
        return name.append(separator.equals("(") ? "()" : ")").toString();
    }

    /** Returns the name of a method alone. Those that AspectJ numbers through a class count among their own kind. */
    String simpleName(MethodRef method) {
        ClassFacts owner = Weaver.isNumbered(method.name()) && application.contains(method.owner())
                ? application.facts(method.owner())
                : null;
        if (owner == null) {
            return method.name();
        }
        String name = Weaver.unnumbered(method.name());
        long before = owner.methods().stream()
                .filter(other -> other.descriptor().equals(method.descriptor()) && Weaver.isNumbered(other.name()))
                .filter(other -> Weaver.unnumbered(other.name()).equals(name))
                .filter(other -> Weaver.number(other.name()) < Weaver.number(method.name()))
                .count();
        return name + "#" + before;
    }

    private String readable(String descriptor) {
        if (descriptor.startsWith("[")) {
            return readable(descriptor.substring(1)) + "[]";
        }
        return switch (descriptor.charAt(0)) {
            case 'L' -> nameOf(descriptor.substring(1, descriptor.length() - 1));
            case 'I' -> "int";
            case 'J' -> "long";
            case 'Z' -> "boolean";
            case 'D' -> "double";
            case 'F' -> "float";
            case 'B' -> "byte";
            case 'C' -> "char";
            default -> "short";
        };
    }

    private boolean mayBeLocal(String text) {
        return text.indexOf('$') >= 0 && NUMBERED.matcher(text).find();
    }

    private String find(String name) {
        String own = name.replace('/', '.');
        ClassFacts facts = application.contains(name) ? application.facts(name) : null;
        if (facts != null && Weaver.mayBeClosure(name)) {
            return closureName(facts, own);
        }
        Enclosure enclosure = facts == null ? null : facts.enclosure();
        if (facts == null || enclosure == null) {
            return own;
        }
        if (!enclosure.local()) {
            return nameOf(enclosure.owner()) + "$" + enclosure.simpleName();
        }
        if (facts.isSynthetic()) {
            return nameOf(enclosure.owner()) + "$synthetic";
        }
        // Until its place is found, it stands for itself: places of its siblings may be asked for on the way.
        aliases.put(name, own);
        ClassFacts owner = application.facts(enclosure.owner());
        if (owner != null && placed.add(enclosure.owner() + " " + enclosure.method() + enclosure.descriptor())) {
            place(owner, enclosure);
        }
        return aliases.getOrDefault(name, own);
    }

    /** What AspectJ makes to go on from advice to a method is named after that method. */
    private String closureName(ClassFacts facts, String own) {
        aliases.put(facts.name(), own);
        for (MethodFacts method : facts.methods()) {
            Code code = bodies.of(new MethodRef(facts.name(), method.name(), method.descriptor()));
            for (Instruction each :
                    code == null ? List.<Instruction>of() : code.body().instructions()) {
                if (each instanceof Instruction.Call call
                        && Weaver.isNumbered(call.method().name())) {
                    return nameOf(call.method()) + "/closure";
                }
            }
        }
        return own;
    }

    private void place(ClassFacts owner, Enclosure enclosure) {
        MethodFacts method = enclosure.method() == null || enclosure.descriptor() == null
                ? null
                : owner.method(enclosure.method(), enclosure.descriptor());
        if (method != null && !method.isSynthetic()) {
            placeIn(owner, method);
            return;
        }
        for (MethodFacts any : owner.methods()) {
            if (any.name().startsWith("<") || (method != null && !any.isSynthetic())) {
                placeIn(owner, any);
            }
        }
    }

    private void placeIn(ClassFacts owner, MethodFacts method) {
        Code code = bodies.of(new MethodRef(owner.name(), method.name(), method.descriptor()));
        if (code == null) {
            return;
        }
        if (!method.name().startsWith("<")) {
            number(
                    owner,
                    nameOf(code.body().method()),
                    mentioned(code, code.whole().regions()));
            return;
        }
        for (Map.Entry<String, List<Region>> part : initialisers.byField(code).entrySet()) {
            String field =
                    part.getKey().isEmpty() ? nameOf(code.body().method()) : nameOf(owner.name()) + "." + part.getKey();
            number(owner, field, mentioned(code, part.getValue()));
        }
    }

    /** Numbers what a place mentions of the classes that are declared directly in the owner's methods. */
    private void number(ClassFacts owner, String place, Set<String> mentioned) {
        List<String> open = new ArrayList<>(mentioned);
        Map<String, Integer> counts = new HashMap<>();
        for (int i = 0; i < open.size(); i++) {
            String name = open.get(i);
            ClassFacts facts = mayBeLocal(name) && application.contains(name) ? application.facts(name) : null;
            Enclosure enclosure = facts == null ? null : facts.enclosure();
            if (facts == null
                    || enclosure == null
                    || !enclosure.local()
                    || !enclosure.owner().equals(owner.name())) {
                continue;
            }
            String known = aliases.get(name);
            if (known == null || known.equals(name.replace('/', '.'))) {
                String simple = enclosure.simpleName() == null ? "" : enclosure.simpleName();
                int count = counts.merge(simple, 1, Integer::sum);
                aliases.put(name, place + "/" + simple + (simple.isEmpty() || count > 1 ? count : ""));
            }
            mentionedBy(facts).stream().filter(other -> !open.contains(other)).forEach(open::add);
        }
    }

    private Set<String> mentioned(Code code, List<Region> regions) {
        Set<String> names = new LinkedHashSet<>();
        for (Region region : regions) {
            for (int i = region.from(); i < region.to(); i++) {
                mentioned(code, code.body().instructions().get(i), names);
            }
        }
        return names;
    }

    /** Local classes that only other local classes of the same method mention are found through those. */
    private Set<String> mentionedBy(ClassFacts facts) {
        Set<String> names = new LinkedHashSet<>(facts.interfaces());
        if (facts.superName() != null) {
            names.add(facts.superName());
        }
        for (FieldFacts field : facts.fields()) {
            names.addAll(Descriptors.classes(field.descriptor()));
        }
        for (MethodFacts method : facts.methods()) {
            names.addAll(Descriptors.classes(method.descriptor()));
            Code code = bodies.of(new MethodRef(facts.name(), method.name(), method.descriptor()));
            if (code != null) {
                names.addAll(mentioned(code, code.whole().regions()));
            }
        }
        return names;
    }

    private void mentioned(Code code, Instruction instruction, Set<String> names) {
        if (instruction instanceof Instruction.OnType onType) {
            add(names, onType.type());
        } else if (instruction instanceof Instruction.NewArrays arrays) {
            add(names, arrays.descriptor());
        } else if (instruction instanceof Instruction.OnField onField) {
            add(names, onField.field().owner());
            names.addAll(Descriptors.classes(onField.field().descriptor()));
        } else if (instruction instanceof Instruction.Call call) {
            Code moved = bodies.movedOut(call);
            if (moved != null && moved.owner().name().equals(code.owner().name())) {
                names.addAll(mentioned(moved, moved.whole().regions()));
            }
            add(names, call.method().owner());
            names.addAll(Descriptors.classes(call.method().descriptor()));
        } else if (instruction instanceof Instruction.Load load) {
            mentioned(code, load.constant(), names);
        } else if (instruction instanceof Instruction.DynamicCall call) {
            mentioned(code, call.site(), names);
        }
    }

    private void mentioned(Code code, Constant constant, Set<String> names) {
        if (constant instanceof Constant.Type type) {
            names.addAll(Descriptors.classes(type.descriptor()));
        } else if (constant instanceof Constant.MethodHandle handle) {
            Code moved = bodies.movedOut(code, handle);
            if (moved == null) {
                add(names, handle.method().owner());
            } else if (!moved.equals(code)) {
                names.addAll(mentioned(moved, moved.whole().regions()));
            }
        } else if (constant instanceof Constant.Dynamic dynamic) {
            names.addAll(Descriptors.classes(dynamic.descriptor()));
            dynamic.arguments().forEach(argument -> mentioned(code, argument, names));
        }
    }

    private static void add(Set<String> names, String typeOrDescriptor) {
        @Nullable String element = Descriptors.element(typeOrDescriptor);
        if (element != null) {
            names.add(element);
        }
    }
}
