package io.memo.fingerprint.callgraph.reach;

import io.memo.fingerprint.callgraph.classes.DeclaredMethod;
import io.memo.fingerprint.classfile.facts.Annotation;
import io.memo.fingerprint.classfile.facts.ClassFacts;
import io.memo.fingerprint.classfile.facts.Descriptors;
import io.memo.fingerprint.classfile.facts.MethodFacts;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;

/**
 * The code by which a container makes what is no singleton: it runs when a look-up asks, so it is part of the code that looks
 * up. Followed where it makes objects of a type that the code deals with. Of a singleton only its state counts.
 */
final class BeanFactories {

    private static final String BEAN = "org/springframework/context/annotation/Bean";
    private static final String FACTORY = "org/springframework/beans/factory/FactoryBean";
    private static final Set<String> INITIALISERS = Set.of("PostConstruct", "Autowired", "Inject", "Resource", "Value");

    private final Reachability reach;
    private final List<Factory> waiting = new ArrayList<>();

    /** What makes objects of a type. */
    private record Factory(String makes, ClassFacts owner, List<MethodFacts> methods) {}

    BeanFactories(Reachability reach) {
        this.reach = reach;
    }

    /** The container is asked for objects. */
    void lookUp() {
        for (String type : reach.unmanaged().ofContainer()) {
            ClassFacts owner = reach.program().application().facts(type);
            if (owner != null) {
                addFactories(owner);
            }
        }
    }

    /** Follows what makes objects of a type that was met. Returns whether there may be more to follow now. */
    boolean settle() {
        if (waiting.isEmpty()) {
            return false;
        }
        Set<String> live = reach.instantiated().live();
        boolean more = false;
        for (Iterator<Factory> each = waiting.iterator(); each.hasNext(); ) {
            Factory factory = each.next();
            if (reach.program().application().subtypes(factory.makes).stream().anyMatch(live::contains)) {
                each.remove();
                factory.methods.forEach(method -> reach.method(new DeclaredMethod(factory.owner, method), null));
                more = true;
            }
        }
        return more;
    }

    private void addFactories(ClassFacts owner) {
        if (isScoped(owner.annotations())) {
            waiting.add(new Factory(
                    owner.name(),
                    owner,
                    owner.methods().stream().filter(BeanFactories::initialises).toList()));
        }
        boolean makesMany =
                reach.program().application().supertypes(owner.name()).contains(FACTORY)
                        && owner.method("isSingleton", "()Z") != null;
        for (MethodFacts method : owner.methods()) {
            boolean isBean =
                    method.annotations().stream().anyMatch(each -> each.type().equals(BEAN));
            if ((isBean && isScoped(method.annotations()))
                    || (makesMany && method.name().equals("getObject") && !method.isBridge())) {
                Descriptors.classes(Descriptors.returned(method.descriptor()))
                        .forEach(made -> waiting.add(new Factory(made, owner, List.of(method))));
            }
        }
    }

    private static boolean initialises(MethodFacts method) {
        return method.name().equals("<init>")
                || method.annotations().stream()
                        .anyMatch(each -> INITIALISERS.contains(
                                each.type().substring(each.type().lastIndexOf('/') + 1)));
    }

    /** By Spring's annotation or one that is meant for a scope: {@code @RequestScope}, {@code @RefreshScope}. */
    private static boolean isScoped(List<Annotation> annotations) {
        return annotations.stream().anyMatch(each -> each.type().endsWith("Scope"));
    }
}
