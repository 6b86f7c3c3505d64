package io.memo.fingerprint;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Compiles traps with the compiler of the machine that it runs on, for a test on another. */
final class CompileTraps {

    private static final List<String> FILES = List.of(
            "arrivals",
            "bodies",
            "callbacks",
            "construction",
            "dispatch",
            "escapes",
            "initialisers",
            "order",
            "own",
            "precision",
            "reflection",
            "traps",
            "unchanged",
            "unreached");

    private CompileTraps() {}

    /** Returns all traps about compilers and one of so many others. */
    static List<Trap> chosen(int each) {
        List<Trap> others =
                FILES.stream().flatMap(file -> Trap.in(file + ".txt").stream()).toList();
        Stream<Trap> some =
                IntStream.range(0, others.size()).filter(i -> i % each == 0).mapToObj(others::get);
        return Stream.concat(Trap.in("compilers.txt").stream(), some).toList();
    }

    static Compiled compiled(String source) {
        return Compiled.of(Trap.files(source), "--release", "17");
    }

    /** Compiles into one directory for each trap, by its number. */
    public static void main(String[] arguments) {
        Path into = Path.of(arguments[0]);
        List<Trap> chosen = chosen(Integer.parseInt(arguments[1]));
        for (int i = 0; i < chosen.size(); i++) {
            compiled(chosen.get(i).before()).into(into.resolve("" + i));
        }
    }
}
