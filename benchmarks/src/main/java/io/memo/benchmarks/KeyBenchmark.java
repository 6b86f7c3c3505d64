package io.memo.benchmarks;

import io.memo.MutationPolicy;
import io.memo.call.MethodSpec;
import io.memo.digest.Digest;
import io.memo.fingerprint.CodeFingerprint;
import io.memo.fingerprint.CodeFingerprinter;
import io.memo.generation.MethodCode;
import io.memo.hash.ManagedObjects;
import io.memo.hash.StructuralHasher;
import io.memo.key.DurableKey;
import io.memo.key.Key;
import io.memo.key.KeyBuilder;
import io.memo.key.external.ExternalObjects;
import io.memo.key.external.ExternalVariables;
import io.memo.key.external.ReadSets;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** The key of a call with small arguments, (long, String). */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class KeyBenchmark {

    private final KeyBuilder keys = builder();
    private final Rivals rivals = new Rivals();

    /** The first argument. */
    public long id = 4711;

    /** The second argument. */
    public String name = "a usual name";

    /** What a plain key costs. */
    @Benchmark
    public int objectsHash() {
        return Objects.hash(id, name);
    }

    /** The key of a call in this process. */
    @Benchmark
    public Key memo() {
        return keys.key(this, new Object[] {id, name});
    }

    /** The key of a call in every process. */
    @Benchmark
    public @Nullable DurableKey memoSha256() {
        return keys.durableKey(this, new Object[] {id, name});
    }

    private static KeyBuilder builder() {
        Method method = Arrays.stream(KeyBenchmark.class.getDeclaredMethods())
                .filter(each -> each.getName().equals("memoized"))
                .findFirst()
                .orElseThrow();
        MethodSpec spec = new MethodSpec(
                "KeyBenchmark.memoized",
                method,
                KeyBenchmark.class,
                List.of(new MethodSpec.Parameter("id", false), new MethodSpec.Parameter("name", false)),
                null,
                1,
                false,
                MutationPolicy.WARN,
                "",
                List.of());
        CodeFingerprint code =
                new CodeFingerprint(Digest.of(new byte[] {1}), List.of(), List.of(), Set.of(), Set.of(), List.of());
        StructuralHasher hasher = StructuralHasher.create();
        CodeFingerprinter fingerprinter = CodeFingerprinter.forPackages(KeyBenchmark.class.getClassLoader());
        ReadSets readSets = new ReadSets(
                spec,
                MethodCode.fixed(code),
                fingerprinter,
                ReadSets.ReaderFactory.of(
                        behaviour -> hasher,
                        (read, behaviour) -> new ExternalVariables(
                                spec,
                                read,
                                hasher,
                                new ExternalObjects(ManagedObjects.NONE, fingerprinter, KeyBenchmark.class))));
        return new KeyBuilder(spec, readSets);
    }

    /** What would be called. */
    static String memoized(long id, String name) {
        return name + id;
    }

    /** Java serialization, then SHA-256. */
    @Benchmark
    public byte[] serialization() {
        return rivals.serialization(new Object[] {id, name});
    }

    /** JSON by Jackson, then SHA-256. */
    @Benchmark
    public byte[] jackson() {
        return rivals.jackson(new Object[] {id, name});
    }

    /** Apache Fory, then SHA-256. */
    @Benchmark
    public byte[] fory() {
        return rivals.fory(new Object[] {id, name});
    }
}
