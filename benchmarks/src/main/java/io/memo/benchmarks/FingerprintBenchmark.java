package io.memo.benchmarks;

import io.memo.fingerprint.CodeFingerprint;
import io.memo.fingerprint.CodeFingerprinter;
import java.io.IOException;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What memo adds to the start of a large application: reading a jar of 5,000 classes, and fingerprinting 100 methods of
 * beans. The classes of the beans are loaded before, as they are in an application.
 */
@State(Scope.Benchmark)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class FingerprintBenchmark {

    private static final int ROOTS = 100;

    private Path folder = Path.of("");
    private Path jar = Path.of("");
    private URLClassLoader loader = new URLClassLoader(new URL[0]);
    private List<Method> roots = List.of();

    /** Makes the application. */
    @Setup(Level.Trial)
    public void compile() throws IOException {
        folder = Files.createTempDirectory("memo-benchmark");
        jar = GeneratedApplication.jarIn(folder);
    }

    /** Loads the classes of the beans by a new class loader: what memo has read of another's is of no use. */
    @Setup(Level.Invocation)
    public void load() throws IOException, ReflectiveOperationException {
        loader = new URLClassLoader(new URL[] {jar.toUri().toURL()});
        roots = new ArrayList<>();
        for (int i = 0; i < ROOTS; i++) {
            // Of every layer, so some reach one module and some reach seven.
            Class<?> service = loader.loadClass(GeneratedApplication.service(i * 12 / 5));
            roots.add(service.getMethod("price", long.class));
        }
    }

    /** Lets go of the class loader. */
    @TearDown(Level.Invocation)
    public void close() throws IOException {
        loader.close();
    }

    /** Deletes the application. */
    @TearDown(Level.Trial)
    public void delete() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    /** In a JVM that has done it before. */
    @Benchmark
    @BenchmarkMode(Mode.AverageTime)
    @Fork(1)
    @Warmup(iterations = 3, time = 5)
    @Measurement(iterations = 5, time = 3)
    public int warm() {
        return fingerprints();
    }

    /** In a JVM that has just been started, as it is when an application starts. */
    @Benchmark
    @BenchmarkMode(Mode.SingleShotTime)
    @Fork(5)
    @Warmup(iterations = 0)
    @Measurement(iterations = 1)
    public int cold() {
        return fingerprints();
    }

    private int fingerprints() {
        CodeFingerprinter fingerprinter = CodeFingerprinter.forPackages(loader, "shop");
        int lines = 0;
        for (Method root : roots) {
            CodeFingerprint fingerprint = fingerprinter.fingerprint(root);
            lines += fingerprint.manifest().size();
        }
        return lines;
    }
}
