package io.memo.spring.spec;

import io.memo.InvalidMemoizeException;
import io.memo.engine.call.RefusedResult;
import io.memo.spring.async.AsyncReturnTypes;
import java.lang.reflect.Method;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.core.ResolvableType;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.util.ClassUtils;

/** Looks through what methods are declared to return, and refuses those whose results cannot be given twice. */
public final class ReturnTypes {

    /** A type may hold its own kind, and generics may grow as they are looked through. */
    private static final int DEPTH = 8;

    private static final String HANDLES_REQUESTS = "org.springframework.web.bind.annotation.RequestMapping";

    /** Types of values that hold others: the results of a method are as much in them as in themselves. */
    private static final List<String> HOLDERS = List.of(
            "java.lang.Iterable",
            "java.util.Map",
            "java.util.Map$Entry",
            "java.util.Optional",
            "java.util.concurrent.atomic.AtomicReference",
            "java.net.http.HttpResponse",
            "org.springframework.http.HttpEntity",
            "kotlin.Pair",
            "kotlin.Triple");

    private ReturnTypes() {}

    /**
     * Returns what the method returns to its callers, with the type variables that the class of its targets resolves.
     *
     * @param targetClass the class of its targets, without proxies
     */
    public static ResolvableType declared(Method method, Class<?> targetClass) {
        return ResolvableType.forMethodReturnType(method, targetClass);
    }

    /**
     * Returns the type of what is kept of a result: what comes later, where the declared type says so; of several elements the type
     * of one. {@link ResolvableType#NONE} where the code does not tell.
     *
     * @param targetClass the class of its targets, without proxies
     */
    public static ResolvableType kept(Method method, Class<?> targetClass) {
        ResolvableType declared = declared(method, targetClass);
        return AsyncReturnTypes.of(declared.toClass()) == null ? declared : declared.getGeneric();
    }

    /**
     * @param targetClass the class of its targets, without proxies
     * @throws InvalidMemoizeException if results of the method cannot be kept
     */
    public static void check(Method method, Class<?> targetClass) {
        Class<?>[] parameters = method.getParameterTypes();
        if (parameters.length > 0
                && parameters[parameters.length - 1].getName().equals("kotlin.coroutines.Continuation")) {
            throw new InvalidMemoizeException(
                    "@Memoize on %s: it is a suspend function, which memo cannot keep.".formatted(describe(method)),
                    "Put @Memoize on a function of another bean that does not suspend, and call it through that bean, for a call"
                            + " on this goes past memo. It may return a CompletableFuture: scope.future { … }.await().");
        }
        ResolvableType declared = declared(method, targetClass);
        if (declared.toClass() == void.class || declared.toClass() == Void.class) {
            throw new InvalidMemoizeException(
                    "@Memoize on %s: it returns nothing that could be kept.".formatted(describe(method)),
                    RefusedResult.NOTHING.remedy());
        }
        if (declared.toClass() == Callable.class && AnnotatedElementUtils.isAnnotated(method, HANDLES_REQUESTS)) {
            throw refusal(method, declared, declared, RefusedResult.REQUEST);
        }
        ResolvableType kept = kept(method, targetClass);
        if (RefusedResult.of(kept.toClass()) == RefusedResult.NOTHING) {
            throw refusal(method, declared, kept, RefusedResult.NOTHING);
        }
        requireKept(method, declared, kept, DEPTH);
    }

    private static void requireKept(Method method, ResolvableType declared, ResolvableType part, int depth) {
        Class<?> type = part.resolve();
        if (type == null || depth == 0) {
            return;
        }
        RefusedResult refused = RefusedResult.of(type);
        // A value without content, such as a ResponseEntity<Void>, is a value.
        if (refused != null && refused != RefusedResult.NOTHING) {
            throw refusal(method, declared, part, refused);
        }
        if (type.isArray()) {
            requireKept(method, declared, part.getComponentType(), depth - 1);
        }
        for (String name : HOLDERS) {
            ResolvableType holder = as(part, type, name);
            if (holder != null) {
                for (ResolvableType held : holder.getGenerics()) {
                    requireKept(method, declared, held, depth - 1);
                }
            }
        }
    }

    private static @Nullable ResolvableType as(ResolvableType part, Class<?> type, String name) {
        ClassLoader loader = type.getClassLoader();
        if (!ClassUtils.isPresent(name, loader)) {
            return null;
        }
        ResolvableType holder = part.as(ClassUtils.resolveClassName(name, loader));
        return holder == ResolvableType.NONE ? null : holder;
    }

    private static InvalidMemoizeException refusal(
            Method method, ResolvableType declared, ResolvableType part, RefusedResult refused) {
        boolean nothing = refused == RefusedResult.NOTHING;
        String whole = part.equals(declared) ? "" : "it returns %s, and ".formatted(simple(declared));
        return new InvalidMemoizeException(
                "@Memoize on %s: %s%s %s%s."
                        .formatted(
                                describe(method),
                                whole,
                                withArticle(part.toClass().getSimpleName()),
                                refused.reason(),
                                nothing ? "" : ", so it cannot be returned to several callers"),
                refused.remedy());
    }

    private static String withArticle(String name) {
        return ("AEIO".indexOf(name.charAt(0)) >= 0 ? "an " : "a ") + name;
    }

    /** Returns the type without packages. */
    private static String simple(ResolvableType type) {
        String name = type.isArray()
                ? simple(type.getComponentType()) + "[]"
                : type.toClass().getSimpleName();
        return !type.hasGenerics() || type.isArray()
                ? name
                : Stream.of(type.getGenerics())
                        .map(each -> each.resolve() == null ? "?" : simple(each))
                        .collect(Collectors.joining(", ", name + "<", ">"));
    }

    /** Returns {@code Type.method(Parameter, …)}, as messages name a method. */
    public static String describe(Method method) {
        return ClassUtils.getShortName(method.getDeclaringClass()) + "." + method.getName()
                + List.of(method.getParameterTypes()).stream()
                        .map(Class::getSimpleName)
                        .collect(Collectors.joining(", ", "(", ")"));
    }
}
