package io.memo.hash.refusal;

import static io.memo.hash.Digests.digest;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.memo.UnhashableTypeException;
import io.memo.ValuePart;
import io.memo.hash.Digests;
import io.memo.hash.KeysInPaths;
import io.memo.hash.Origin;
import io.memo.hash.StructuralHasher;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.StringReader;
import java.io.StringWriter;
import java.lang.invoke.MethodHandles;
import java.lang.ref.WeakReference;
import java.net.Socket;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.Timer;
import java.util.WeakHashMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@SuppressWarnings("unused")
class RefusalTests {

    private static final class Line {
        private Socket socket;
        private final String item = "a";
    }

    private static final class Order {
        private final List<Line> lines = new ArrayList<>();
    }

    private static Order order(int broken) {
        Order order = new Order();
        for (int i = 0; i <= broken; i++) {
            order.lines.add(new Line());
        }
        order.lines.get(broken).socket = new Socket();
        return order;
    }

    private static final Origin ARGUMENT = new Origin("Reports.total", ValuePart.ARGUMENT, "order");

    private static UnhashableTypeException refusal(Object value, Origin origin) {
        return catchThrowableOfType(UnhashableTypeException.class, () -> Digests.HASHER.hash(value, origin));
    }

    @Test
    @DisplayName("4.6, E01 an argument: the whole text")
    void textForAnArgument() {
        assertThat(refusal(order(3), ARGUMENT)).hasMessage("""
                Cannot hash argument 'order' of Reports.total:
                  order.lines[3].socket (java.net.Socket): it is open: what it stands for is outside of it and moves on
                What helps, any one of these:
                  - say what identifies it: @Bean Hasher<Socket> socketHasher() { return Hashers.identity(Socket.class); }
                  - leave the field out: @MemoIgnore private Socket socket; in RefusalTests.Line
                  - leave the parameter out: @MemoIgnore Order order""");
    }

    @Test
    @DisplayName("4.6, E02 a return value: the whole text")
    void textForAReturnValue() {
        Origin origin = new Origin("Reports.open", ValuePart.RETURN_VALUE, "result");
        assertThat(refusal(Map.of("latch", new CountDownLatch(1)), origin)).hasMessage("""
                Cannot hash the return value of Reports.open:
                  result[*] (java.util.concurrent.CountDownLatch): it guards threads and has no value
                What helps, any one of these:
                  - say what identifies it: @Bean Hasher<CountDownLatch> countDownLatchHasher() { return Hashers.identity(CountDownLatch.class); }
                  - let the result be of any kind: @Memoize(allowOutputMutation = true)""");
    }

    @Test
    @DisplayName("4.6, E03 an external variable: the whole text")
    void textForAnExternalVariable() {
        Origin origin = new Origin("Reports.open", ValuePart.EXTERNAL_VARIABLE, "this.pool");
        assertThat(refusal(new ReentrantLock(), origin)).hasMessage("""
                Cannot hash external variable 'this.pool' of Reports.open:
                  this.pool (java.util.concurrent.locks.ReentrantLock): it guards threads and has no value
                What helps, any one of these:
                  - say what identifies it: @Bean Hasher<ReentrantLock> reentrantLockHasher() { return Hashers.identity(ReentrantLock.class); }""");
    }

    @Test
    @DisplayName("4.6 a value of no call, of a type that can't be written: the whole text")
    void textForAPlainValue() {
        assertThat(refusal(List.of(1).iterator(), Origin.NONE)).hasMessage("""
                Cannot hash the value:
                  value (java.util.ImmutableCollections$ListItr): it can be read only once, and reading it would use it up
                What helps, any one of these:
                  - say what identifies it: @Bean Hasher<ListIterator> listIteratorHasher() { return Hashers.identity(ListIterator.class); }""");
    }

    @Test
    @DisplayName("4.6 a type of the JDK without a meaning: the whole text")
    void textForATypeOfTheJdk() {
        assertThat(refusal(new Object[] {java.util.Base64.getEncoder()}, ARGUMENT))
                .hasMessage("""
                Cannot hash argument 'order' of Reports.total:
                  order[0] (java.util.Base64$Encoder): not all that it is made of can be read
                What helps, any one of these:
                  - say what identifies it: @Bean Hasher<Base64.Encoder> base64EncoderHasher() { return Hashers.identity(Base64.Encoder.class); }
                  - leave the parameter out: @MemoIgnore Object[] order""");
    }

    private static final class Pool {
        private final List<Socket> sockets = List.of(new Socket());
    }

    @Test
    @DisplayName("4.6 what a list in a field holds can be left out with the field")
    void remedyForTheClosestField() {
        assertThat(refusal(new Pool(), Origin.NONE)).hasMessage("""
                Cannot hash the value:
                  value.sockets[0] (java.net.Socket): it is open: what it stands for is outside of it and moves on
                What helps, any one of these:
                  - say what identifies it: @Bean Hasher<Socket> socketHasher() { return Hashers.identity(Socket.class); }
                  - leave the field out: @MemoIgnore private final List sockets; in RefusalTests.Pool""");
    }

    @Test
    @DisplayName("4.6 every offending path is listed, ten at most")
    void everyPathIsListed() {
        UnhashableTypeException three =
                refusal(List.of(new Semaphore(1), 1, Map.of("a", new Thread()), new Random()), ARGUMENT);
        assertThat(three.offences())
                .extracting(UnhashableTypeException.Offence::path)
                .containsExactly("order[0]", "order[2][*]", "order[3]");
        assertThat(three.part()).isEqualTo(ValuePart.ARGUMENT);
        List<Object> many = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            many.add(new Semaphore(i));
        }
        assertThat(refusal(many, ARGUMENT).offences()).hasSize(10);
    }

    @Test
    @DisplayName("8.3 keys are not shown in paths unless code names them, or asked for")
    void keysInPaths() {
        Map<String, Object> map = Map.of("ada@example.org", new Semaphore(1));
        assertThat(refusal(map, ARGUMENT).offences().get(0).path()).isEqualTo("order[*]");
        StructuralHasher all =
                StructuralHasher.builder().keysInPaths(KeysInPaths.ALL).build();
        assertThatThrownBy(() -> all.hash(map, ARGUMENT)).hasMessageContaining("order[\"ada@example.org\"] (");
        StructuralHasher named = StructuralHasher.builder()
                .keysInPaths(KeysInPaths.namedBy(Set.of("a")))
                .build();
        assertThatThrownBy(() -> named.hash(Map.of("a", new Semaphore(1)), ARGUMENT))
                .hasMessageContaining("order[\"a\"] (");
        assertThatThrownBy(() -> named.hash(Map.of("b", new Semaphore(1)), ARGUMENT))
                .hasMessageContaining("order[*] (");
    }

    static Stream<Object> unhashable() {
        IdentityHashMap<String, String> identities = new IdentityHashMap<>();
        return Stream.of(
                new Thread(),
                Thread.currentThread().getThreadGroup(),
                new ThreadLocal<>(),
                RefusalTests.class.getClassLoader(),
                new ReentrantLock(),
                new ReentrantReadWriteLock(),
                new ReentrantLock().newCondition(),
                new Semaphore(1),
                new CountDownLatch(1),
                new Socket(),
                new ByteArrayInputStream(new byte[0]),
                new ByteArrayOutputStream(),
                new StringReader(""),
                new StringWriter(),
                Stream.of(1),
                List.of(1).iterator(),
                List.of(1).spliterator(),
                Collections.emptyEnumeration(),
                new CompletableFuture<>(),
                ForkJoinPool.commonPool(),
                Executors.newSingleThreadExecutor(),
                new Timer(true),
                new Random(),
                new WeakReference<>(1),
                new WeakHashMap<>(),
                identities,
                identities.keySet(),
                MethodHandles.lookup(),
                ProcessHandle.current(),
                new java.util.Scanner("a"),
                java.nio.file.FileSystems.getDefault(),
                new java.util.zip.CRC32(),
                String.class.getModule(),
                Runtime.getRuntime(),
                new java.util.StringJoiner(","),
                java.util.regex.Pattern.compile("a").matcher("a"),
                new java.util.GregorianCalendar(2000, 0, 1) {});
    }

    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("unhashable")
    @DisplayName("4.6, V29 what has no value is refused")
    void valuelessObjectIsRefused(Object value) {
        assertThatThrownBy(() -> digest(value)).isInstanceOf(UnhashableTypeException.class);
        assertThatThrownBy(() -> digest(List.of(value))).isInstanceOf(UnhashableTypeException.class);
    }

    @Test
    @DisplayName("1.5 a wrapper does not hide a map that is refused")
    void wrappedMaps() {
        for (Object value : new Object[] {
            Collections.newSetFromMap(new IdentityHashMap<>()),
            Collections.unmodifiableMap(new IdentityHashMap<>()),
            Collections.synchronizedMap(new WeakHashMap<>()),
            Collections.synchronizedMap(Collections.unmodifiableMap(new WeakHashMap<>()))
        }) {
            assertThatThrownBy(() -> digest(value)).isInstanceOf(UnhashableTypeException.class);
        }
    }

    @Test
    @DisplayName("1.5 an exception whose class keeps more than a message is refused")
    void exceptionsWithHiddenState() {
        assertThatThrownBy(() -> digest(new java.sql.SQLException("a", "state", 1)))
                .isInstanceOf(UnhashableTypeException.class)
                .hasMessageContaining("more to it than its message");
        assertThat(digest(new NullPointerException())).isNotNull();
        assertThat(digest(new java.io.IOException("a"))).isNotNull();
    }

    @Test
    void aCapturingLambdaOfTheJdkThatCannotBeReadIsRefused() {
        assertThatThrownBy(() ->
                        digest(java.util.function.Function.<Integer>identity().andThen(i -> i)))
                .isInstanceOf(UnhashableTypeException.class)
                .hasMessageContaining("a lambda inside the JDK");
    }
}
