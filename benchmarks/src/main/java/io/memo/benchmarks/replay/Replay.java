package io.memo.benchmarks.replay;

import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Replays the history of a git repository: which part of its methods has the fingerprint after a commit that it had before, for memo
 * and for other analyses, and why the others moved.
 *
 * <pre>
 * java -cp benchmarks.jar io.memo.benchmarks.replay.Replay repository=/src/jsoup sources=src/main/java packages=org.jsoup \
 *     methods=API class-path=jspecify.jar:re2j.jar commits=70 folder=/tmp/jsoup
 * </pre>
 *
 * <p>Run by the JDK whose javac shall compile. {@code head} (HEAD), {@code release} (17), {@code commits} (70), {@code every} (1: each
 * method) and {@code class-path} (none) may be left out; {@code why=ALL} prints each method that moved, not the commonest reasons alone.
 */
public final class Replay {

    private static final int REASONS = 5;

    private final Project project;
    private final boolean everyMethod;
    private final PrintStream out;
    private final Summary summary = new Summary();

    private Replay(Project project, boolean everyMethod, PrintStream out) {
        this.project = project;
        this.everyMethod = everyMethod;
        this.out = out;
    }

    /** Prints a line for each commit, what moved in it, and the means. */
    public static void main(String[] arguments) throws IOException {
        Map<String, String> given = new HashMap<>();
        for (String argument : arguments) {
            int equals = argument.indexOf('=');
            if (equals < 0) {
                throw new IllegalArgumentException("'" + argument + "' is no setting: write name=value");
            }
            given.put(argument.substring(0, equals), argument.substring(equals + 1));
        }
        of(given, System.out).run();
    }

    static Replay of(Map<String, String> given, PrintStream out) {
        return new Replay(project(given), "ALL".equals(given.get("why")), out);
    }

    private static Project project(Map<String, String> given) {
        return new Project(
                Path.of(needed(given, "repository")),
                List.of(needed(given, "sources").split(",")),
                Stream.of(given.getOrDefault("class-path", "").split(File.pathSeparator))
                        .filter(each -> !each.isEmpty())
                        .map(Path::of)
                        .toList(),
                Set.of(needed(given, "packages").split(",")),
                Roots.Kind.valueOf(given.getOrDefault("methods", "BEANS")),
                Integer.parseInt(given.getOrDefault("release", "17")),
                given.getOrDefault("head", "HEAD"),
                Integer.parseInt(given.getOrDefault("commits", "70")),
                Integer.parseInt(given.getOrDefault("every", "1")),
                Path.of(needed(given, "folder")));
    }

    private static String needed(Map<String, String> given, String name) {
        String value = given.get(name);
        if (value == null) {
            throw new IllegalArgumentException(
                    "Say " + name + "=…; repository, sources, packages and folder are needed");
        }
        return value;
    }

    /** Returns the means, after printing each commit. */
    Summary run() throws IOException {
        Map<String, String> lines = Memo.lines();
        try (History history = new History(project)) {
            Commit before = null;
            for (String name : history.commits()) {
                Commit commit = look(history, name, lines);
                if (commit != null) {
                    if (before != null) {
                        print(new Step(before, commit));
                    }
                    summary.add(commit);
                    before = commit;
                }
            }
        }
        summary.print(out);
        return summary;
    }

    private @Nullable Commit look(History history, String name, Map<String, String> lines) throws IOException {
        Path classes;
        try {
            classes = history.classesOf(name);
        } catch (IllegalStateException e) {
            out.println("left out: " + e.getMessage());
            return null;
        }
        return Commit.of(name, classes, project, lines);
    }

    private void print(Step step) {
        summary.add(step);
        out.printf(
                Locale.ROOT,
                "%s memo %5.1f %%, class closure %5.1f %%, hierarchy %5.1f %%%n",
                step.after().shortName(),
                100 * step.stays(Commit.Kind.MEMO),
                100 * step.stays(Commit.Kind.CLASS_CLOSURE),
                100 * step.stays(Commit.Kind.HIERARCHY));
        if (everyMethod) {
            step.moved().forEach((method, why) -> out.println("    " + method + ": " + why));
        }
        step.why().entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
                .limit(REASONS)
                .forEach(each -> out.println("    " + each.getValue() + " x " + each.getKey()));
    }
}
