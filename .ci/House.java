import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * Prints the measures of the house: {@code java .ci/House.java}, from the root of the repository, with a JDK and nothing else.
 *
 * <p>Measured are the modules that users get; tests are those of these modules and of {@code src}. A knot is a set of types of one package each
 * of which needs each other one, directly or not, by the names in their sources.
 */
final class House {

    private static final List<String> MODULES =
            List.of("memo-core", "memo-spring-boot-autoconfigure", "memo-spring-boot-test");
    private static final List<String> TEST_ROOTS = List.of(
            "memo-core/src/test",
            "memo-spring-boot-autoconfigure/src/test",
            "memo-spring-boot-test/src/test",
            "src/test/java",
            "src/libraries/java");
    private static final Set<String> TESTS =
            Set.of("Test", "ParameterizedTest", "RepeatedTest", "TestFactory", "Property");

    /** A type that is not nested, with the names in its source. */
    private record Type(String home, String name, boolean isPublic, Path file, int lines, Set<String> names) {}

    private record Method(Path file, String name, int lines, boolean test) {}

    private final List<Type> types = new ArrayList<>();
    private final List<Method> methods = new ArrayList<>();
    private final Map<Path, Integer> files = new TreeMap<>();

    public static void main(String[] arguments) throws IOException {
        House main = new House();
        for (String module : MODULES) {
            main.read(Path.of(module, "src/main/java"));
        }
        House tests = new House();
        for (String root : TEST_ROOTS) {
            tests.read(Path.of(root));
        }
        main.printTypes();
        main.printPackages();
        main.printKnots();
        main.printSizes();
        printTests(main, tests);
        main.printHouse(tests);
    }

    private void read(Path root) throws IOException {
        if (!Files.isDirectory(root) && Files.isDirectory(Path.of(MODULES.get(0)))) {
            // Older states, with which this one is compared, do not have all of them.
            return;
        }
        List<Path> sources;
        try (Stream<Path> found = Files.walk(root)) {
            sources = found.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> !file.toString().contains("/target/"))
                    .toList();
        }
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null);
        JavacTask task = (JavacTask) compiler.getTask(
                null, manager, null, List.of("-proc:none"), null, manager.getJavaFileObjectsFromPaths(sources));
        SourcePositions positions = Trees.instance(task).getSourcePositions();
        for (CompilationUnitTree unit : task.parse()) {
            new Reader(unit, positions).scan(unit, null);
        }
    }

    private final class Reader extends TreeScanner<Void, Void> {

        private final CompilationUnitTree unit;
        private final SourcePositions positions;
        private final Path file;
        private final int length;
        private final Set<String> names = new HashSet<>();

        Reader(CompilationUnitTree unit, SourcePositions positions) throws IOException {
            this.unit = unit;
            this.positions = positions;
            file = Path.of(unit.getSourceFile().toUri());
            length = (int) Files.readString(file).lines().count();
            files.put(file, length);
            for (Tree declared : unit.getTypeDecls()) {
                if (declared instanceof ClassTree type) {
                    boolean open = type.getModifiers().getFlags().contains(Modifier.PUBLIC);
                    String home = unit.getPackageName().toString();
                    types.add(new Type(home, type.getSimpleName().toString(), open, file, length, names));
                }
            }
        }

        @Override
        public Void visitIdentifier(IdentifierTree tree, Void nothing) {
            names.add(tree.getName().toString());
            return super.visitIdentifier(tree, nothing);
        }

        @Override
        public Void visitMemberSelect(MemberSelectTree tree, Void nothing) {
            names.add(tree.getIdentifier().toString());
            return super.visitMemberSelect(tree, nothing);
        }

        @Override
        public Void visitMethod(MethodTree tree, Void nothing) {
            long from = unit.getLineMap().getLineNumber(positions.getStartPosition(unit, tree));
            long to = unit.getLineMap().getLineNumber(positions.getEndPosition(unit, tree));
            boolean test = tree.getModifiers().getAnnotations().stream()
                    .map(AnnotationTree::getAnnotationType)
                    .anyMatch(annotation -> TESTS.contains(annotation.toString()));
            methods.add(new Method(file, tree.getName().toString(), (int) (to - from + 1), test));
            return super.visitMethod(tree, nothing);
        }
    }

    private void printTypes() {
        Map<String, Long> counts =
                types.stream().collect(Collectors.groupingBy(Type::home, TreeMap::new, Collectors.counting()));
        List<Map.Entry<String, Long>> largest = counts.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                .toList();
        long open = types.stream().filter(Type::isPublic).count();
        System.out.printf(
                "types %d in %d packages, mean %.1f; public %d, package-private %d%n",
                types.size(), counts.size(), (double) types.size() / counts.size(), open, types.size() - open);
        System.out.println("packages with more than 15 types:");
        largest.stream()
                .filter(each -> each.getValue() > 15)
                .forEach(each -> System.out.printf("  %4d  %s%n", each.getValue(), each.getKey()));
    }

    /** One row for each package of more than ten types, with its largest knot and its public types. */
    private void printPackages() {
        System.out.println("types, largest knot, public types of packages with more than 10 types:");
        types.stream()
                .collect(Collectors.groupingBy(Type::home, TreeMap::new, Collectors.toList()))
                .forEach((home, inside) -> {
                    if (inside.size() > 10) {
                        System.out.printf(
                                "  %4d  %4d  %4d  %s%n",
                                inside.size(),
                                largestKnot(inside),
                                inside.stream().filter(Type::isPublic).count(),
                                home);
                    }
                });
    }

    private static int largestKnot(List<Type> inside) {
        return knots(inside).stream().mapToInt(List::size).max().orElse(0);
    }

    private void printKnots() {
        System.out.println("knots of more than 4 types:");
        types.stream()
                .collect(Collectors.groupingBy(Type::home, TreeMap::new, Collectors.toList()))
                .forEach((home, inside) -> knots(inside).stream()
                        .filter(knot -> knot.size() > 4)
                        .sorted(Comparator.<List<String>>comparingInt(List::size).reversed())
                        .forEach(knot -> System.out.printf(
                                "  %4d  %s: %s%n",
                                knot.size(),
                                home,
                                knot.stream().sorted().limit(8).collect(Collectors.joining(", ")))));
    }

    /** Sets of types that reach each other, by a search from each type. */
    private static List<List<String>> knots(List<Type> inside) {
        Map<String, Set<String>> needs = new HashMap<>();
        Set<String> all = inside.stream().map(Type::name).collect(Collectors.toSet());
        for (Type type : inside) {
            Set<String> needed = new HashSet<>(type.names());
            needed.retainAll(all);
            needs.put(type.name(), needed);
        }
        Map<String, Set<String>> reached = new HashMap<>();
        all.forEach(name -> reached.put(name, reach(name, needs)));
        List<List<String>> knots = new ArrayList<>();
        Set<String> done = new HashSet<>();
        for (String name : all) {
            if (done.add(name)) {
                List<String> knot = reached.get(name).stream()
                        .filter(other -> reached.get(other).contains(name))
                        .toList();
                done.addAll(knot);
                knots.add(knot);
            }
        }
        return knots;
    }

    private static Set<String> reach(String from, Map<String, Set<String>> needs) {
        Set<String> met = new HashSet<>(Set.of(from));
        Deque<String> open = new ArrayDeque<>(met);
        while (!open.isEmpty()) {
            for (String next : needs.get(open.pop())) {
                if (met.add(next)) {
                    open.push(next);
                }
            }
        }
        return met;
    }

    private void printSizes() {
        System.out.println("files over 300 lines:");
        files.forEach((file, lines) -> {
            if (lines > 300) {
                System.out.printf("  %4d  %s%n", lines, file.getFileName());
            }
        });
        System.out.println("methods over 40 lines:");
        methods.stream()
                .filter(method -> method.lines() > 40)
                .sorted(Comparator.comparingInt(Method::lines).reversed())
                .forEach(method -> System.out.printf(
                        "  %4d  %s.%s%n",
                        method.lines(),
                        method.file().getFileName().toString().replace(".java", ""),
                        method.name()));
    }

    private static void printTests(House main, House tests) {
        int mainLines = main.files.values().stream().mapToInt(Integer::intValue).sum();
        int testLines = tests.files.values().stream().mapToInt(Integer::intValue).sum();
        List<Method> named = tests.methods.stream().filter(Method::test).toList();
        long oneWord = named.stream()
                .filter(method -> method.name().equals(method.name().toLowerCase()))
                .count();
        System.out.printf(
                "lines: main %d, tests %d, tests per line %.2f%n",
                mainLines, testLines, (double) testLines / mainLines);
        System.out.printf("tests named with one word: %d of %d%n", oneWord, named.size());
    }

    /** The measures by which the house was judged when it was tidied up (issue 16). */
    private void printHouse(House tests) throws IOException {
        Map<String, List<Type>> homes = types.stream().collect(Collectors.groupingBy(Type::home));
        int rules = 0;
        int reasons = 0;
        Path house = Path.of("src/test/java/io/memo/house/HouseRulesTests.java");
        if (Files.exists(house)) {
            String text = Files.readString(house);
            rules = text.split("static final ArchRule ", -1).length - 1;
            reasons = text.split("because\\(", -1).length - 1;
        }
        System.out.println("the house:");
        row("types of the largest package", homes.values().stream().mapToInt(List::size).max().orElse(0));
        row("packages with more than 15 types", homes.values().stream().filter(each -> each.size() > 15).count());
        row("packages with more than 10 types", homes.values().stream().filter(each -> each.size() > 10).count());
        row("types in a package on average", "%.1f".formatted((double) types.size() / homes.size()));
        row("largest knot", homes.values().stream().mapToInt(House::largestKnot).max().orElse(0));
        row("packages with a knot of more than 8", homes.values().stream().filter(each -> largestKnot(each) > 8).count());
        row("packages that say \"Internal.\" of all", internal() + " of " + homes.size());
        row("rules of architecture with their reason", reasons + " of " + rules);
        row("docs/rules.md and docs/cases.md", Files.exists(Path.of("docs/rules.md")) && Files.exists(Path.of("docs/cases.md")) ? "there" : "not there");
        row("tests in packages of main code", tests.types.stream().filter(type -> homes.containsKey(type.home())).count() + " of " + tests.types.size());
    }

    private static long internal() throws IOException {
        long count = 0;
        for (String module : MODULES) {
            Path root = Path.of(module, "src/main/java");
            if (!Files.isDirectory(root)) {
                continue;
            }
            try (Stream<Path> found = Files.walk(root)) {
                for (Path file : found.filter(each -> each.endsWith("package-info.java")).toList()) {
                    String text = Files.readString(file).replaceFirst("^/\\*\\*[\\s*]*", "");
                    count += text.startsWith("Internal.") ? 1 : 0;
                }
            }
        }
        return count;
    }

    private static void row(String what, Object value) {
        System.out.printf("  %-40s %s%n", what, value);
    }
}
