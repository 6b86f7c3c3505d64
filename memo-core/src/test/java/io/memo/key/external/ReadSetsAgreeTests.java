package io.memo.key.external;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

import io.memo.Hashers;
import io.memo.ValuePart;
import io.memo.digest.DigestAlgorithm;
import io.memo.hash.FieldSelection;
import io.memo.hash.ManagedObjects;
import io.memo.hash.Origin;
import io.memo.hash.StructuralHasher;
import io.memo.hash.format.Encodings;
import java.lang.reflect.Proxy;
import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * The external variables of a method are read in two ways: field by field, and by hashing all that is there. What one of them
 * takes for equal the other must take for equal, or entries are lost or, worse, wrong ones are hit.
 */
class ReadSetsAgreeTests {

    private static final Origin ORIGIN = new Origin("AppBean.call", ValuePart.EXTERNAL_VARIABLE, "this");
    private static final int ROUNDS = 4_000;

    private final Container container = new Container();
    private final StructuralHasher hasher = StructuralHasher.builder()
            .managedObjects(container)
            .hashers(List.of(Hashers.of(Served.class, served -> served.id)))
            .application(ReadSetsAgreeTests::isApplication)
            .fields((type, field) -> !field.getName().startsWith("unread") && FieldSelection.isPartOfValue(type, field))
            .dependencies()
            .build();
    private final ObjectSnapshotter reader = new ObjectSnapshotter(hasher, ORIGIN);

    @Test
    @DisplayName("4.10: two states have one digest field by field exactly if they have one encoding as a whole")
    void quickDigestsAreEqualExactlyIfEncodingsAre() {
        Random random = new Random(42);
        int told = 0;
        int equal = 0;
        for (int round = 0; round < ROUNDS; round++) {
            long seed = random.nextLong();
            AppBean one = new Generator(seed, container).bean();
            AppBean other = new Generator(seed, container).bean();
            switch (random.nextInt(3)) {
                case 0 -> new Generator(random.nextLong(), container).change(other);
                case 1 -> {
                    List<Object> lookalikes = container.lookalikes.get(random.nextInt(container.lookalikes.size()));
                    one.a = lookalikes.get(random.nextInt(lookalikes.size()));
                    other.a = lookalikes.get(random.nextInt(lookalikes.size()));
                }
                default -> {}
            }
            ObjectSnapshot quickOne = reader.read(one, true, List.of());
            ObjectSnapshot quickOther = reader.read(other, true, List.of());
            if (quickOne != null && quickOther != null) {
                told++;
                boolean same = Arrays.equals(encoding(one), encoding(other));
                equal += same ? 1 : 0;
                assertThat(quickOne.digest().equals(quickOther.digest()))
                        .as("seed %d, round %d: %s and %s", seed, round, one, other)
                        .isEqualTo(same);
            }
        }
        assertThat(told).isGreaterThan(ROUNDS / 10);
        assertThat(equal).isBetween(told / 20, told - told / 20);
    }

    @Test
    @DisplayName("4.10: as long as the remembered fields hold the same, nothing has changed that the encoding shows")
    void nothingChangesUnseen() {
        Random random = new Random(43);
        int seen = 0;
        for (int round = 0; round < ROUNDS; round++) {
            AppBean bean = new Generator(random.nextLong(), container).bean();
            ObjectSnapshot before = reader.read(bean, true, List.of());
            byte[] encoded = encoding(bean);
            new Generator(random.nextLong(), container).changeDeep(bean);
            if (before != null && before.isCurrent(bean)) {
                assertThat(encoding(bean)).as("round %d: %s", round, bean).isEqualTo(encoded);
            } else {
                seen++;
            }
        }
        assertThat(seen).isPositive();
    }

    private byte[] encoding(Object target) {
        Encodings parts = new Encodings(DigestAlgorithm.IN_PROCESS);
        hasher.encode(target, ORIGIN, parts);
        return parts.toBytes();
    }

    private static boolean isApplication(Class<?> type) {
        return type.getSimpleName().startsWith("App") || type.getName().contains("Lambda");
    }

    /** Names some objects, unwraps some, and of some says that what is behind them may change. */
    private static final class Container implements ManagedObjects {

        private final Map<Object, String> names = new IdentityHashMap<>();
        private final Service namedOne = new Service();
        private final Service namedOther = new Service();
        private final AtomicLong vat = new AtomicLong(2);
        private final Settings namedData = new Settings(1);
        /** What a factory bean makes: the proxy has a name, what is behind it has none. */
        private final Wrapper product = new Wrapper(new Service(), true);
        /** A proxy around a bean that has a name itself. */
        private final Wrapper around = new Wrapper(namedOne, true);

        /** What one rule tells apart, or takes for the same, and another would not. */
        private final List<List<Object>> lookalikes = List.of(
                List.of(namedData, new Settings(1), new Wrapper(new Settings(1), true), new Wrapper(namedData, true)),
                List.of(mock(AppBean.class), mock(AppBean.class), new AppBean()),
                List.of(new Served(1), new Served(1), new Served(2)),
                List.of(product, new Wrapper(product.behind, true), product.behind),
                List.of(around, namedOne, namedOther),
                List.of(new Money(1), new Wrapper(new Money(1), false), new Wrapper(new Money(1), true)),
                List.of(new AppExecutor(1), new AppExecutor(1)),
                List.of(DayOfWeek.MONDAY, "MONDAY"));

        Container() {
            names.put(namedOne, "one");
            names.put(namedOther, "other");
            names.put(vat, "vat");
            names.put(namedData, "data");
            names.put(product, "product");
            names.put(around, "around");
        }

        @Override
        public Object unwrap(Object object) {
            return object instanceof Wrapper wrapper ? wrapper.behind : object;
        }

        @Override
        public boolean isFixed(Object object) {
            return !(object instanceof Wrapper wrapper) || wrapper.fixed;
        }

        @Override
        public @Nullable String nameOf(Object object) {
            return names.get(object);
        }
    }

    /** Makes the same bean from the same seed; what counts by identity is drawn from a pool. */
    private static final class Generator {

        private static final List<Supplier<Object>> POOLED = List.of(
                ReentrantLock::new,
                Service::new,
                () -> mock(Service.class),
                () -> mock(AppBean.class),
                () -> new ThreadLocal<Object>(),
                () -> Proxy.newProxyInstance(
                        Service.class.getClassLoader(),
                        new Class<?>[] {Supplier.class},
                        (proxy, method, args) -> null));
        private static final Map<Integer, Object> POOL = new HashMap<>();

        private final Random random;
        private final Container container;
        private final List<Object> made = new ArrayList<>();

        Generator(long seed, Container container) {
            this.random = new Random(seed);
            this.container = container;
        }

        AppBean bean() {
            AppBean bean = random.nextInt(3) == 0 ? new AppSubclass(random.nextInt(2)) : new AppBean();
            made.add(bean);
            fill(bean, 3);
            return bean;
        }

        void change(AppBean bean) {
            set(bean, random.nextInt(4), 2);
        }

        /** Changes the bean, or something that it leads to, in place. */
        void changeDeep(AppBean bean) {
            AppBean at = bean;
            while (random.nextBoolean() && at.a instanceof AppBean below) {
                at = below;
            }
            if (at.b == container.namedData) {
                // What a named object holds is not its value.
                container.namedData.size++;
            } else if (at.b instanceof List<?> && at.b instanceof ArrayList<?> list && random.nextBoolean()) {
                list.clear();
            } else if (at.b instanceof AtomicLong number) {
                number.incrementAndGet();
            } else if (at.b instanceof Served served) {
                served.id++;
            } else {
                set(at, random.nextInt(4), 1);
            }
        }

        private void fill(AppBean bean, int depth) {
            for (int i = 0; i < 4; i++) {
                set(bean, i, depth);
            }
        }

        private void set(AppBean bean, int field, int depth) {
            switch (field) {
                case 0 -> bean.a = value(depth);
                case 1 -> bean.b = value(depth);
                case 2 -> bean.n = random.nextInt(2);
                default -> bean.unread = value(0);
            }
        }

        private @Nullable Object value(int depth) {
            return switch (random.nextInt(depth > 0 ? 22 : 16)) {
                case 0 -> null;
                case 1 -> "text" + random.nextInt(2);
                case 2 -> new BigDecimal(random.nextBoolean() ? "1.0" : "1.00");
                case 3 -> Instant.ofEpochSecond(random.nextInt(2));
                case 4 -> DayOfWeek.of(1 + random.nextInt(2));
                case 5 -> List.of("x", random.nextInt(2));
                case 6 -> pooled(POOLED.get(random.nextInt(POOLED.size())));
                case 7 -> named();
                case 8 -> new Money(random.nextInt(2));
                case 9 -> new AppRecord(random.nextInt(2), "r");
                case 10 -> 1.5 * random.nextInt(2);
                case 11 -> lambda(random.nextInt(2));
                case 12 -> new Settings(random.nextInt(2));
                case 13 -> random.nextInt(5) == 0 ? new Served(random.nextInt(2)) : "served";
                case 14 -> random.nextInt(5) == 0 ? new ArrayList<>(List.of(random.nextInt(2))) : 7;
                case 15 -> random.nextInt(5) == 0 ? container.vat : 7L;
                case 16 -> random.nextInt(5) == 0 ? new AtomicInteger(random.nextInt(2)) : 'c';
                case 17 -> made.isEmpty() ? null : made.get(random.nextInt(made.size()));
                case 18 -> proxy();
                case 19 -> new AppExecutor(random.nextInt(2));
                default -> nested(depth - 1);
            };
        }

        private Object named() {
            return switch (random.nextInt(3)) {
                case 0 -> container.namedOne;
                case 1 -> container.namedOther;
                default -> container.namedData;
            };
        }

        private Object proxy() {
            return switch (random.nextInt(4)) {
                case 0 -> container.product;
                case 1 -> container.around;
                case 2 -> new Wrapper(container.namedOther, true);
                default -> new Wrapper(new Money(random.nextInt(2)), random.nextInt(5) > 0);
            };
        }

        private AppBean nested(int depth) {
            AppBean bean = random.nextInt(3) == 0 ? new AppSubclass(random.nextInt(2)) : new AppBean();
            made.add(bean);
            fill(bean, depth);
            return bean;
        }

        private Object pooled(Supplier<Object> maker) {
            int number = 2 * POOLED.indexOf(maker) + random.nextInt(2);
            return POOL.computeIfAbsent(number, ignored -> maker.get());
        }

        private static Supplier<Integer> lambda(int captured) {
            return () -> captured;
        }
    }

    static class AppBean {
        @Nullable
        Object a;

        @Nullable
        Object b;

        int n;

        @Nullable
        Object unread;

        @Override
        public String toString() {
            return describe(this, 4);
        }

        private static String describe(AppBean bean, int depth) {
            return bean.getClass().getSimpleName() + "{" + part(bean.a, depth) + "," + part(bean.b, depth) + ","
                    + bean.n + "}";
        }

        private static String part(@Nullable Object value, int depth) {
            if (value instanceof AppBean below) {
                return depth > 0 ? describe(below, depth - 1) : "...";
            }
            return String.valueOf(value);
        }
    }

    static final class AppSubclass extends LibraryBase {
        private final int own;

        AppSubclass(int own) {
            super(own);
            this.own = own;
        }

        @Override
        public String toString() {
            return super.toString() + own;
        }
    }

    static class LibraryBase extends AppBean {
        private final int inherited;

        LibraryBase(int inherited) {
            this.inherited = inherited;
        }

        int inherited() {
            return inherited;
        }
    }

    record AppRecord(int number, String text) {}

    /** Implements what has no value, and has a field of its own. */
    static final class AppExecutor implements Executor {
        private final int threads;

        AppExecutor(int threads) {
            this.threads = threads;
        }

        @Override
        public void execute(Runnable command) {
            throw new IllegalStateException("with " + threads);
        }
    }

    static class Service {
        @Nullable
        Object client = new Object();
    }

    /** A library's value, that says what equals it. */
    static final class Money {
        private final int amount;

        Money(int amount) {
            this.amount = amount;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Money money && amount == money.amount;
        }

        @Override
        public int hashCode() {
            return amount;
        }
    }

    /** A library's plain data. */
    static final class Settings {
        private int size;

        Settings(int size) {
            this.size = size;
        }

        int size() {
            return size;
        }
    }

    static final class Served {
        private int id;

        Served(int id) {
            this.id = id;
        }
    }

    static final class Wrapper {
        private final Object behind;
        private final boolean fixed;

        Wrapper(Object behind, boolean fixed) {
            this.behind = behind;
            this.fixed = fixed;
        }
    }
}
