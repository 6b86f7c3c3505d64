package io.memo.store.serial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.memo.store.tier.NotStorableException;
import io.memo.store.tier.ResultCodec;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InvalidObjectException;
import java.io.ObjectInputStream;
import java.io.Serializable;
import java.lang.reflect.Proxy;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.hibernate.collection.spi.PersistentBag;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("7.4, F12 what cannot be stored is refused, with the reason")
@SuppressWarnings("unused")
class RefusedResultTests {

    record Plain(int value) {}

    record Line(Plain plain) implements Serializable {}

    record Order(List<Line> lines) implements Serializable {}

    record Open(Object held) implements Serializable {}

    record Threads(Thread worker) implements Serializable {}

    static List<Order> orders() {
        return List.of();
    }

    static Map<String, Threads[]> threads() {
        return Map.of();
    }

    static Stream<String> stream() {
        return Stream.of();
    }

    private static Type typeOf(String method) throws NoSuchMethodException {
        return RefusedResultTests.class.getDeclaredMethod(method).getGenericReturnType();
    }

    private static void isRefused(@Nullable Object result, String reason) {
        ResultCodec codec = Codecs.forResults(Object.class);
        assertThatThrownBy(() -> codec.encode(List.of(result)))
                .isInstanceOf(NotStorableException.class)
                .hasMessageContaining(reason);
    }

    @Test
    @DisplayName("at the start, by the type, with the path to the field")
    void byType() throws Exception {
        assertThatThrownBy(() -> Codecs.ofTests().forResults(typeOf("orders")))
                .isInstanceOf(NotStorableException.class)
                .hasMessageStartingWith("result[].lines[].plain: ")
                .hasMessageContaining("is not Serializable: let it implement java.io.Serializable");
        assertThatThrownBy(() -> Codecs.ofTests().forResults(Plain.class)).hasMessageStartingWith("result: ");
        assertThat(Codecs.ofTests().forResults(typeOf("stream"))).isNotNull();
        assertThatThrownBy(() -> Codecs.ofTests().forResults(PersistentBag.class))
                .hasMessageContaining("return a DTO or record");
    }

    @Test
    @DisplayName("at run time, by what a result holds")
    void byValue() {
        isRefused(new Plain(1), "Plain is not Serializable");
        isRefused(new Open(new Plain(1)), "Plain is not Serializable");
        isRefused((Supplier<String> & Serializable) () -> "", "a lambda is code, not data");
        isRefused((Runnable) () -> {}, "a lambda is code, not data");
        isRefused(
                Proxy.newProxyInstance(
                        getClass().getClassLoader(), new Class<?>[] {Comparable.class}, (proxy, method, args) -> null),
                "a proxy is code, not data");
        isRefused(Stream.of(1), "java.util.stream");
        isRefused(new Thread(), "java.lang.Thread");
        isRefused(new ByteArrayInputStream(new byte[0]), "java.io.ByteArrayInputStream");
        isRefused(new IllegalStateException("secret"), "java.lang.IllegalStateException");
        isRefused(new InvalidObjectException("secret"), "is none of the JDK's values");
    }

    @Test
    @DisplayName("what Hibernate would load later, or never")
    void lazyHibernateCollectionIsNotKept() {
        isRefused(new Open(new PersistentBag(List.of(), false)), "return a DTO or record");
    }

    @Test
    @DisplayName("more bytes than the largest entry has, before they fill the memory")
    void tooLarge() {
        isRefused(new byte[Codecs.MAX_BYTES], "more than the 33554432 bytes");
        isRefused(new ArrayList<>(List.of(new long[5_000_000])), "raise the limit or return less");
    }

    static class Cached implements Serializable {
        int value = 1;
        transient int hash;
        transient @Nullable Map<String, String> index;
    }

    static class Restored extends Cached {
        private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
            in.defaultReadObject();
        }
    }

    static final class Indexed implements Serializable {
        transient Map<String, String> index = new HashMap<>();

        private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
            in.defaultReadObject();
            index = new HashMap<>();
        }
    }

    @Test
    @DisplayName("a transient field that holds something, unless its class restores it")
    void transientFields() throws Exception {
        ResultCodec codec = Codecs.forResults(Object.class);
        Cached cached = new Cached();
        assertThat(codec.decode(codec.encode(cached))).isInstanceOf(Cached.class);
        assertThat(codec.decode(codec.encode(new Indexed()))).hasFieldOrPropertyWithValue("index", Map.of());
        cached.hash = 5;
        isRefused(cached, "Cached.hash is transient and holds something");
        Restored restored = new Restored();
        restored.index = Map.of();
        isRefused(restored, "Cached.index is transient and holds something");
    }
}
