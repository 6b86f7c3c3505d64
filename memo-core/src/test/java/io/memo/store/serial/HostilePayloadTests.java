package io.memo.store.serial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import io.memo.fingerprint.Compiled;
import io.memo.store.tier.ResultCodec;
import io.memo.store.tier.UnreadableEntryException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.lang.management.ManagementFactory;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.net.URL;
import java.nio.ByteBuffer;
import java.util.AbstractMap;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The bytes are what somebody made who knows the format; whoever they are, they get no further than this. */
@DisplayName("7.4, F10 hostile bytes")
@Timeout(value = 1, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class HostilePayloadTests {

    private static final String CANARY = "io.memo.canary";
    private static final long MEMORY = 10 << 20;

    private final ResultCodec codec = Codecs.forResults(Object.class);

    private static byte[] written(Object hostile) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(hostile);
        }
        return bytes.toByteArray();
    }

    private void isRefused(byte[] payload) {
        isRefused(codec, payload);
    }

    /** Refused by memo's own rules, and without the memory that the bytes ask for. */
    private static void isRefused(ResultCodec codec, byte[] payload) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long self = Thread.currentThread().getId();
        long before = threads.getThreadAllocatedBytes(self);
        assertThatThrownBy(() -> codec.decode(payload)).isInstanceOf(UnreadableEntryException.class);
        assertThat(threads.getThreadAllocatedBytes(self) - before).isLessThan(MEMORY + 4L * payload.length);
    }

    @Test
    @DisplayName("a class off the list is neither loaded nor initialised, though it is on the class path")
    void classOffTheList() throws Exception {
        String source = "package evil; public class Gadget implements java.io.Serializable {"
                + " static { System.setProperty(\"" + CANARY + "\", \"initialised\"); }"
                + " private void readObject(java.io.ObjectInputStream in) { System.setProperty(\"" + CANARY
                + "\", \"ran\"); } }";
        Compiled attacker = Compiled.of(Map.of("Gadget", source));
        Constructor<?> constructor = attacker.type("evil.Gadget").getConstructor();
        byte[] payload = written(List.of(constructor.newInstance()));
        byte[] array = written(new Object[] {constructor.newInstance()});
        System.clearProperty(CANARY);

        Compiled victim = Compiled.of(Map.of("Gadget", source));
        ResultCodec codec = Codecs.Kind.JAVA
                .of(victim.type("evil.Gadget").getClassLoader(), victim.fingerprinter("app"), "app.")
                .forResults(Object.class);
        isRefused(codec, payload);
        isRefused(codec, array);
        assertThat(System.getProperty(CANARY)).isNull();
    }

    @Test
    @DisplayName("classes of the JDK that do things")
    void classesOfTheJdk() throws Exception {
        isRefused(written(new URL("http://localhost/")));
        isRefused(written(new HashSet<>(Set.of(new URL("http://localhost/")))));
        isRefused(written(new IllegalStateException()));
        isRefused(written((Runnable & Serializable) () -> {}));
        isRefused(written(Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Comparable.class}, (InvocationHandler & Serializable)
                        (proxy, method, args) -> null)));
        isRefused(written(Collections.nCopies(Integer.MAX_VALUE, "x")));
    }

    @Test
    @DisplayName("arrays and collections of 2^31 elements in a few bytes")
    void hugeLengthsAreRefused() throws Exception {
        for (Object array : List.of(new Object[0], new String[0], new long[0], new byte[0], new int[0][0])) {
            for (int length : new int[] {Integer.MAX_VALUE, Integer.MAX_VALUE - 8, 1 << 27, 1 << 20, -1}) {
                byte[] payload = written(array);
                ByteBuffer.wrap(payload).putInt(payload.length - 4, length);
                isRefused(payload);
            }
        }
        byte[] list = written(new ArrayList<>());
        ByteBuffer.wrap(list).putInt(list.length - 11, Integer.MAX_VALUE);
        isRefused(list);
    }

    @Test
    @DisplayName("arrays in arrays, each as long as all the bytes")
    void lengthsThatAddUp() throws Exception {
        Object nested = new Object[0];
        for (int level = 0; level < 40; level++) {
            nested = new Object[] {nested, "x".repeat(25_000)};
        }
        byte[] payload = written(nested);
        // A reference to the class of the array before, then the length.
        byte[] array = {0x71, 0, 0x7e, 0, 0, 0, 0, 0, 2};
        int lies = 0;
        for (int at = 0; at < payload.length - array.length; at++) {
            if (Arrays.equals(payload, at, at + array.length, array, 0, array.length)) {
                ByteBuffer.wrap(payload).putInt(at + array.length - Integer.BYTES, 1_000_000);
                lies++;
            }
        }
        assertThat(lies).isGreaterThan(30);
        isRefused(payload);
    }

    @Test
    @DisplayName("a depth of 10,000")
    void greatDepthIsRefused() throws Exception {
        List<Object> nested = new ArrayList<>();
        for (int level = 0; level < 10_000; level++) {
            nested = new ArrayList<>(Collections.singletonList(nested));
        }
        Object deep = nested;
        byte[][] payload = new byte[1][];
        Thread writer = new Thread(
                null,
                () -> {
                    try {
                        payload[0] = written(deep);
                    } catch (IOException e) {
                        throw new AssertionError(e);
                    }
                },
                "deep stack",
                1L << 30);
        writer.start();
        writer.join();
        isRefused(payload[0]);
    }

    @Test
    @DisplayName("sets in sets, each twice: of 2^100 elements in some KB")
    void bombOfSets() throws Exception {
        for (int levels : new int[] {26, 45, 100}) {
            Set<Object> root = new HashSet<>();
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
            isRefused(written(root));
        }
    }

    @Test
    @DisplayName("lists in lists as an element of a set and as the key of a map, entries included")
    void bombOfLists() throws Exception {
        List<Object> level = new ArrayList<>(List.of("x"));
        for (int i = 0; i < 40; i++) {
            level = new ArrayList<>(Arrays.asList(level, Collections.unmodifiableList(level)));
        }
        Late late = new Late();
        Map<Object, Object> map = new HashMap<>();
        map.put(late.list, "value");
        late.list.add(level);
        isRefused(written(map));
        Set<Object> set = new HashSet<>();
        List<Object> held = new ArrayList<>();
        set.add(held);
        held.add(new AbstractMap.SimpleEntry<>("key", level));
        isRefused(written(set));
    }

    private static final class Late {
        private final List<Object> list = new ArrayList<>();
    }

    @Test
    @DisplayName("1,000 times random bytes, and every payload of a real result with one byte changed")
    void noiseDoesNoHarm() throws Exception {
        Random random = new Random(11);
        for (int i = 0; i < 1_000; i++) {
            byte[] garbage = new byte[random.nextInt(2_000)];
            random.nextBytes(garbage);
            isRefused(garbage);
        }
        byte[] large = new byte[1 << 20];
        random.nextBytes(large);
        isRefused(large);
        byte[] real = codec.encode(new ArrayList<>(List.of(Map.of("k", 1), Set.of("a", "b"), new int[] {1, 2})));
        for (int at = 0; at < real.length; at++) {
            byte[] changed = real.clone();
            changed[at] ^= (byte) (1 + random.nextInt(255));
            try {
                codec.decode(changed);
            } catch (UnreadableEntryException e) {
                // The seal would have found it; here it is enough that nothing else happens.
                assertThat(e).hasMessageNotContaining("OutOfMemory");
            }
        }
    }
}
