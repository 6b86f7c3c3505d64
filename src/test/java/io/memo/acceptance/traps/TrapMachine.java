package io.memo.acceptance.traps;

import io.memo.CheckMode;
import io.memo.InvalidMemoizeException;
import io.memo.MutationPolicy;
import io.memo.ReturnMode;
import io.memo.TierFigures;
import io.memo.call.Freshness;
import io.memo.call.MethodSpec;
import io.memo.engine.MemoEngine;
import io.memo.engine.MethodMemoizer;
import io.memo.fingerprint.CodeFingerprinter;
import io.memo.spring.redis.RedisSharedStore;
import io.memo.store.Ticker;
import io.memo.store.disk.DiskSettings;
import io.memo.store.disk.DiskTier;
import io.memo.store.serial.StrictSerialization;
import io.memo.store.shared.SharedSettings;
import io.memo.store.shared.SharedTier;
import io.memo.store.tier.Notes;
import io.memo.store.tier.entry.EntryFormat;
import io.memo.store.tier.entry.Seal;
import io.memo.store.tier.guard.Breaker;
import io.memo.store.tier.guard.Tier;
import io.memo.store.tier.guard.TierWriter;
import io.memo.store.tier.method.Tiers;
import io.memo.store.trust.LoadedClassFingerprints;
import io.memo.store.trust.StorableClasses;
import java.io.File;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.data.redis.connection.RedisStandaloneConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

/**
 * A process that runs {@code app.Svc.price} of each trap plainly, twice, and memoized, each time with classes loaded anew, so that
 * no run sees what another one did. All keep their results under one name in one directory and one Redis.
 *
 * <p>It prints {@code WRONG} for an answer that is not what the plain run gave, and how many were {@code COMPARED}, were {@code HIT}
 * outside the process, and gave no answer that could be compared.
 */
final class TrapMachine {

    private static final Seal SEAL = Seal.signature(List.of("a secret of the tests".getBytes(StandardCharsets.UTF_8)));
    private static final int MAX_BYTES = 1 << 20;
    private static final long PATIENCE = 20_000_000_000L;

    private final Path classes;
    private final List<Tier> disk;
    private final SharedTier redis;
    private final Tier shared;
    private final TierWriter writer = new TierWriter(64 << 20, 2);
    private final List<MethodMemoizer> kept = new ArrayList<>();
    private int compared;
    private int silent;

    private TrapMachine(Path classes, Path directory, int port) throws Exception {
        this.classes = classes;
        disk = List.of(new Tier(
                DiskTier.open(DiskSettings.of(directory, "app"), Ticker.SYSTEM),
                new EntryFormat(Seal.checksum(), MAX_BYTES),
                Ticker.SYSTEM,
                Breaker.ofMachine(Ticker.SYSTEM),
                Breaker.ofMachine(Ticker.SYSTEM),
                Duration.ZERO));
        redis = new SharedTier(
                RedisSharedStore.beside(
                        new LettuceConnectionFactory(new RedisStandaloneConfiguration("127.0.0.1", port)),
                        Duration.ofSeconds(10)),
                new SharedSettings("app", Duration.ofDays(7), Duration.ofHours(1), Duration.ofHours(1)),
                SEAL.realms(),
                Notes.NONE,
                Ticker.SYSTEM);
        shared = new Tier(
                redis,
                new EntryFormat(SEAL, MAX_BYTES),
                Ticker.SYSTEM,
                redis.reads(),
                Breaker.ofWrites(Ticker.SYSTEM),
                Duration.ZERO);
    }

    /** @param arguments where the classes lie, the directory, the port of Redis, the packages of the traps */
    public static void main(String[] arguments) throws Exception {
        TrapMachine machine =
                new TrapMachine(Path.of(arguments[0]), Path.of(arguments[1]), Integer.parseInt(arguments[2]));
        while (machine.redis.reads().isOpen()) {
            Thread.onSpinWait();
        }
        for (String each : List.of(arguments).subList(3, arguments.length)) {
            machine.run(each);
            System.out.println("RAN " + each);
        }
        machine.settle();
        System.out.println("SILENT " + machine.silent);
        System.out.println("HIT "
                + machine.kept.stream()
                        .filter(each -> each.figures().hits() == 2)
                        .count());
        System.out.println("COMPARED " + machine.compared);
        System.exit(0);
    }

    private void run(String trap) throws IOException {
        String plain = plain(trap, List.of());
        List<String> names = names(trap);
        List<String> reversed = new ArrayList<>(names);
        Collections.reverse(reversed);
        if (!plain.equals(plain(trap, List.of()))
                || !plain.equals(plain(trap, names))
                || !plain.equals(plain(trap, reversed))) {
            silent++;
            return;
        }
        try (URLClassLoader loader = loader()) {
            Call call = call(trap, loader);
            MethodMemoizer memoized = memoized(call, trap, loader);
            for (int i = 0; i < 2; i++) {
                String answer = answer(() -> memoized.call(call.target(), call.arguments(), call::run));
                if (!answer.equals(plain) && (i == 0 || !isStateful(trap))) {
                    System.out.println("WRONG " + trap + ": " + answer + " instead of " + plain);
                }
            }
            compared++;
        } catch (ReflectiveOperationException | LinkageError e) {
            silent++;
        }
    }

    private interface Run {
        @Nullable
        Object run() throws Throwable;
    }

    private static String answer(Run run) {
        try {
            return Shown.of(run.run());
        } catch (Throwable e) {
            return "throws " + e;
        }
    }

    /**
     * @param first the classes that are initialised before all others: memo reads static fields, so an answer that depends on that
     *     order cannot be compared
     */
    private String plain(String trap, List<String> first) throws IOException {
        try (URLClassLoader loader = loader()) {
            first.forEach(name -> initialise(name, loader));
            Call call = call(trap, loader);
            return answer(call::run);
        } catch (ReflectiveOperationException | LinkageError e) {
            return "no call: " + e;
        }
    }

    private List<String> names(String trap) throws IOException {
        try (Stream<Path> files = Files.walk(classes.resolve(trap))) {
            return files.map(file -> classes.relativize(file).toString())
                    .filter(file -> file.endsWith(".class"))
                    .map(file ->
                            file.substring(0, file.length() - ".class".length()).replace(File.separatorChar, '.'))
                    .sorted()
                    .toList();
        }
    }

    private static void initialise(String name, ClassLoader loader) {
        try {
            Class.forName(name, true, loader);
        } catch (ClassNotFoundException | LinkageError e) {
            // The plain run finds it out by itself, and says otherwise what it says without.
        }
    }

    /** Returns whether a second call on one object gives something else. */
    private boolean isStateful(String trap) throws IOException {
        try (URLClassLoader loader = loader()) {
            Call call = call(trap, loader);
            return !answer(call::run).equals(answer(call::run));
        } catch (ReflectiveOperationException | LinkageError e) {
            return true;
        }
    }

    private URLClassLoader loader() throws IOException {
        return new URLClassLoader(new URL[] {classes.toUri().toURL()}, TrapMachine.class.getClassLoader());
    }

    private record Call(
            Object target, Method method, @Nullable Object[] arguments) {

        @Nullable
        Object run() throws Throwable {
            try {
                return method.invoke(Modifier.isStatic(method.getModifiers()) ? null : target, arguments);
            } catch (InvocationTargetException e) {
                throw e.getTargetException();
            }
        }
    }

    private Call call(String trap, ClassLoader loader) throws ReflectiveOperationException {
        Arguments making = new Arguments(loader, classes.resolve(trap));
        Class<?> type = Class.forName(trap + ".app.Svc", true, loader);
        Method price = Arrays.stream(type.getDeclaredMethods())
                .filter(method -> method.getName().equals("price") && !method.isBridge())
                .findFirst()
                .orElseThrow(() -> new NoSuchMethodException("price"));
        price.setAccessible(true);
        return new Call(making.instance(type), price, making.of(price.getParameterTypes()));
    }

    private MethodMemoizer memoized(Call call, String trap, ClassLoader loader) {
        CodeFingerprinter fingerprinter = CodeFingerprinter.forPackages(loader, trap + ".app");
        StorableClasses storable = new StorableClasses(
                loader, name -> name.startsWith(trap), Set.of(), new LoadedClassFingerprints(fingerprinter));
        Tiers tiers =
                new Tiers(() -> disk, List.of(shared), writer, "app", new StrictSerialization(storable, MAX_BYTES));
        MemoEngine engine =
                MemoEngine.builder(fingerprinter).outside(() -> tiers).build();
        try {
            MethodMemoizer memoized = engine.add(spec(call, true));
            kept.add(memoized);
            return memoized;
        } catch (InvalidMemoizeException e) {
            return engine.add(spec(call, false));
        }
    }

    private static MethodSpec spec(Call call, boolean outside) {
        List<MethodSpec.Parameter> parameters = Stream.of(call.method().getParameters())
                .map(parameter -> new MethodSpec.Parameter(parameter.getName(), false))
                .toList();
        return new MethodSpec(
                outside ? "Svc.price" : "Svc.price of this process",
                call.method(),
                call.target().getClass(),
                parameters,
                null,
                Freshness.PLAIN,
                100,
                null,
                false,
                MutationPolicy.WARN,
                CheckMode.BUDGETED,
                ReturnMode.SHARED,
                "",
                List.of(),
                List.of(),
                outside,
                outside);
    }

    /** Waits until all is written that was stored. */
    private void settle() {
        long end = System.nanoTime() + PATIENCE;
        while (System.nanoTime() < end && !kept.stream().allMatch(TrapMachine::isWritten)) {
            Thread.onSpinWait();
        }
        writer.close();
    }

    private static boolean isWritten(MethodMemoizer method) {
        long stored = method.figures().entries();
        return method.figures().misses() == 0
                || method.tiers().stream().allMatch(tier -> tier.asked() == 0 || puts(tier) >= stored);
    }

    private static long puts(TierFigures tier) {
        return tier.puts().values().stream().mapToLong(Long::longValue).sum();
    }
}
