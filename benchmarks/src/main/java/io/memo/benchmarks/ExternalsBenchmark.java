package io.memo.benchmarks;

import io.memo.MutationPolicy;
import io.memo.call.MethodSpec;
import io.memo.fingerprint.CodeFingerprint;
import io.memo.fingerprint.CodeFingerprinter;
import io.memo.generation.MethodCode;
import io.memo.hash.ManagedObjects;
import io.memo.hash.StructuralHasher;
import io.memo.key.Key;
import io.memo.key.KeyBuilder;
import io.memo.key.external.ExternalObjects;
import io.memo.key.external.ExternalVariables;
import io.memo.key.external.ReadFields;
import io.memo.key.external.ReadSets;
import java.lang.reflect.Method;
import java.util.List;
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

/**
 * What it costs to read the external variables of a usual bean, three final settings and an injected properties object of
 * which two fields are read, on a hit: the difference between the two keys, of methods without arguments.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class ExternalsBenchmark {

    private static final Object[] NO_ARGUMENTS = {};

    private final Bean bean = new Bean("EU", 19, 0.5, new Properties());
    private final KeyBuilder reading = keys("reading");
    private final KeyBuilder readingNothing = keys("readingNothing");

    /** A key in which nothing external counts. */
    @Benchmark
    public Key withoutExternals() {
        return readingNothing.key(bean, NO_ARGUMENTS);
    }

    /** A key in which the fields of the bean and of its properties count. */
    @Benchmark
    public Key withExternals() {
        return reading.key(bean, NO_ARGUMENTS);
    }

    private static KeyBuilder keys(String name) {
        Method method;
        try {
            method = Bean.class.getDeclaredMethod(name);
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException(e);
        }
        CodeFingerprinter fingerprinter = CodeFingerprinter.forPackages(Bean.class.getClassLoader());
        CodeFingerprint code = fingerprinter.fingerprint(method).withLiveTypes(List.of(Bean.class.getName()));
        MethodSpec spec =
                new MethodSpec(name, method, Bean.class, List.of(), null, 1, false, MutationPolicy.WARN, "", List.of());
        StructuralHasher hasher = StructuralHasher.builder()
                .fields(new ReadFields(code, Bean.class.getClassLoader()))
                .dependencies()
                .build();
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
                                new ExternalObjects(ManagedObjects.NONE, fingerprinter, Bean.class))));
        return new KeyBuilder(spec, readSets);
    }

    /** A usual bean. */
    static final class Bean {

        private final String region;
        private final int tax;
        private final double margin;
        private final Properties properties;

        Bean(String region, int tax, double margin, Properties properties) {
            this.region = region;
            this.tax = tax;
            this.margin = margin;
            this.properties = properties;
        }

        String reading() {
            return region + tax + margin + properties.getUnit() + properties.getFactor();
        }

        String readingNothing() {
            return "nothing";
        }
    }

    /** What a {@code @ConfigurationProperties} class looks like. */
    static final class Properties {

        private String unit = "km";
        private int factor = 3;
        private int unread = 4;

        String getUnit() {
            return unit;
        }

        void setUnit(String unit) {
            this.unit = unit;
        }

        int getFactor() {
            return factor;
        }

        void setFactor(int factor) {
            this.factor = factor;
        }

        int getUnread() {
            return unread;
        }

        void setUnread(int unread) {
            this.unread = unread;
        }
    }
}
