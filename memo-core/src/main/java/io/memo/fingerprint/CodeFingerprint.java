package io.memo.fingerprint;

import io.memo.digest.Digest;
import io.memo.digest.FramedSink;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The identity of the application code behind a method: of its own bytecode and of everything that it can reach.
 *
 * @param digest the digest of the manifest
 * @param lines gives the {@link #manifest()}
 * @param externalVariables the fields that the reached code reads, sorted
 * @param liveTypes the binary names of the application types whose code is in the manifest
 * @param wholeTypes the binary names of application types that reached code hands to something reflective, so that all
 *     their fields count
 * @param warnings what could not be tracked, sorted; never an exception
 * @param steps gives the {@link #dependencies()}
 * @param looksUpObjects whether reached code is handed objects by their container, so that no field leads to them
 * @param words the texts in reached code that read as words; for people, who may be shown such keys of maps
 */
public record CodeFingerprint(
        Digest digest,
        Supplier<List<String>> lines,
        List<ExternalVariable> externalVariables,
        Set<String> liveTypes,
        Set<String> wholeTypes,
        List<String> warnings,
        Supplier<Map<String, List<String>>> steps,
        boolean looksUpObjects,
        Set<String> words) {

    private static final List<String> COUNTING_ALL = List.of("application ", "hierarchy", "untracked ");

    public CodeFingerprint {
        externalVariables = List.copyOf(externalVariables);
        liveTypes = Set.copyOf(liveTypes);
        wholeTypes = Set.copyOf(wholeTypes);
        warnings = List.copyOf(warnings);
        words = Set.copyOf(words);
    }

    /** A fingerprint of which is not known what leads to what. */
    public CodeFingerprint(
            Digest digest,
            List<String> manifest,
            List<ExternalVariable> externalVariables,
            Set<String> liveTypes,
            Set<String> wholeTypes,
            List<String> warnings) {
        this(
                digest,
                supplierOf(manifest),
                externalVariables,
                liveTypes,
                wholeTypes,
                warnings,
                Map::of,
                false,
                Set.of());
    }

    private static Supplier<List<String>> supplierOf(List<String> manifest) {
        List<String> copy = List.copyOf(manifest);
        return () -> copy;
    }

    /**
     * Returns sorted lines, one for each thing that counts; the difference between two manifests says what changed. The list is made
     * each time that it is asked for, of lines that fingerprints share.
     */
    public List<String> manifest() {
        return lines.get();
    }

    /**
     * Returns for each piece of code, by its name in the manifest, what it leads to, sorted: pieces of code, external variables and
     * warnings. A variable leads to what its initialiser does. For people: the digest does not depend on it, and it is made each time
     * that it is asked for.
     */
    public Map<String, List<String>> dependencies() {
        return steps.get();
    }

    /** Returns the digest as 64 lower-case hexadecimal digits. */
    public String hex() {
        return digest.hex();
    }

    /** Returns the same with more live types: those of the object that the method is called on. */
    public CodeFingerprint withLiveTypes(Collection<String> more) {
        Set<String> all = new HashSet<>(liveTypes);
        all.addAll(more);
        return new CodeFingerprint(
                digest, lines, externalVariables, all, wholeTypes, warnings, steps, looksUpObjects, words);
    }

    /**
     * Returns whether other code of a class may make this fingerprint another one: it names the class, or one that is written in the same
     * outermost class, or it counts the whole application.
     *
     * @param binaryName such as {@code app.Quotes$Settings}
     */
    public boolean mayDependOn(String binaryName) {
        int nested = binaryName.indexOf('$', 1);
        String outermost = nested < 0 ? binaryName : binaryName.substring(0, nested);
        return Stream.of(liveTypes, wholeTypes).flatMap(Set::stream).anyMatch(type -> type.startsWith(outermost))
                || externalVariables.stream()
                        .anyMatch(variable -> variable.toString().contains(outermost))
                || manifest().stream()
                        .anyMatch(line -> line.contains(outermost)
                                || COUNTING_ALL.stream().anyMatch(line::startsWith));
    }

    /**
     * Returns the fingerprint of the same method while it is not known what runs in one of its classes.
     *
     * @param binaryName the class
     * @param token what no other code of the class has
     */
    public CodeFingerprint withUnknown(String binaryName, String token) {
        String line = "untracked code of class " + binaryName + " -> " + token;
        Supplier<List<String>> known = lines;
        return new CodeFingerprint(
                new FramedSink().putDigest(digest).putString(line).digest(),
                () -> Stream.concat(known.get().stream(), Stream.of(line))
                        .sorted()
                        .toList(),
                externalVariables,
                liveTypes,
                wholeTypes,
                warnings,
                steps,
                looksUpObjects,
                words);
    }

    /** Returns the same with other steps. */
    public CodeFingerprint withSteps(Supplier<Map<String, List<String>>> other) {
        return new CodeFingerprint(
                digest, lines, externalVariables, liveTypes, wholeTypes, warnings, other, looksUpObjects, words);
    }

    /**
     * Returns the same code as one that also reads what the other reads, or this if that is nothing more. The live types stay
     * what they are, so that no field which counted before counts no more.
     */
    public CodeFingerprint alsoReading(CodeFingerprint other) {
        Set<ExternalVariable> variables = new TreeSet<>(externalVariables);
        Set<String> whole = new HashSet<>(wholeTypes);
        variables.addAll(other.externalVariables);
        variables.removeIf(each -> each.isAssumed() && variables.contains(each.named()));
        boolean looksUp = looksUpObjects || other.looksUpObjects;
        if (!whole.addAll(other.wholeTypes)
                && variables.equals(Set.copyOf(externalVariables))
                && looksUp == looksUpObjects) {
            return this;
        }
        Set<String> told = new TreeSet<>(warnings);
        told.addAll(other.warnings);
        return new CodeFingerprint(
                digest, lines, List.copyOf(variables), liveTypes, whole, List.copyOf(told), Map::of, looksUp, words);
    }

    /** Returns the same with a type more of which all fields count. */
    public CodeFingerprint withWholeType(String type) {
        Set<String> all = new HashSet<>(wholeTypes);
        all.add(type);
        return new CodeFingerprint(
                digest, lines, externalVariables, liveTypes, all, warnings, steps, looksUpObjects, words);
    }
}
