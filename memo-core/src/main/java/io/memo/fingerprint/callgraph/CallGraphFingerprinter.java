package io.memo.fingerprint.callgraph;

import io.memo.digest.Digest;
import io.memo.fingerprint.ApplicationScope;
import io.memo.fingerprint.CallPlace;
import io.memo.fingerprint.ClassFileSource;
import io.memo.fingerprint.CodeFingerprint;
import io.memo.fingerprint.CodeFingerprinter;
import io.memo.fingerprint.ContextBeans;
import io.memo.fingerprint.Finding;
import io.memo.fingerprint.FunctionCode;
import io.memo.fingerprint.ManagedClasses;
import io.memo.fingerprint.callgraph.bodies.CodeSite;
import io.memo.fingerprint.callgraph.classes.ClassShape;
import io.memo.fingerprint.callgraph.classes.DeclaredMethod;
import io.memo.fingerprint.callgraph.finding.FindingSearch;
import io.memo.fingerprint.callgraph.finding.SelfCalls;
import io.memo.fingerprint.callgraph.identity.Manifest;
import io.memo.fingerprint.callgraph.identity.SharedLines;
import io.memo.fingerprint.callgraph.lambda.FunctionCodes;
import io.memo.fingerprint.callgraph.lambda.LambdaShape;
import io.memo.fingerprint.callgraph.lambda.LibraryLambdas;
import io.memo.fingerprint.callgraph.reach.Behaviours;
import io.memo.fingerprint.callgraph.reach.Program;
import io.memo.fingerprint.callgraph.reach.Reachability;
import io.memo.fingerprint.classfile.code.MethodRef;
import io.memo.fingerprint.classfile.facts.ClassFacts;
import java.lang.invoke.MethodType;
import java.lang.ref.WeakReference;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.WeakHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Fingerprints by following the call graph. Thread-safe: one thread at a time works, for each class loader once. */
final class CallGraphFingerprinter implements CodeFingerprinter {

    private static final String HIDDEN_LAMBDA = "$$Lambda";

    private final ReentrantLock lock = new ReentrantLock();
    private final WeakReference<ClassLoader> given;
    private final Function<ClassLoader, ClassFileSource> sources;
    private final ApplicationScope scope;
    private final Supplier<@Nullable ManagedClasses> managed;
    private final Map<ClassLoader, Map<ApplicationScope, Program>> programs = new WeakHashMap<>();
    private volatile ApplicationScope seen;

    CallGraphFingerprinter(
            ClassLoader given,
            Function<ClassLoader, ClassFileSource> sources,
            ApplicationScope scope,
            Supplier<@Nullable ManagedClasses> managed) {
        this.managed = managed;
        this.given = new WeakReference<>(given);
        this.sources = sources;
        this.scope = scope;
        seen = scope;
    }

    @Override
    public CodeFingerprint fingerprint(Method method) {
        return fingerprint(method, method.getDeclaringClass());
    }

    @Override
    public CodeFingerprint fingerprint(Method method, Class<?> beanClass, Set<Method> around) {
        Asked asked = asked(method, beanClass);
        // Asked for outside of the lock, for a container may have to take its own.
        ManagedClasses known = managed.get();
        List<MethodRef> wrapped = around.stream()
                .filter(each -> asked.scope().contains(each.getDeclaringClass().getName()))
                .map(each -> asked(each, each.getDeclaringClass()).ref())
                .sorted(Comparator.comparing(MethodRef::toString))
                .toList();
        return locked(() -> {
            seen = seen.with(asked.type().getPackageName());
            try {
                Program program = program(asked.type(), asked.scope());
                Roots roots = new Roots(asked.ref(), asked.declared(), wrapped);
                WeakReference<Class<?>> type = new WeakReference<>(asked.type());
                ApplicationScope used = asked.scope();
                return program.fingerprint(
                        roots,
                        () -> reached(new Reachability(program, known, false), roots)
                                .withSteps(() -> steps(type.get(), used, known, roots)));
            } catch (RuntimeException | StackOverflowError e) {
                return lost(asked.ref(), e);
            }
        });
    }

    /** Holds no program, for a fingerprint outlives it where code is replaced. */
    private Map<String, List<String>> steps(
            @Nullable Class<?> type, ApplicationScope used, @Nullable ManagedClasses known, Roots roots) {
        return type == null
                ? Map.of()
                : locked(() -> reached(new Reachability(program(type, used), known, true), roots)
                        .dependencies());
    }

    @Override
    public @Nullable FunctionCode function(
            Class<?> type, Method method, Collection<Class<?>> along, @Nullable CallPlace handedTo) {
        LambdaShape shape = LambdaShape.isLambda(type) ? LambdaShape.of(type) : null;
        if (shape == null && type.isHidden()) {
            return null;
        }
        Class<?> home = shape == null ? type : shape.home();
        Asked asked = asked(method, home);
        return locked(() -> {
            seen = seen.with(home.getPackageName());
            Program program = program(home, asked.scope());
            List<Class<?>> followed = along.stream()
                    .filter(each -> each != type && inScope(each) && loaderFor(each) == loaderFor(home))
                    .toList();
            Function<FunctionCodes, @Nullable FunctionCode> making = bodies -> shape == null
                    ? bodies.ofClass(home, asked.ref(), asked.declared(), followed)
                    : bodies.ofLambda(shape, followed, handedTo);
            try {
                FunctionCode found = making.apply(new FunctionCodes(program, false));
                return found == null
                        ? null
                        : found.withSteps(() -> locked(() -> steps(making, program(home, asked.scope()))));
            } catch (RuntimeException | StackOverflowError e) {
                return new FunctionCode(lost(asked.ref(), e), home, home.getSimpleName(), Set.of());
            }
        });
    }

    private static Map<String, List<String>> steps(
            Function<FunctionCodes, @Nullable FunctionCode> making, Program program) {
        FunctionCode noted = making.apply(new FunctionCodes(program, true));
        return noted == null ? Map.of() : noted.fingerprint().dependencies();
    }

    @Override
    public List<Finding> findings(Method method, Class<?> beanClass, ContextBeans beans) {
        Asked asked = asked(method, beanClass);
        return found(asked, program -> new FindingSearch(program, beans).from(asked.ref(), asked.declared()));
    }

    @Override
    public List<Finding> findingsOf(Class<?> type, Method called, ContextBeans beans) {
        LambdaShape shape = LambdaShape.isLambda(type) ? LambdaShape.of(type) : null;
        if (shape == null) {
            return type.isHidden() ? List.of() : findings(called, type, beans);
        }
        return found(asked(called, shape.home()), program -> {
            CodeSite maker = new FunctionCodes(program, false).makerOf(shape);
            return maker == null ? List.of() : new FindingSearch(program, beans).fromLambda(maker);
        });
    }

    @Override
    public List<Finding> selfCalls(Method method, Class<?> beanClass) {
        Asked asked = asked(method, beanClass);
        return found(asked, program -> new SelfCalls(program).of(asked.ref()));
    }

    /** Advice is worth no failure: where memo fails, the fingerprint's warnings say so. */
    private List<Finding> found(Asked asked, Function<Program, List<Finding>> search) {
        return locked(() -> {
            try {
                return search.apply(program(asked.type(), asked.scope()));
            } catch (RuntimeException | StackOverflowError e) {
                return List.of();
            }
        });
    }

    /** A method as it was asked for: named on the bean's class and on the class that declares it. */
    private record Asked(MethodRef ref, MethodRef declared, Class<?> type, ApplicationScope scope) {}

    /** What a method is followed from. No class is part of it, for it is kept. */
    private record Roots(MethodRef ref, MethodRef declared, List<MethodRef> around) {}

    private Asked asked(Method method, Class<?> beanClass) {
        Class<?> type = UserClass.of(beanClass);
        String descriptor = MethodType.methodType(method.getReturnType(), method.getParameterTypes())
                .descriptorString();
        MethodRef ref = new MethodRef(internalName(type), method.getName(), descriptor);
        MethodRef declared = ref.in(internalName(UserClass.of(method.getDeclaringClass())));
        ApplicationScope own = scope.with(type.getPackageName());
        if (!method.getDeclaringClass().getPackageName().startsWith("java.")) {
            own = own.with(UserClass.of(method.getDeclaringClass()).getPackageName());
        }
        return new Asked(ref, declared, type, own);
    }

    private static CodeFingerprint reached(Reachability reach, Roots roots) {
        Program program = reach.program();
        enter(reach, program, roots.ref(), roots.declared());
        roots.around().forEach(each -> enter(reach, program, each, each));
        AroundState state = new AroundState(program);
        roots.around().forEach(each -> reach.later(() -> state.warnUntracked(each.owner(), reach)));
        return reach.finish();
    }

    private static void enter(Reachability reach, Program program, MethodRef ref, MethodRef declared) {
        ClassFacts bean = reach.ledger().facts(ref.owner());
        DeclaredMethod resolved = bean == null ? null : program.resolver().resolve(declared);
        reach.externallyCreated().type(ref.owner());
        reach.externallyCreated()
                .declared(
                        ref.descriptor(),
                        resolved == null ? null : resolved.method().signature());
        reach.unmanaged().bringGiven(ref, resolved);
        if (bean == null || resolved == null) {
            reach.untracked("method " + program.names().nameOf(ref) + " ("
                    + (bean == null ? "no class file" : "not in the class file") + ")");
            reach.reflection().handOver(ref.owner());
        } else if (resolved.method().isStatic() || resolved.method().isPrivate()) {
            reach.method(resolved, bean.isConcrete() ? ref.owner() : null);
        } else if (bean.isConcrete()) {
            reach.calls().on(ref.owner(), ref, resolved);
        } else {
            reach.calls().dispatch(ref, resolved);
        }
        if (bean != null) {
            reach.ledger().trail().from(resolved == null ? null : reach.nameOf(resolved));
            reach.initialise(ref.owner());
            reach.ledger().trail().from(null);
        }
    }

    /** The last resort against faults of memo's own: nothing is known, so nothing is taken for unchanged. */
    private static CodeFingerprint lost(MethodRef ref, Throwable fault) {
        Manifest manifest = new Manifest(new SharedLines());
        manifest.add("untracked", ref.toString(), UUID.randomUUID().toString());
        String bean = ref.owner().replace('/', '.');
        return new CodeFingerprint(
                Manifest.digest(manifest.lines()),
                manifest.lines(),
                List.of(),
                Set.of(),
                Set.of(bean),
                List.of("not tracked: " + bean + "." + ref.name() + ", for memo failed with " + fault));
    }

    @Override
    public @Nullable Digest behaviourOf(Class<?> type) {
        Class<?> user = UserClass.of(type);
        if (user.isArray() || user.isPrimitive() || !inScope(user)) {
            return null;
        }
        Digest told = lambdaOf(user);
        if (told != null) {
            return told;
        }
        return locked(() -> {
            try {
                Program program = program(user, scope.with(user.getPackageName()));
                String name = internalName(user);
                int lambda = name.indexOf(HIDDEN_LAMBDA);
                String host = lambda > 0 ? name.substring(0, lambda) : name;
                return program.fingerprint(host + (lambda > 0), () -> Behaviours.of(program, host, lambda > 0, false))
                        .digest();
            } catch (RuntimeException | StackOverflowError e) {
                return Digest.of(UUID.randomUUID().toString().getBytes(StandardCharsets.UTF_8));
            }
        });
    }

    @Override
    public @Nullable Digest lambdaOf(Class<?> type) {
        LambdaShape shape = LambdaShape.isLambda(type) ? LambdaShape.of(type) : null;
        if (shape == null) {
            return null;
        }
        return locked(() -> {
            try {
                return inScope(type)
                        ? ownLambda(type, shape)
                        : LibraryLambdas.of(shape, sources.apply(loaderFor(type)));
            } catch (RuntimeException | StackOverflowError e) {
                return null;
            }
        });
    }

    private @Nullable Digest ownLambda(Class<?> type, LambdaShape shape) {
        Program program = program(type, scope.with(type.getPackageName()));
        List<Object> kept = List.of("lambda", shape.home().getName(), shape.traits());
        CodeFingerprint told = program.fingerprintOrNull(kept, () -> new FunctionCodes(program, false).ofLambda(shape));
        return told == null ? null : told.digest();
    }

    @Override
    public @Nullable Digest contentOf(Class<?> type) {
        if (type.isArray() || type.isPrimitive() || !inScope(type)) {
            return null;
        }
        return locked(() -> {
            try {
                Program program = program(type, scope.with(type.getPackageName()));
                return program.fingerprint("content of " + type.getName(), () -> {
                            Reachability reach = new Reachability(program);
                            reach.reflection().whole(internalName(type));
                            return reach.finish();
                        })
                        .digest();
            } catch (RuntimeException | StackOverflowError e) {
                return Digest.of(UUID.randomUUID().toString().getBytes(StandardCharsets.UTF_8));
            }
        });
    }

    @Override
    public @Nullable CodeFingerprint broughtBy(Class<?> type) {
        Class<?> user = UserClass.of(type);
        if (user.isArray() || user.isPrimitive() || !inScope(user)) {
            return null;
        }
        LambdaShape shape = LambdaShape.isLambda(user) ? LambdaShape.of(user) : null;
        String name = internalName(user);
        int lambda = name.indexOf(HIDDEN_LAMBDA);
        String host = lambda > 0 ? name.substring(0, lambda) : name;
        return locked(() -> {
            try {
                Program program = program(user, scope.with(user.getPackageName()));
                // No class is part of what is kept, for that would keep its loader.
                List<Object> kept = shape == null ? List.of(host) : List.of(host, shape.traits());
                return program.fingerprint(kept, () -> {
                    CodeFingerprint told = lambda > 0 ? new FunctionCodes(program, false).broughtBy(user) : null;
                    return told != null ? told : Behaviours.of(program, host, lambda > 0, true);
                });
            } catch (RuntimeException | StackOverflowError e) {
                return lost(new MethodRef(host, "*", ""), e);
            }
        });
    }

    @Override
    public boolean replaced(Class<?> type, byte[] bytes) {
        return locked(() -> {
            boolean sameShape = true;
            for (ClassLoader loader : Arrays.asList(loaderFor(type), type.getClassLoader())) {
                ClassFileSource source = sources.apply(loader);
                sameShape &= ClassShape.isSame(source.bytesOf(type.getName()), bytes);
                source.replace(type.getName(), bytes);
            }
            programs.clear();
            return !sameShape;
        });
    }

    @Override
    public boolean inScope(Class<?> type) {
        Class<?> element = type;
        while (element.isArray()) {
            element = element.getComponentType();
        }
        return !element.isPrimitive() && seen.contains(element.getName());
    }

    private Program program(Class<?> type, ApplicationScope used) {
        ClassLoader loader = loaderFor(type);
        return programs.computeIfAbsent(loader, ignored -> new HashMap<>())
                .computeIfAbsent(used, ignored -> new Program(sources.apply(loader), used));
    }

    /** The loader that sees more: a class of a parent loader may have subclasses in the one that was given. */
    private ClassLoader loaderFor(Class<?> type) {
        ClassLoader asked = given.get();
        ClassLoader own = type.getClassLoader();
        if (own == null) {
            return asked == null ? ClassLoader.getSystemClassLoader() : asked;
        }
        for (ClassLoader at = asked; at != null; at = at.getParent()) {
            if (at == own && asked != null) {
                return asked;
            }
        }
        return own;
    }

    private static String internalName(Class<?> type) {
        return type.getName().replace('.', '/');
    }

    private <T> T locked(Supplier<T> work) {
        lock.lock();
        try {
            return work.get();
        } finally {
            lock.unlock();
        }
    }
}
