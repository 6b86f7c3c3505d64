package io.memo.fingerprint.callgraph.finding;

import io.memo.fingerprint.ContextBeans;
import io.memo.fingerprint.Finding;
import io.memo.fingerprint.FindingKind;
import io.memo.fingerprint.ambient.AmbientCalls;
import io.memo.fingerprint.ambient.Declared;
import io.memo.fingerprint.ambient.Expression;
import io.memo.fingerprint.callgraph.classes.DeclaredMethod;
import io.memo.fingerprint.callgraph.reach.Program;
import io.memo.fingerprint.classfile.code.MethodRef;
import io.memo.fingerprint.classfile.facts.Annotation;
import io.memo.fingerprint.classfile.facts.ClassFacts;
import io.memo.fingerprint.classfile.facts.MethodFacts;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Notes what the declarations of reached methods let libraries read: their annotations, and that they have no body. */
final class DeclaredReads {

    private final Program program;
    private final ContextBeans beans;
    private final OutsideReads outside;
    private final Set<Finding> found;
    private final BiConsumer<DeclaredMethod, @Nullable String> walk;
    private final Set<MethodRef> met = new HashSet<>();

    /**
     * @param found takes the findings
     * @param walk takes a method that an expression calls, with the class of its object
     */
    DeclaredReads(
            Program program,
            ContextBeans beans,
            OutsideReads outside,
            Set<Finding> found,
            BiConsumer<DeclaredMethod, @Nullable String> walk) {
        this.program = program;
        this.beans = beans;
        this.outside = outside;
        this.found = found;
        this.walk = walk;
    }

    /** Meets the method that all begins with. Spring Security decides about its calls before the cache is asked. */
    void entered(DeclaredMethod method, String type) {
        if (outside.isDeclared(method, type)) {
            note(FindingKind.IO_WITHOUT_TTL, method, "has no body, a library answers it");
        }
        for (Annotation annotation : ofMethod(method)) {
            if (Declared.filtersResult(annotation)) {
                note(
                        FindingKind.USER_CONTEXT,
                        method,
                        "filters the stored result in place by " + shown(annotation, ""));
            }
            expressions(annotation, method);
        }
    }

    /** Meets a method that is called on another object, so that the proxies of that are passed. */
    void called(DeclaredMethod method) {
        if (!met.add(method.ref())
                || !program.application().contains(method.owner().name())) {
            return;
        }
        List<Annotation> own = ofMethod(method);
        own.forEach(annotation -> expressions(annotation, method));
        if (beans.guarded()) {
            List<Annotation> guards = own.stream().filter(Declared::isGuard).toList();
            if (guards.isEmpty()) {
                guards = withMeta(method.owner().annotations()).stream()
                        .filter(Declared::isGuard)
                        .toList();
            }
            guards.stream()
                    .filter(Declared::asksForUser)
                    .forEach(guard -> note(
                            FindingKind.USER_CONTEXT,
                            method,
                            "is guarded by " + shown(guard, "") + ", which is not asked at a hit"));
        }
    }

    /** Returns the annotations of the method, of what a bodiless one overrides, and of annotations of the application. */
    private List<Annotation> ofMethod(DeclaredMethod target) {
        List<Annotation> all = new ArrayList<>(target.method().annotations());
        if (target.method().isAbstract()) {
            for (String above : program.application().supertypes(target.owner().name())) {
                ClassFacts facts = program.application().contains(above)
                        ? program.application().facts(above)
                        : null;
                MethodFacts overridden = facts == null
                        ? null
                        : facts.method(target.method().name(), target.method().descriptor());
                if (overridden != null) {
                    all.addAll(overridden.annotations());
                }
            }
        }
        return withMeta(all);
    }

    private List<Annotation> withMeta(List<Annotation> annotations) {
        List<Annotation> all = new ArrayList<>(annotations);
        Set<String> types = new HashSet<>();
        for (int i = 0; i < all.size(); i++) {
            String type = all.get(i).type();
            ClassFacts facts = program.application().contains(type) && types.add(type)
                    ? program.application().facts(type)
                    : null;
            if (facts != null) {
                all.addAll(facts.annotations());
            }
        }
        return all;
    }

    private void expressions(Annotation annotation, DeclaredMethod method) {
        for (Expression expression : Declared.expressions(annotation)) {
            String what = "has the expression " + shown(annotation, expression.text());
            for (String root : expression.roots()) {
                FindingKind kind = Declared.root(annotation, root);
                if (kind != null) {
                    note(kind, method, what);
                }
            }
            expression.statics().forEach(call -> onClass(call, method, what));
            expression.beans().forEach(call -> onBean(call, method, what));
        }
    }

    private void onClass(Expression.Call call, DeclaredMethod method, String what) {
        MethodRef named = new MethodRef(call.on().replace('.', '/'), call.method(), "()V");
        if (program.application().contains(named.owner())) {
            follow(named.owner(), call.method());
            return;
        }
        FindingKind kind = AmbientCalls.kindOf(named);
        if (kind != null) {
            note(kind, method, what);
        }
    }

    private void onBean(Expression.Call call, DeclaredMethod method, String what) {
        String type = beans.classes().getOrDefault(call.on(), "").replace('.', '/');
        if (!program.application().contains(type) || !follow(type, call.method())) {
            note(FindingKind.NOT_TRACKED, method, what + ", whose bean is not followed");
        }
    }

    /** Follows all methods of that name, for types of arguments are not known. */
    private boolean follow(String type, String name) {
        boolean any = false;
        List<String> owners = new ArrayList<>(List.of(type));
        owners.addAll(program.application().supertypes(type));
        for (String owner : owners) {
            ClassFacts facts = program.application().contains(owner)
                    ? program.application().facts(owner)
                    : null;
            if (facts == null) {
                continue;
            }
            for (MethodFacts each : facts.methods()) {
                if (each.name().equals(name)) {
                    walk.accept(new DeclaredMethod(facts, each), type);
                    any = true;
                }
            }
        }
        return any;
    }

    private static String shown(Annotation annotation, String expression) {
        String name = "@" + annotation.type().substring(annotation.type().lastIndexOf('/') + 1);
        return expression.isEmpty() ? name : "%s in its %s".formatted(expression.strip(), name);
    }

    private void note(FindingKind kind, DeclaredMethod method, String what) {
        String type = program.names().nameOf(method.owner().name());
        found.add(new Finding(kind, type, type + "." + method.method().name(), 0, what));
    }
}
