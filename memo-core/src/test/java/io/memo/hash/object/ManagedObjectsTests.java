package io.memo.hash.object;

import static io.memo.hash.Digests.assertAllDiffer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.mock;

import io.memo.MemoIgnore;
import io.memo.UnhashableTypeException;
import io.memo.digest.Digest;
import io.memo.hash.Digests;
import io.memo.hash.HashingFaultException;
import io.memo.hash.ManagedObjects;
import io.memo.hash.Origin;
import io.memo.hash.StructuralHasher;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

@SuppressWarnings("unused")
class ManagedObjectsTests {

    private interface Rates {
        double rate();
    }

    private static final class Service implements Rates {
        private final List<Integer> state = new ArrayList<>();

        @Override
        public double rate() {
            throw new IllegalStateException("rate was called");
        }
    }

    private record Forward(Object target) implements InvocationHandler {
        @Override
        public Object invoke(Object proxy, Method method, Object[] args) {
            throw new IllegalStateException(method + " was called");
        }
    }

    private static Rates proxy(Object target) {
        return (Rates)
                Proxy.newProxyInstance(Rates.class.getClassLoader(), new Class<?>[] {Rates.class}, new Forward(target));
    }

    private record Container(Map<String, Object> beans) implements ManagedObjects {
        @Override
        public Object unwrap(Object object) {
            return Proxy.isProxyClass(object.getClass())
                            && Proxy.getInvocationHandler(object) instanceof Forward forward
                    ? forward.target()
                    : object;
        }

        @Override
        public String nameOf(Object object) {
            return beans.entrySet().stream()
                    .filter(bean -> bean.getValue() == object)
                    .map(Map.Entry::getKey)
                    .findFirst()
                    .orElse(null);
        }
    }

    @Test
    @DisplayName("4.5 a bean in an argument counts by its name, whatever it holds")
    void beansByName() {
        Service service = new Service();
        StructuralHasher hasher = StructuralHasher.builder()
                .managedObjects(new Container(Map.of("service", service)))
                .build();
        Digest before = hasher.digest(List.of(service));
        service.state.add(1);
        assertThat(hasher.digest(List.of(service))).isEqualTo(before);
        assertThat(hasher.digest(List.of(proxy(service)))).isEqualTo(before);
        assertThat(hasher.digest(List.of(new Service()))).isNotEqualTo(before);
        assertThat(hasher.hash(service, Origin.NONE).immutable()).isTrue();
    }

    @Test
    void beansOfRefusedTypesCountByName() {
        ExecutorService pool = Executors.newSingleThreadExecutor();
        StructuralHasher hasher = StructuralHasher.builder()
                .managedObjects(new Container(Map.of("pool", pool)))
                .build();
        assertThat(hasher.digest(List.of(pool))).isEqualTo(hasher.digest(List.of(pool)));
        pool.shutdown();
    }

    @Test
    @DisplayName("4.5 a proxy counts as what is behind it")
    void proxiesByTheirTarget() {
        StructuralHasher hasher = StructuralHasher.builder()
                .managedObjects(new Container(Map.of()))
                .build();
        Service service = new Service();
        assertThat(hasher.digest(proxy(proxy(service)))).isEqualTo(hasher.digest(service));
    }

    @Test
    @DisplayName("V32 unknown proxies by interfaces and handler, and no call is made")
    void unknownProxies() {
        Digests.assertAlike(proxy("a"), proxy("a"));
        assertAllDiffer(proxy("a"), proxy("b"));
        Object[] holder = new Object[1];
        Rates selfish = proxy(holder);
        holder[0] = selfish;
        assertThat(Digests.digest(selfish)).isEqualTo(Digests.digest(selfish));
    }

    @Test
    @DisplayName("V32 mocks by identity")
    void mocksCountByIdentity() {
        Rates rates = mock(Rates.class);
        Service service = mock(Service.class);
        assertThat(Digests.digest(rates)).isEqualTo(Digests.digest(rates));
        assertThat(Digests.digest(service)).isEqualTo(Digests.digest(service));
        assertAllDiffer(rates, mock(Rates.class), service, mock(Service.class), new Service());
        assertThat(Digests.hash(service).thisProcessOnly()).isTrue();
    }

    private static final class Logging {
        private final Object log;
        private final int x = 1;

        Logging(Object log) {
            this.log = log;
        }
    }

    @Test
    @DisplayName("4.5 loggers count as nothing")
    void loggersCountAsNothing() {
        Digest none = Digests.digest(new Logging(null));
        for (Object log : new Object[] {
            LoggerFactory.getLogger("a"), java.util.logging.Logger.getLogger("a"), System.getLogger("a")
        }) {
            assertThat(Digests.digest(new Logging(log))).isEqualTo(none);
        }
    }

    private static final class Bean {
        private int read = 1;
        private int unread = 1;
        private transient int readTransient = 1;

        @MemoIgnore
        private int ignored = 1;

        private List<Integer> list = new ArrayList<>();
        private Mode mode = Mode.FAST;
        private final Runnable captured = capture(this);

        private static Runnable capture(Object o) {
            return null;
        }
    }

    private enum Mode {
        FAST(1),
        SLOW(2);

        int speed;

        Mode(int speed) {
            this.speed = speed;
        }
    }

    @Test
    @DisplayName(
            "1.1c with a selection only the selected fields count, transient ones too; ignored ones never; JDK values in full")
    void selectedFields() {
        List<String> read = List.of("read", "readTransient", "ignored", "list", "mode", "speed");
        List<String> asked = new ArrayList<>();
        StructuralHasher hasher = StructuralHasher.builder()
                .fields((type, field) -> {
                    asked.add(field.getName());
                    return read.contains(field.getName());
                })
                .build();
        Bean bean = new Bean();
        Digest before = hasher.digest(bean);
        bean.unread++;
        bean.ignored++;
        assertThat(hasher.digest(bean)).isEqualTo(before);
        bean.readTransient++;
        Digest after = hasher.digest(bean);
        assertThat(after).isNotEqualTo(before);
        bean.list.add(1);
        assertThat(hasher.digest(bean)).isNotEqualTo(after);
        bean.list.clear();
        Mode.FAST.speed = 7;
        assertThat(hasher.digest(bean)).isNotEqualTo(after);
        Mode.FAST.speed = 1;
        assertThat(hasher.digest(bean)).isEqualTo(after);
        assertThat(asked).doesNotContain("ignored", "SLOW").doesNotHaveDuplicates();
    }

    private static final Comparator<String> LAMBDA = (a, b) -> 0;

    @Test
    @DisplayName("1.1d code that an argument brings along is part of its digest, asked once per class")
    void codeOfArgumentIsDigested() {
        List<Class<?>> asked = new ArrayList<>();
        StructuralHasher none = StructuralHasher.create();
        Digest code = none.digest("some code");
        Digest newCode = none.digest("changed code");
        StructuralHasher hasher = with(asked, code);
        StructuralHasher changed = with(new ArrayList<>(), newCode);
        for (Object value : new Object[] {new Service(), LAMBDA, Mode.FAST, List.of(new Forward("a"))}) {
            assertThat(hasher.digest(value))
                    .isEqualTo(hasher.digest(value))
                    .isNotEqualTo(changed.digest(value))
                    .isNotEqualTo(none.digest(value));
        }
        assertThat(hasher.digest(List.of("a", 1))).isEqualTo(none.digest(List.of("a", 1)));
        assertThat(asked).contains(Service.class, LAMBDA.getClass(), Mode.class, Forward.class);
    }

    private static StructuralHasher with(List<Class<?>> asked, Digest code) {
        return StructuralHasher.builder()
                .behaviour(type -> {
                    asked.add(type);
                    return code;
                })
                .build();
    }

    private static final class Faulty implements ManagedObjects {
        @Override
        public Object unwrap(Object object) {
            throw new IllegalArgumentException("boom");
        }
    }

    @Test
    @DisplayName("E11 a fault of memo says whose it is")
    void ownFaults() {
        StructuralHasher hasher =
                StructuralHasher.builder().managedObjects(new Faulty()).build();
        assertThatThrownBy(() -> hasher.hash(new Service(), new Origin("A.b", io.memo.ValuePart.ARGUMENT, "x")))
                .isInstanceOf(HashingFaultException.class)
                .hasMessage("memo failed to hash argument 'x' of A.b. This is a fault of memo, not of your code: please"
                        + " report it with the stack trace below. Until it is mended, a Hasher for the type, or"
                        + " @MemoIgnore, avoids it.")
                .hasRootCauseMessage("boom");
    }

    @Test
    void hasherOfABeanComesBeforeItsName() {
        Service service = new Service();
        StructuralHasher hasher = StructuralHasher.builder()
                .managedObjects(new Container(Map.of("service", service)))
                .hasher(Service.class, s -> s.state)
                .build();
        Digest before = hasher.digest(service);
        service.state.add(1);
        assertThat(hasher.digest(service)).isNotEqualTo(before);
    }

    @Test
    void aProxyWhoseTargetIsNotKnownIsRefused() {
        assertThatThrownBy(() -> Digests.digest(new Service$$SpringCGLIB$$0()))
                .isInstanceOf(UnhashableTypeException.class)
                .hasMessageContaining("generated proxy");
    }

    @SuppressWarnings("checkstyle")
    private static final class Service$$SpringCGLIB$$0 {}
}
