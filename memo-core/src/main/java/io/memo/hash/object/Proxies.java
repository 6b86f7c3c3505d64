package io.memo.hash.object;

import io.memo.hash.classify.Jdk;
import io.memo.hash.format.Format;
import io.memo.hash.frame.PartsFrame;
import io.memo.hash.frame.SequenceFrame;
import io.memo.hash.read.ConcurrentReads;
import io.memo.hash.read.SpringProxies;
import io.memo.hash.walk.EncodingPass;
import io.memo.hash.walk.Frame;
import java.lang.annotation.Annotation;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * Proxies made by the JDK: their interfaces and their handler, for that is all they are; those of Spring by what is behind
 * them. Annotations are such proxies too.
 */
public final class Proxies {

    private Proxies() {}

    /**
     * Writes the proxy, or pushes the frame that will; returns whether it pushed one.
     *
     * @throws IllegalStateException if a member of an annotation cannot be read
     */
    public static boolean encode(Object proxy, EncodingPass pass) {
        InvocationHandler handler = Proxy.getInvocationHandler(proxy);
        if (Jdk.owns(handler.getClass()) && proxy instanceof Annotation annotation) {
            return pass.push(annotation(annotation));
        }
        if (pass.settings().dependencies() && !pass.settings().own().test(handler.getClass())) {
            return pass.use(proxy);
        }
        Object target = SpringProxies.target(handler);
        return !pass.writeKnown(proxy)
                && pass.push(new SequenceFrame(
                        proxy,
                        out -> {
                            out.putByte(Format.PROXY);
                            Class<?>[] interfaces = proxy.getClass().getInterfaces();
                            out.putLength(interfaces.length);
                            for (Class<?> implemented : interfaces) {
                                out.putString(implemented.getName());
                            }
                        },
                        null,
                        ConcurrentReads.ofArray(new Object[] {target == null ? handler : target}),
                        false));
    }

    // The members are answered by the JDK's own handler from its own map.
    private static Frame annotation(Annotation annotation) {
        Class<? extends Annotation> type = annotation.annotationType();
        Method[] members = type.getDeclaredMethods();
        Arrays.sort(members, Comparator.comparing(Method::getName));
        @Nullable Object[] parts = new Object[1 + 2 * members.length];
        parts[0] = type.getName();
        for (int i = 0; i < members.length; i++) {
            parts[1 + 2 * i] = members[i].getName();
            parts[2 + 2 * i] = member(annotation, members[i]);
        }
        return PartsFrame.constant(annotation, "java.lang.annotation.Annotation", parts);
    }

    private static @Nullable Object member(Annotation annotation, Method member) {
        try {
            return Proxy.getInvocationHandler(annotation).invoke(annotation, member, null);
        } catch (InvocationTargetException e) {
            throw new IllegalStateException(e.getCause());
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }
}
