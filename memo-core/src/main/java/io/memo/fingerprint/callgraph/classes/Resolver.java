package io.memo.fingerprint.callgraph.classes;

import io.memo.fingerprint.classfile.code.FieldRef;
import io.memo.fingerprint.classfile.code.MethodRef;
import io.memo.fingerprint.classfile.facts.ClassFacts;
import io.memo.fingerprint.classfile.facts.FieldFacts;
import io.memo.fingerprint.classfile.facts.MethodFacts;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Says which declaration a name means, by the rules of the virtual machine (JVMS 5.4.3, 5.4.6). */
public final class Resolver {

    private final Application application;
    private final Map<MethodRef, Optional<DeclaredMethod>> resolved = new HashMap<>();

    public Resolver(Application application) {
        this.application = application;
    }

    /** A field where it is declared. */
    public record FoundField(ClassFacts owner, FieldFacts field) {}

    /** Returns the method that the name means before any receiver is known, or null if there is none to be seen. */
    public @Nullable DeclaredMethod resolve(MethodRef ref) {
        Optional<DeclaredMethod> known = resolved.get(ref);
        if (known == null) {
            known = Optional.ofNullable(find(ref));
            resolved.put(ref, known);
        }
        return known.orElse(null);
    }

    private @Nullable DeclaredMethod find(MethodRef ref) {
        for (ClassFacts at = application.facts(ref.owner()); at != null; at = above(at)) {
            MethodFacts found = at.method(ref.name(), ref.descriptor());
            if (found != null) {
                return new DeclaredMethod(at, found);
            }
        }
        if (ref.isConstructor() || ref.name().equals("<clinit>")) {
            return null;
        }
        return mostSpecific(ref.owner(), ref).or(() -> anyOfInterfaces(ref)).orElse(null);
    }

    /**
     * Returns the method that a virtual call runs on an object of exactly the receiver's class, or null if none.
     *
     * @param resolved what the name of the method means, if that could be found
     */
    public @Nullable DeclaredMethod select(String receiver, MethodRef ref, @Nullable DeclaredMethod resolved) {
        if (resolved != null
                && (resolved.method().isPrivate() || resolved.method().isStatic())) {
            return resolved;
        }
        for (ClassFacts at = application.facts(receiver); at != null; at = above(at)) {
            MethodFacts found = at.method(ref.name(), ref.descriptor());
            if (found != null && found.isDispatched() && overrides(new DeclaredMethod(at, found), resolved, receiver)) {
                return new DeclaredMethod(at, found);
            }
        }
        return mostSpecific(receiver, ref).orElse(null);
    }

    /** Package-private methods are overridden within their package only, or through one that widened them. */
    private boolean overrides(DeclaredMethod candidate, @Nullable DeclaredMethod resolved, String receiver) {
        if (resolved == null
                || !isPackagePrivate(resolved.method())
                || samePackage(candidate.owner().name(), resolved.owner().name())) {
            return true;
        }
        for (String between : application.supertypes(candidate.owner().name())) {
            ClassFacts facts = application.facts(between);
            MethodFacts widened = facts == null
                            || facts.name().equals(resolved.owner().name())
                    ? null
                    : facts.method(candidate.method().name(), candidate.method().descriptor());
            if (facts != null
                    && widened != null
                    && !facts.isInterface()
                    && !isPackagePrivate(widened)
                    && overrides(new DeclaredMethod(facts, widened), resolved, receiver)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isPackagePrivate(MethodFacts method) {
        return (method.access() & (Modifier.PUBLIC | Modifier.PROTECTED | Modifier.PRIVATE)) == 0;
    }

    private static boolean samePackage(String one, String other) {
        return one.substring(0, one.lastIndexOf('/') + 1).equals(other.substring(0, other.lastIndexOf('/') + 1));
    }

    /** Returns the field that the name means, or null if there is none to be seen. */
    public @Nullable FoundField resolve(FieldRef ref) {
        ClassFacts at = application.facts(ref.owner());
        if (at == null) {
            return null;
        }
        FieldFacts own = at.field(ref.name(), ref.descriptor());
        if (own != null) {
            return new FoundField(at, own);
        }
        for (String above : at.interfaces()) {
            FoundField found = resolve(ref.in(above));
            if (found != null) {
                return found;
            }
        }
        return at.superName() == null ? null : resolve(ref.in(at.superName()));
    }

    Optional<FoundField> resolveOptional(FieldRef ref) {
        return Optional.ofNullable(resolve(ref));
    }

    /** The one default method that no other overrides; two of them make the call fail, which is told as neither. */
    private Optional<DeclaredMethod> mostSpecific(String type, MethodRef ref) {
        List<DeclaredMethod> candidates = new ArrayList<>();
        for (DeclaredMethod candidate : declaredByInterfaces(type, ref)) {
            boolean overridden = declaredByInterfaces(type, ref).stream()
                    .anyMatch(other -> application
                            .supertypes(other.owner().name())
                            .contains(candidate.owner().name()));
            if (!overridden) {
                candidates.add(candidate);
            }
        }
        List<DeclaredMethod> defaults = candidates.stream()
                .filter(candidate -> !candidate.method().isAbstract())
                .toList();
        return defaults.size() == 1 ? Optional.of(defaults.get(0)) : Optional.empty();
    }

    private Optional<DeclaredMethod> anyOfInterfaces(MethodRef ref) {
        return declaredByInterfaces(ref.owner(), ref).stream().findFirst();
    }

    private List<DeclaredMethod> declaredByInterfaces(String type, MethodRef ref) {
        List<DeclaredMethod> declared = new ArrayList<>();
        List<String> above = new ArrayList<>(application.supertypes(type));
        above.add(type);
        for (String name : above) {
            ClassFacts facts = application.facts(name);
            MethodFacts method =
                    facts == null || !facts.isInterface() ? null : facts.method(ref.name(), ref.descriptor());
            if (facts != null && method != null && !method.isPrivate() && !method.isStatic()) {
                declared.add(new DeclaredMethod(facts, method));
            }
        }
        return declared;
    }

    private @Nullable ClassFacts above(ClassFacts facts) {
        return facts.superName() == null ? null : application.facts(facts.superName());
    }
}
