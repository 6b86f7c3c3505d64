package io.memo.libraries;

import java.lang.reflect.AccessibleObject;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.nio.file.attribute.AclEntry;
import java.nio.file.attribute.AclEntryType;
import java.nio.file.attribute.UserPrincipal;
import java.util.AbstractMap;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Date;
import java.util.EventObject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SimpleTimeZone;
import java.util.TimeZone;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("SPEC 4.9, issue 13.12: what proves immutable holds nothing that can change")
class ImmutableProofsTests {

    /** @param change changes something that the value leads to */
    record Changing(String name, Supplier<Object> value, Consumer<Object> change) {

        @Override
        public String toString() {
            return name;
        }
    }

    private record Held(Object content) {}

    private record Served(List<Object> list) implements java.io.Serializable {}

    private record Principal(StringBuilder text) implements UserPrincipal {
        @Override
        public String getName() {
            return text.toString();
        }
    }

    /** Holds a list in the given way. */
    private static Changing list(String name, Function<List<Object>, Object> holding, Function<Object, Object> held) {
        return new Changing(name, () -> holding.apply(new ArrayList<>()), value -> add(held.apply(value)));
    }

    @SuppressWarnings("unchecked")
    private static void add(Object list) {
        ((List<Object>) list).add(1);
    }

    static Stream<Changing> values() {
        return Stream.of(
                list("EventObject", EventObject::new, value -> ((EventObject) value).getSource()),
                list("Annotation", java.text.Annotation::new, value -> ((java.text.Annotation) value).getValue()),
                list("Optional", Optional::of, value -> ((Optional<?>) value).orElseThrow()),
                list("record", Held::new, value -> ((Held) value).content()),
                list("Map.entry", each -> Map.entry("a", each), value -> ((Map.Entry<?, ?>) value).getValue()),
                list(
                        "SimpleImmutableEntry",
                        each -> new AbstractMap.SimpleImmutableEntry<>("a", each),
                        value -> ((Map.Entry<?, ?>) value).getValue()),
                list("List.of", List::of, value -> ((List<?>) value).get(0)),
                list("nCopies", each -> Collections.nCopies(2, each), value -> ((List<?>) value).get(0)),
                list("singletonList", Collections::singletonList, value -> ((List<?>) value).get(0)),
                list("Map.of", each -> Map.of("a", each), value -> ((Map<?, ?>) value).get("a")),
                list("AtomicReference", AtomicReference::new, value -> ((AtomicReference<?>) value).get()),
                list("lambda", each -> (Supplier<Object>) () -> each, value -> ((Supplier<?>) value).get()),
                list("Throwable", each -> new Failure(each), value -> ((Failure) value).details),
                list("JDK's proxy", ImmutableProofsTests::proxied, value -> ((Supplier<?>) value).get()),
                list("comparator", ImmutableProofsTests::comparing, value -> COMPARED.get()),
                new Changing(
                        "unmodifiableList",
                        () -> {
                            UNDERNEATH.set(new ArrayList<>());
                            return Collections.unmodifiableList(UNDERNEATH.get());
                        },
                        value -> UNDERNEATH.get().add("more")),
                new Changing(
                        "AclEntry",
                        () -> AclEntry.newBuilder()
                                .setType(AclEntryType.ALLOW)
                                .setPrincipal(new Principal(new StringBuilder("a")))
                                .build(),
                        value -> ((Principal) ((AclEntry) value).principal())
                                .text()
                                .append("b")),
                new Changing(
                        "stack trace",
                        Exception::new,
                        value -> ((Throwable) value).setStackTrace(new StackTraceElement[0])),
                new Changing(
                        "suppressed",
                        Exception::new,
                        value -> ((Throwable) value).addSuppressed(new IllegalStateException("b"))),
                new Changing(
                        "cause",
                        () -> new Exception("a"),
                        value -> ((Throwable) value).initCause(new IllegalStateException("b"))),
                new Changing(
                        "Method",
                        ImmutableProofsTests::method,
                        value -> ((AccessibleObject) value).setAccessible(true)),
                new Changing("Date", () -> new Date(0), value -> ((Date) value).setTime(1)),
                new Changing(
                        "TimeZone",
                        () -> TimeZone.getTimeZone("Europe/Berlin"),
                        value -> ((TimeZone) value).setRawOffset(7_200_000)),
                new Changing(
                        "SimpleTimeZone",
                        () -> new SimpleTimeZone(0, "a"),
                        value -> ((SimpleTimeZone) value).setStartYear(2000)));
    }

    private static final AtomicReference<List<Object>> UNDERNEATH = new AtomicReference<>();
    private static final AtomicReference<Object> COMPARED = new AtomicReference<>();

    private static final class Failure extends RuntimeException {

        private static final long serialVersionUID = 1L;
        final Object details;

        Failure(Object details) {
            super("a");
            this.details = details;
        }

        @Override
        public int hashCode() {
            return details.hashCode();
        }
    }

    private static Object method() {
        try {
            return ImmutableProofsTests.class.getDeclaredMethod("method");
        } catch (NoSuchMethodException e) {
            throw new AssertionError(e);
        }
    }

    private static final class Handler implements InvocationHandler {

        private final Object answer;

        Handler(Object answer) {
            this.answer = answer;
        }

        @Override
        public Object invoke(Object proxy, Method method, Object[] arguments) {
            return method.getName().equals("hashCode") ? answer.hashCode() : answer;
        }
    }

    private static Object proxied(List<Object> answer) {
        return java.lang.reflect.Proxy.newProxyInstance(
                ImmutableProofsTests.class.getClassLoader(), new Class<?>[] {Supplier.class}, new Handler(answer));
    }

    private static Object comparing(List<Object> list) {
        COMPARED.set(list);
        Served served = new Served(list);
        return java.util.Comparator.comparing((Function<String, Integer> & java.io.Serializable)
                text -> served.list().size());
    }

    @ParameterizedTest
    @MethodSource("values")
    void itsChangeIsNoticed(Changing changing) {
        Places.notice(changing.value(), changing.change());
    }
}
