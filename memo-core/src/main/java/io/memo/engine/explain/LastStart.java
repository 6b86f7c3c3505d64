package io.memo.engine.explain;

import io.memo.Hasher;
import io.memo.MissCause;
import io.memo.MissReason;
import io.memo.TypedHasher;
import io.memo.call.MethodSpec;
import io.memo.digest.Digest;
import io.memo.fingerprint.CodeFingerprint;
import io.memo.fingerprint.CodeFingerprinter;
import io.memo.fingerprint.ManifestDiff;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What methods were when the application ran last: so the first miss of a method can say what changed since. Where that cannot
 * be read or written there is no such reason, and one line in the log. Safe for use by several threads.
 */
public final class LastStart {

    private static final Logger log = LoggerFactory.getLogger("io.memo.engine");
    private static final String FORMAT = "memo 1";
    private static final int SHOWN = 20;

    private final @Nullable StartRecords records;
    private final CodeFingerprinter fingerprinter;
    private final List<Hasher<?>> hashers;
    private final AtomicBoolean complained = new AtomicBoolean();

    /**
     * @param records where it is kept, or null to keep nothing
     * @param hashers those of all methods
     */
    public LastStart(@Nullable StartRecords records, CodeFingerprinter fingerprinter, List<Hasher<?>> hashers) {
        this.records = records;
        this.fingerprinter = fingerprinter;
        this.hashers = hashers;
    }

    /** Returns the reason of the first miss of a method, and remembers the method for the next start. */
    public MissReason reasonOfFirstMiss(MethodSpec spec, CodeFingerprint code) {
        if (records == null) {
            return MissReason.of(MissCause.FIRST_CALL);
        }
        try {
            List<String> now = lines(spec, code);
            List<String> before = records.read(spec.name());
            if (!now.equals(before)) {
                records.write(spec.name(), now);
            }
            return before.isEmpty() || !before.get(0).equals(FORMAT)
                    ? MissReason.of(MissCause.FIRST_CALL)
                    : difference(before, now);
        } catch (IOException | RuntimeException | LinkageError e) {
            if (!complained.getAndSet(true)) {
                log.warn(
                        "memo cannot keep in {} what the code of {} is now, so a later start cannot say what changed: {}."
                                + " Make it a directory that can be written, or leave memo.explain.directory out.",
                        records,
                        spec.name(),
                        e.toString());
            }
            return MissReason.of(MissCause.FIRST_CALL);
        }
    }

    private static MissReason difference(List<String> before, List<String> now) {
        List<String> code = ManifestDiff.between(of("code ", before), of("code ", now));
        if (!code.isEmpty()) {
            return new MissReason(MissCause.CODE_CHANGED, code.subList(0, Math.min(SHOWN, code.size())));
        }
        List<String> changed = changed(of("hasher ", before), of("hasher ", now));
        if (!changed.isEmpty()) {
            return new MissReason(MissCause.HASHER_CHANGED, changed);
        }
        boolean sameVersion = of("version ", before).equals(of("version ", now));
        return MissReason.of(sameVersion ? MissCause.FIRST_CALL : MissCause.VERSION_CHANGED);
    }

    /** Returns the hashers, without their digests, that are not on both sides. */
    private static List<String> changed(List<String> before, List<String> now) {
        TreeSet<String> names = new TreeSet<>();
        Stream.concat(
                        before.stream().filter(line -> !now.contains(line)),
                        now.stream().filter(line -> !before.contains(line)))
                .forEach(line -> names.add(line.substring(line.indexOf(' ') + 1)));
        return List.copyOf(names);
    }

    private static List<String> of(String kind, List<String> lines) {
        return lines.stream()
                .filter(line -> line.startsWith(kind))
                .map(line -> line.substring(kind.length()))
                .toList();
    }

    private List<String> lines(MethodSpec spec, CodeFingerprint code) {
        List<String> lines = new ArrayList<>(List.of(FORMAT));
        lines.add("version "
                + Digest.of(spec.version().getBytes(StandardCharsets.UTF_8)).shortHex());
        Stream.of(spec.hashers(), hashers)
                .flatMap(Collection::stream)
                .map(this::line)
                .sorted()
                .forEach(lines::add);
        code.manifest().forEach(line -> lines.add("code " + line.replaceAll("\\R", " ")));
        return lines;
    }

    private String line(Hasher<?> hasher) {
        Class<?> written = hasher instanceof TypedHasher<?> typed ? typed.implementation() : hasher.getClass();
        Digest behaviour = fingerprinter.behaviourOf(written);
        String name = written.getName();
        int lambda = name.indexOf("$$Lambda");
        String served =
                hasher instanceof TypedHasher<?> typed ? " of " + typed.type().getName() : "";
        return "hasher " + (behaviour == null ? "-" : behaviour.shortHex()) + " "
                + (lambda < 0 ? name : "a lambda in " + name.substring(0, lambda)) + served;
    }
}
