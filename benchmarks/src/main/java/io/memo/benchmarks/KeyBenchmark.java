package io.memo.benchmarks;

import io.memo.digest.DigestAlgorithm;
import io.memo.digest.TableHash;
import io.memo.hash.Encodings;
import io.memo.hash.Origin;
import io.memo.hash.StructuralHasher;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** The values of a key of small arguments, (long, String), as they are on a hit. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class KeyBenchmark {

    private final StructuralHasher hasher = StructuralHasher.create();
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

    /** The bytes that stand for the arguments and their hash, as {@code KeyBuilder} makes them. */
    @Benchmark
    public int memo() {
        Object[] arguments = {id, name};
        Encodings encodings = new Encodings(DigestAlgorithm.IN_PROCESS);
        for (Object argument : arguments) {
            hasher.encode(argument, Origin.NONE, encodings);
        }
        encodings.shorten(0, 64);
        return TableHash.of(encodings.toBytes());
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
