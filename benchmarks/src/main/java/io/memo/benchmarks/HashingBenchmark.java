package io.memo.benchmarks;

import io.memo.digest.Digest;
import io.memo.hash.HashedValue;
import io.memo.hash.Origin;
import io.memo.hash.StructuralHasher;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Digests of values, by memo and by what others do. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class HashingBenchmark {

    /** Which value. */
    public enum Shape {
        /** A record of 5 fields. */
        RECORD,
        /** A list of 20 strings. */
        STRINGS,
        /** A map of 100 strings to doubles. */
        MAP,
        /** A list of 1,000 records. */
        OBJECTS,
        /** 1,000,000 doubles. */
        DOUBLES,
        /** 64 MiB. */
        BYTES;

        Object value() {
            return switch (this) {
                case RECORD -> Values.line(7);
                case STRINGS -> Values.strings(20);
                case MAP -> Values.map(100);
                case OBJECTS -> Values.lines(1_000);
                case DOUBLES -> Values.doubles(1_000_000);
                case BYTES -> Values.bytes(64 << 20);
            };
        }
    }

    /** The value under test. */
    @Param
    public Shape shape = Shape.RECORD;

    private final Rivals rivals = new Rivals();
    private final StructuralHasher durable = StructuralHasher.create();
    private final StructuralHasher inProcess = durable.inProcess();
    private Object value = "";

    /** Makes the value. */
    @Setup
    public void makeValue() {
        value = shape.value();
    }

    /** The digest of what stays in the process. */
    @Benchmark
    public HashedValue memo() {
        return inProcess.hash(value, Origin.NONE);
    }

    /** The digest of what leaves the process. */
    @Benchmark
    public Digest memoSha256() {
        return durable.digest(value);
    }

    /** What a plain key costs. */
    @Benchmark
    public int hashCodeAlone() {
        if (value instanceof double[] doubles) {
            return Arrays.hashCode(doubles);
        }
        return value instanceof byte[] bytes
                ? Arrays.hashCode(bytes)
                : List.of(value).hashCode();
    }

    /** Java serialization, then SHA-256. */
    @Benchmark
    public byte[] serialization() {
        return rivals.serialization(value);
    }

    /** JSON by Jackson, then SHA-256. */
    @Benchmark
    public byte[] jackson() {
        return rivals.jackson(value);
    }

    /** Apache Fory, then SHA-256. */
    @Benchmark
    public byte[] fory() {
        return rivals.fory(value);
    }
}
