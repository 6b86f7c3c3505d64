package io.memo.store.fory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import io.memo.fingerprint.Compiled;
import io.memo.store.serial.Codecs;
import io.memo.store.tier.ResultCodec;
import io.memo.store.tier.UnreadableEntryException;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.Serializable;
import java.lang.management.ManagementFactory;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.net.URL;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.apache.fory.Fory;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The bytes are what somebody made who knows Fory and memo; whoever they are, they get no further than this. */
@DisplayName("7.4, F10 hostile bytes for Fory")
@Timeout(value = 1, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ForyHostilePayloadTests {

    private static final String CANARY = "io.memo.canary";
    private static final long MEMORY = 10 << 20;
    private static final int PER_BYTE = 80;

    private final ResultCodec codec = Codecs.Kind.FORY.forResults(Object.class);
    private final byte[] beginning;

    ForyHostilePayloadTests() throws Exception {
        byte[] text = codec.encode("x");
        beginning = Arrays.copyOfRange(text, Integer.BYTES, text.length - foryWrites("x", false).length);
    }

    /** Fory as the attacker has it: it writes everything. */
    private static byte[] foryWrites(Object hostile, boolean references) {
        Fory fory = Fory.builder()
                .withXlang(false)
                .withClassLoader(hostile.getClass().getClassLoader())
                .withCompatible(false)
                .withClassVersionCheck(true)
                .serializeEnumByName(true)
                .requireClassRegistration(false)
                .withJdkClassSerializableCheck(false)
                .registerGuavaTypes(false)
                .withTypeChecker((resolver, name) -> true)
                .withRefTracking(references)
                .withCodegen(false)
                .withMaxDepth(1_000_000)
                .build();
        byte[] all = fory.serialize(hostile);
        return Arrays.copyOfRange(all, 1, all.length);
    }

    /** Names of classes with fingerprints that are made up, the beginning that memo writes, and what Fory writes. */
    private byte[] payload(byte[] body, String... names) throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeInt(names.length);
        for (String name : names) {
            out.writeUTF(name);
            out.write(new byte[32]);
        }
        out.write(beginning);
        out.write(body);
        return bytes.toByteArray();
    }

    private byte[] written(Object hostile) throws Exception {
        return payload(foryWrites(hostile, false));
    }

    private void isRefused(byte[] payload) {
        isRefused(codec, payload);
    }

    /** Refused, and without the memory that the bytes ask for. */
    private static void isRefused(ResultCodec codec, byte[] payload) {
        bounded(
                payload,
                () -> assertThatThrownBy(() -> codec.decode(payload))
                        .isInstanceOf(UnreadableEntryException.class)
                        .satisfies(e -> assertThat(e).hasRootCauseInstanceOf(Exception.class)));
    }

    private static void bounded(byte[] payload, Runnable reading) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long self = Thread.currentThread().getId();
        long before = threads.getThreadAllocatedBytes(self);
        reading.run();
        assertThat(threads.getThreadAllocatedBytes(self) - before)
                .isLessThan(MEMORY + (long) PER_BYTE * payload.length);
    }

    @Test
    @DisplayName("what is built here is read where it is harmless")
    void harmlessResultIsRead() throws Exception {
        assertThat(codec.decode(written(new ArrayList<>(List.of(1, "a"))))).isEqualTo(List.of(1, "a"));
    }

    @Test
    @DisplayName("a class off the list is neither loaded nor initialised, though it is on the class path")
    void classOffTheList() throws Exception {
        String source = "package evil; public class Gadget implements java.io.Serializable {"
                + " static { System.setProperty(\"" + CANARY + "\", \"initialised\"); }"
                + " private void readObject(java.io.ObjectInputStream in) { System.setProperty(\"" + CANARY
                + "\", \"ran\"); } }";
        Object gadget = Compiled.of(Map.of("Gadget", source))
                .type("evil.Gadget")
                .getConstructor()
                .newInstance();
        byte[] body = foryWrites(gadget, false);
        System.clearProperty(CANARY);

        Compiled victim = Compiled.of(Map.of("Gadget", source));
        ResultCodec codec = Codecs.Kind.FORY
                .of(victim.type("evil.Gadget").getClassLoader(), victim.fingerprinter("app"), "app.")
                .forResults(Object.class);
        isRefused(codec, payload(body));
        isRefused(codec, payload(body, "evil.Gadget"));
        isRefused(codec, payload(body, "[Levil.Gadget;"));
        isRefused(codec, payload(body, "java.util.ArrayList"));
        assertThat(System.getProperty(CANARY)).isNull();
    }

    @Test
    @DisplayName("a class of the application whose fingerprint is another is not initialised")
    void changedClassIsNotInitialised() throws Exception {
        String source = "package app; public class Own {" + " static { System.setProperty(\"" + CANARY
                + "\", \"initialised\"); } }";
        byte[] body = foryWrites(
                Compiled.of(Map.of("Own", source))
                        .type("app.Own")
                        .getConstructor()
                        .newInstance(),
                false);
        System.clearProperty(CANARY);
        Compiled victim = Compiled.of(Map.of("Own", source));
        ResultCodec codec = Codecs.Kind.FORY
                .of(victim.type("app.Own").getClassLoader(), victim.fingerprinter("app"), "app.")
                .forResults(Object.class);
        isRefused(codec, payload(body));
        isRefused(codec, payload(body, "app.Own"));
        assertThat(System.getProperty(CANARY)).isNull();
    }

    @Test
    @DisplayName("classes of the JDK that do things, and those that Fory knows by number")
    void classesOfTheJdk() throws Exception {
        isRefused(written(new URL("http://localhost/")));
        isRefused(written(new HashSet<>(Set.of(new URL("http://localhost/")))));
        isRefused(written(new IllegalStateException()));
        isRefused(written(new IOException("x")));
        isRefused(written((Runnable & Serializable) () -> {}));
        isRefused(written(Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Comparable.class}, (InvocationHandler & Serializable)
                        (proxy, method, args) -> null)));
        isRefused(written(String.class));
        isRefused(written(new Class<?>[] {String.class}));
        isRefused(written(Collections.nCopies(Integer.MAX_VALUE, "x")));
        isRefused(written(new java.util.Hashtable<>(Map.of("a", 1))));
        isRefused(written(new java.util.concurrent.ArrayBlockingQueue<>(10)));
        isRefused(written(new java.util.concurrent.locks.ReentrantLock()));
        isRefused(written(new java.util.IdentityHashMap<>()));
        isRefused(written(new StringBuffer("x")));
    }

    private static byte[] varint(int value) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int rest = value;
        while ((rest & ~0x7f) != 0) {
            out.write(rest & 0x7f | 0x80);
            rest >>>= 7;
        }
        out.write(rest);
        return out.toByteArray();
    }

    private static byte[] concat(byte[]... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }

    @Test
    @DisplayName("arrays, collections and texts of 2^31 elements in a few bytes")
    void hugeLengthsAreRefused() throws Exception {
        List<Object> empty = List.of(
                new Object[0],
                new String[0],
                new Integer[0],
                new long[0],
                new byte[0],
                new boolean[0],
                new int[0][0],
                new ArrayList<>(),
                new LinkedList<>(),
                new ArrayDeque<>(),
                new HashSet<>(),
                new LinkedHashSet<>(),
                new HashMap<>(),
                new LinkedHashMap<>(),
                new BitSet(),
                List.of(),
                Set.of(),
                Map.of(),
                "",
                new PriorityQueue<>(),
                new TreeSet<>(),
                new TreeMap<>(),
                new StringBuilder());
        for (Object each : empty) {
            byte[] body = foryWrites(each, false);
            for (int length : new int[] {Integer.MAX_VALUE, Integer.MAX_VALUE - 8, 1 << 27, 1 << 20, -1}) {
                for (int cut = 1; cut <= 2; cut++) {
                    byte[] lie = concat(Arrays.copyOf(body, body.length - cut), varint(length), new byte[16]);
                    byte[] payload = payload(lie);
                    isRefused(payload);
                }
            }
        }
    }

    @Test
    @DisplayName("arrays in arrays, each as long as all the bytes")
    void lengthsThatAddUp() throws Exception {
        byte[] array = foryWrites(new Object[0], false);
        byte[] lie = concat(Arrays.copyOf(array, array.length - 1), varint(1_000_000));
        // A byte of flags says that the elements differ, so that each has its class, and that none is null.
        byte[][] nested = new byte[81][];
        for (int level = 0; level < 40; level++) {
            nested[2 * level] = level == 0 ? lie : Arrays.copyOfRange(lie, 1, lie.length);
            nested[2 * level + 1] = new byte[1];
        }
        nested[80] = new byte[1_000_000];
        isRefused(payload(concat(nested)));
    }

    @Test
    @DisplayName("a depth of 10,000")
    void greatDepthIsRefused() throws Exception {
        List<Object> nested = new ArrayList<>();
        for (int level = 0; level < 10_000; level++) {
            nested = new ArrayList<>(Collections.singletonList(nested));
        }
        Object deep = nested;
        byte[][] body = new byte[1][];
        Thread writer = new Thread(null, () -> body[0] = foryWrites(deep, false), "deep stack", 1L << 30);
        writer.start();
        writer.join();
        isRefused(payload(body[0]));
    }

    @Test
    @DisplayName("sets in sets, each twice by reference: of 2^100 elements in some KB")
    void bombOfSets() throws Exception {
        for (int levels : new int[] {10, 20, 40}) {
            Set<Object> root = new LinkedHashSet<>();
            Set<Object> one = root;
            Set<Object> other = new LinkedHashSet<>();
            for (int level = 0; level < levels; level++) {
                Set<Object> left = new HashSet<>();
                Set<Object> right = new LinkedHashSet<>();
                left.add("makes it another");
                one.add(left);
                one.add(right);
                other.add(left);
                other.add(right);
                one = left;
                other = right;
            }
            isRefused(payload(foryWrites(root, true)));
        }
    }

    @Test
    @DisplayName("names without end before the first object")
    void endlessNamesAreRefused() throws Exception {
        byte[] payload = written("x");
        payload[0] = 0x7f;
        isRefused(payload);
        isRefused(Arrays.copyOf(payload, 3));
        isRefused(new byte[0]);
    }

    @Test
    @DisplayName("more behind the result, and something else than a result")
    void trailingBytesAreRefused() throws Exception {
        isRefused(concat(written("x"), new byte[1]));
        isRefused(concat(new byte[Integer.BYTES], new byte[1], foryWrites("x", false)));
    }

    @Test
    @DisplayName("500 times random bytes, and every payload of a real result with one byte changed")
    void noiseDoesNoHarm() throws Exception {
        Random random = new Random(11);
        for (int i = 0; i < 500; i++) {
            byte[] garbage = new byte[random.nextInt(2_000)];
            random.nextBytes(garbage);
            isRefused(garbage);
            decode(payload(garbage));
        }
        byte[] large = new byte[1 << 20];
        random.nextBytes(large);
        isRefused(large);
        decode(payload(large));
        byte[] real = codec.encode(new ArrayList<>(
                List.of(Map.of("k", 1), Set.of("a", "b"), new int[] {1, 2}, new HashMap<>(Map.of(1L, List.of(2))))));
        for (int at = 0; at < real.length; at++) {
            for (int times = 0; times < 5; times++) {
                byte[] changed = real.clone();
                changed[at] ^= (byte) (1 + random.nextInt(255));
                decode(changed);
            }
        }
    }

    /** The seal would have found it; here it is enough that nothing else happens. */
    private void decode(byte[] payload) {
        bounded(payload, () -> {
            try {
                codec.decode(payload);
            } catch (UnreadableEntryException e) {
                assertThat(e).hasMessageNotContaining("OutOfMemory");
            }
        });
    }
}
