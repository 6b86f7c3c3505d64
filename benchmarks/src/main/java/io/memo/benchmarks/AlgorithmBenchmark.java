package io.memo.benchmarks;

import io.memo.digest.Digest;
import io.memo.digest.DigestAlgorithm;
import io.memo.digest.Hash;
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

/** The algorithms over bytes that are ready: the limit of what hashing can reach. And the memory, the limit of those. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class AlgorithmBenchmark {

    /** How many bytes: an argument or two, the bytes of 1,000,000 doubles, 64 MiB. */
    @Param({"32", "400", "8000000", "67108864"})
    public int size = 32;

    private final Hash keyed = DigestAlgorithm.IN_PROCESS.newHash();
    private final Hash sha256 = DigestAlgorithm.SHA_256.newHash();
    private byte[] bytes = {};
    private byte[] target = {};

    /** Makes the bytes. */
    @Setup
    public void makeBytes() {
        bytes = Values.bytes(size);
        target = new byte[size];
    }

    /** What is used inside the process. */
    @Benchmark
    public Digest inProcess() {
        keyed.update(bytes, 0, bytes.length);
        return keyed.digest();
    }

    /** What is used for all that leaves the process. */
    @Benchmark
    public Digest sha256() {
        sha256.update(bytes, 0, bytes.length);
        return sha256.digest();
    }

    /** Reads and writes the bytes once. */
    @Benchmark
    public byte[] copy() {
        System.arraycopy(bytes, 0, target, 0, bytes.length);
        return target;
    }
}
