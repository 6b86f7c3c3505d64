package io.memo.fingerprint.callgraph.reach;

import io.memo.fingerprint.ExternalVariable;
import io.memo.fingerprint.callgraph.identity.Manifest;
import io.memo.fingerprint.classfile.facts.ClassFacts;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What is written down while code is followed: lines of the manifest, external variables, warnings, steps. Used once. */
public final class Ledger {

    private final Program program;
    private final Manifest manifest;
    private final StepLog trail;
    private final Set<String> warnings = new TreeSet<>();
    private final Set<ExternalVariable> externals = new HashSet<>();
    private final Set<String> missing = new HashSet<>();

    /** @param noting whether to note what leads to what */
    Ledger(Program program, boolean noting) {
        this.program = program;
        manifest = new Manifest(program.lines());
        trail = new StepLog(noting);
    }

    public Manifest manifest() {
        return manifest;
    }

    public StepLog trail() {
        return trail;
    }

    /** Writes down a warning, to which the code that is followed now leads. */
    public void warn(String warning) {
        warnings.add(warning);
        trail.to(warning);
    }

    /** Returns the warnings, sorted. */
    List<String> warnings() {
        return new ArrayList<>(warnings);
    }

    /** Writes down an external variable. */
    void external(ExternalVariable variable) {
        externals.add(program.shared(variable));
    }

    /** Returns the external variables, sorted. One that is read by name is not listed as an assumed one, too. */
    List<ExternalVariable> externals() {
        return externals.stream()
                .filter(each -> !(each.isAssumed() && externals.contains(each.named())))
                .sorted()
                .toList();
    }

    /** Returns what a class declares, or null after writing down that it is missing. */
    public @Nullable ClassFacts facts(String type) {
        ClassFacts facts = program.application().facts(type);
        if (facts == null) {
            missing(type);
        } else if (program.application().isUnlisted(type) && missing.add(type)) {
            warn("not tracked: the classes around " + program.names().nameOf(type)
                    + " cannot be listed by their class loader, so overrides in others may be missed");
            manifest.add("untracked", "listing of " + type.replace('/', '.'), program.processToken());
        }
        return facts;
    }

    /** Writes down that a class cannot be read or does not exist. */
    void missing(String type) {
        if (!missing.add(type)) {
            return;
        }
        String name = type.replace('/', '.');
        if (program.application().isAbsent(type)) {
            // Where there is one, its code is in the fingerprint, which is another then.
            manifest.add("absent", "class " + name, "");
        } else {
            untracked(
                    "class " + name,
                    "class " + name + " (" + program.application().problemWith(type) + ")");
        }
    }

    /** Writes down that something cannot be followed, and makes sure that no other process has the same fingerprint. */
    void untracked(String what) {
        untracked(what, what);
    }

    private void untracked(String what, String warning) {
        warn("not tracked: " + warning);
        manifest.add("untracked", what, program.processToken());
    }
}
