package io.memo.hash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.benmanes.caffeine.cache.Caffeine;
import io.memo.Hashers;
import io.memo.UnhashableTypeException;
import io.memo.ValuePart;
import io.memo.digest.DigestAlgorithm;
import io.memo.hash.format.Encodings;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.net.Socket;
import java.net.http.HttpClient;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Timer;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** SPEC 3.6(b): what code merely uses counts by which object it is, and only that. */
class DependencyTests {

    private static final Origin ORIGIN = new Origin("Shop.price", ValuePart.EXTERNAL_VARIABLE, "this");

    private final StructuralHasher hasher = StructuralHasher.builder()
            .application(type -> type.getSimpleName().startsWith("App"))
            .dependencies()
            .build();

    static Stream<Supplier<Object>> guards() {
        return Stream.of(
                ReentrantLock::new, ReentrantReadWriteLock::new, () -> new Semaphore(1), () -> new ForkJoinPool(1));
    }

    @ParameterizedTest
    @MethodSource("guards")
    @DisplayName(
            "Issue 14.14, SPEC 7.9: which lock, pool or semaphore is used says nothing about a result in another process")
    void guardCountsByIdentityInThisProcessAlone(Supplier<Object> make) {
        AppBean one = new AppBean(make.get());
        AppBean other = new AppBean(make.get());
        StructuralHasher here = hasher.inProcess();
        assertThat(here.hash(one, ORIGIN).digest())
                .isNotEqualTo(here.hash(other, ORIGIN).digest());
        assertThat(hasher.hash(one, ORIGIN)).isEqualTo(hasher.hash(other, ORIGIN));
        assertThat(hasher.hash(one, ORIGIN).thisProcessOnly()).isFalse();
    }

    static Stream<Supplier<Object>> used() {
        return Stream.of(
                () -> new ThreadLocal<String>(),
                Thread::new,
                Socket::new,
                Random::new,
                CRC32::new,
                () -> new Timer(true),
                HttpClient::newHttpClient,
                DependencyTests::messageDigest,
                () -> AtomicIntegerFieldUpdater.newUpdater(Counted.class, "count"),
                () -> Caffeine.newBuilder().build(),
                Client::new,
                () -> new HasEqualsAndLock(1),
                () -> Proxy.newProxyInstance(
                        Client.class.getClassLoader(), new Class<?>[] {Supplier.class}, new Handler()));
    }

    @ParameterizedTest
    @MethodSource("used")
    @DisplayName(
            "Issue 12.2: clients, templates, locks, pools, thread locals and the like count by which object they are")
    void usedObjectCountsByIdentity(Supplier<Object> make) {
        Object one = make.get();
        Object other = make.get();
        assertThat(digest(new AppBean(one))).isEqualTo(digest(new AppBean(one)));
        assertThat(digest(new AppBean(one))).isNotEqualTo(digest(new AppBean(other)));
        assertThat(hasher.hash(new AppBean(one), ORIGIN).thisProcessOnly()).isTrue();
        assertThat(hasher.dependencies(new AppBean(one), ORIGIN))
                .containsExactly(new Dependency("this.held", one.getClass(), Dependency.Kind.USED, null));
    }

    @Test
    @DisplayName("Issue 12.2: a change inside a used object is no other state")
    void changeInsideIsNotSeen() {
        Client client = new Client();
        Object before = digest(new AppBean(client));
        client.requests.incrementAndGet();
        assertThat(digest(new AppBean(client))).isEqualTo(before);
    }

    @Nested
    class ByContent {

        static Stream<Supplier<Object>> values() {
            return Stream.of(
                    () -> "text",
                    () -> new Money(3),
                    () -> new PlainData(3),
                    () -> new Amount(3),
                    () -> List.of(1, 2),
                    () -> Map.of("a", 1),
                    () -> new AtomicReference<>("a"),
                    () -> new AppBean("nested"),
                    () -> new LibraryRecord(1));
        }

        @ParameterizedTest
        @MethodSource("values")
        @DisplayName("3.6(b): what has value semantics counts by content, in a library too")
        void valueCountsByContent(Supplier<Object> make) {
            assertThat(digest(new AppBean(make.get()))).isEqualTo(digest(new AppBean(make.get())));
            assertThat(hasher.hash(new AppBean(make.get()), ORIGIN).thisProcessOnly())
                    .isFalse();
        }

        @Test
        @DisplayName(
                "3.6(b): an element of a collection that is merely used counts by identity, the collection by content")
        void usedElementOfCollection() {
            Random lock = new Random();
            Object before = digest(new AppBean(new ArrayList<>(List.of(lock))));
            assertThat(digest(new AppBean(new ArrayList<>(List.of(lock))))).isEqualTo(before);
            assertThat(digest(new AppBean(new ArrayList<>(List.of(lock, lock)))))
                    .isNotEqualTo(before);
        }

        @Test
        @DisplayName("3.6(b): of an object of the application's the own fields count too, whatever it extends")
        void ownFieldsOfOpaqueSubclassCount() {
            AppExecutor executor = new AppExecutor();
            Object before = digest(new AppBean(executor));
            executor.rate = 2;
            assertThat(digest(new AppBean(executor))).isNotEqualTo(before);
            executor.rate = 1;
            assertThat(digest(new AppBean(executor))).isEqualTo(before);
        }

        @Test
        @DisplayName("3.6(b): a hasher brings content back")
        void hasherBringsContentBack() {
            StructuralHasher served = StructuralHasher.builder()
                    .hashers(List.of(Hashers.of(Client.class, client -> client.requests.get())))
                    .dependencies()
                    .build();
            assertThat(served.digest(new AppBean(new Client()))).isEqualTo(served.digest(new AppBean(new Client())));
        }
    }

    @Test
    @DisplayName("4.6: as an argument the same object is refused")
    void argumentIsRefused() {
        StructuralHasher arguments = StructuralHasher.create();
        assertThatThrownBy(() -> arguments.digest(new AppBean(new ReentrantLock())))
                .isInstanceOf(UnhashableTypeException.class);
    }

    private Object digest(Object value) {
        Encodings parts = new Encodings(DigestAlgorithm.SHA_256);
        hasher.encode(value, ORIGIN, parts);
        return List.of(
                parts.toBytes().length, new String(parts.toBytes(), java.nio.charset.StandardCharsets.ISO_8859_1));
    }

    private static Object messageDigest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    static final class AppBean {
        private final Object held;

        AppBean(Object held) {
            this.held = held;
        }

        Object held() {
            return held;
        }
    }

    static final class AppExecutor implements Executor {
        private int rate = 1;

        @Override
        public void execute(Runnable command) {
            throw new IllegalStateException("rate " + rate);
        }
    }

    /** A library's service. */
    static final class Client {
        private final AtomicInteger requests = new AtomicInteger();
    }

    /** A library's service that says what equals it, as a meter does. */
    static final class HasEqualsAndLock {
        private final int id;
        private final ReentrantLock lock = new ReentrantLock();

        HasEqualsAndLock(int id) {
            this.id = id;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof HasEqualsAndLock that && id == that.id && lock.isLocked() == that.lock.isLocked();
        }

        @Override
        public int hashCode() {
            return id;
        }
    }

    static final class Counted {
        volatile int count;
    }

    static final class Handler implements InvocationHandler {
        @Override
        public Object invoke(Object proxy, java.lang.reflect.Method method, Object[] args) {
            return "";
        }
    }

    static final class Money {
        private final long cents;

        Money(long cents) {
            this.cents = cents;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Money money && cents == money.cents;
        }

        @Override
        public int hashCode() {
            return Long.hashCode(cents);
        }
    }

    static final class PlainData {
        private int size;
        private String name = "n";
        private long[] more = {1};

        PlainData(int size) {
            this.size = size;
        }

        String text() {
            return name + size + more.length;
        }
    }

    static final class Amount extends Number {
        private static final long serialVersionUID = 1L;
        private final Object boxed;

        Amount(int value) {
            this.boxed = value;
        }

        @Override
        public int intValue() {
            return (Integer) boxed;
        }

        @Override
        public long longValue() {
            return intValue();
        }

        @Override
        public float floatValue() {
            return intValue();
        }

        @Override
        public double doubleValue() {
            return intValue();
        }
    }

    record LibraryRecord(int number) {}
}
