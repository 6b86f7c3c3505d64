package io.memo.fingerprint;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.lang.module.ModuleDescriptor.Exports;
import java.lang.module.ModuleFinder;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/**
 * Many small applications compiled in one run of javac, which spends most of its time on its own start. Each is a module of its own, for their
 * classes have the same names; a module says nothing in class files but its own.
 */
final class CompiledTogether {

    private static final JavaCompiler COMPILER = ToolProvider.getSystemJavaCompiler();
    private static final Pattern PACKAGE = Pattern.compile("(?m)^\\s*package ([\\w.]+);");
    private static final Pattern NUMBERED = Pattern.compile("\\$\\d");
    private static final String JDK = "jdk.all";
    /** How many modules javac takes without going too deep into itself. */
    private static final int RUN = 150;

    private CompiledTogether() {}

    /**
     * Compiles each of the sources, as {@link Trap#files} takes it apart.
     *
     * @return the applications by source, each with the very class files that it has when it is compiled alone; so those are left out that
     *     declare packages besides {@code app}, for libraries may have them too, and those with classes that javac numbers, for it counts on
     *     over modules
     */
    static Map<String, Compiled> of(List<String> sources, List<String> options) {
        List<String> distinct =
                sources.stream().distinct().filter(CompiledTogether::isAlone).toList();
        Map<String, Compiled> compiled = new HashMap<>();
        for (int from = 0; from < distinct.size(); from += RUN) {
            compiled.putAll(ofRun(distinct.subList(from, Math.min(from + RUN, distinct.size())), options));
        }
        return compiled;
    }

    private static Map<String, Compiled> ofRun(List<String> sources, List<String> options) {
        List<JavaFileObject> files = new ArrayList<>();
        List<String> all = new ArrayList<>(List.of("-proc:none", "-nowarn", "-implicit:none"));
        all.addAll(options);
        Map<String, Place> places = new TreeMap<>();
        add(places, files, JDK, "module-info", "module %s {%s}".formatted(JDK, modules()));
        for (int i = 0; i < sources.size(); i++) {
            String module = "trap" + i;
            all.addAll(List.of("--add-reads", module + "=ALL-UNNAMED"));
            add(places, files, module, "module-info", "module %s { requires %s; }".formatted(module, JDK));
            Trap.files(sources.get(i)).forEach((name, text) -> add(places, files, module, name, text));
        }
        StringWriter messages = new StringWriter();
        JavaFileManager manager = new Memory(COMPILER.getStandardFileManager(null, null, null), places);
        if (!COMPILER.getTask(messages, manager, null, all, null, files).call()) {
            throw new IllegalArgumentException(messages.toString());
        }
        Map<String, Compiled> compiled = new HashMap<>();
        for (int i = 0; i < sources.size(); i++) {
            Map<String, byte[]> classes = places.get("trap" + i).classes();
            classes.remove("module-info");
            if (classes.keySet().stream().noneMatch(NUMBERED.asPredicate())) {
                compiled.put(sources.get(i), Compiled.ofClasses(classes));
            }
        }
        return compiled;
    }

    private static void add(
            Map<String, Place> places, List<JavaFileObject> files, String module, String name, String text) {
        places.computeIfAbsent(module, each -> new Place(each, new TreeMap<>()));
        files.add(new SourceText(module, name, text));
    }

    private static boolean isAlone(String source) {
        return PACKAGE.matcher(source)
                .results()
                .allMatch(declared -> declared.group(1).equals("app"));
    }

    /** What code outside of modules may use: all that exports something to everybody. */
    private static String modules() {
        return ModuleFinder.ofSystem().findAll().stream()
                .filter(module -> module.descriptor().exports().stream().anyMatch(CompiledTogether::isOpen))
                .map(module -> module.descriptor().name())
                .filter(module -> !module.equals("java.base"))
                .map(module -> " requires transitive " + module + ";")
                .collect(Collectors.joining());
    }

    private static boolean isOpen(Exports exported) {
        return !exported.isQualified();
    }

    /** Where the sources of a module are and its class files go, by name. */
    private record Place(String module, Map<String, byte[]> classes) implements JavaFileManager.Location {

        @Override
        public String getName() {
            return module;
        }

        @Override
        public boolean isOutputLocation() {
            return true;
        }
    }

    private static final class SourceText extends SimpleJavaFileObject {

        private final String text;

        SourceText(String module, String name, String text) {
            super(URI.create("string:///" + module + "/" + name + ".java"), Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }

    /** Sources and class files of modules in memory, those of libraries where they are. */
    private static final class Memory extends ForwardingJavaFileManager<JavaFileManager> {

        private final Map<String, Place> places;

        Memory(JavaFileManager standard, Map<String, Place> places) {
            super(standard);
            this.places = places;
        }

        @Override
        public boolean hasLocation(Location location) {
            return isOurs(location) || super.hasLocation(location);
        }

        private static boolean isOurs(Location location) {
            return location == StandardLocation.MODULE_SOURCE_PATH || location == StandardLocation.CLASS_OUTPUT;
        }

        @Override
        public @Nullable Location getLocationForModule(Location location, String module) throws IOException {
            return isOurs(location) ? places.get(module) : super.getLocationForModule(location, module);
        }

        @Override
        public @Nullable Location getLocationForModule(Location location, JavaFileObject file) throws IOException {
            return isOurs(location) ? placeOf(file) : super.getLocationForModule(location, file);
        }

        @Override
        public Iterable<Set<Location>> listLocationsForModules(Location location) throws IOException {
            return isOurs(location) ? List.of(Set.copyOf(places.values())) : super.listLocationsForModules(location);
        }

        @Override
        public String inferModuleName(Location location) throws IOException {
            return location instanceof Place place ? place.module() : super.inferModuleName(location);
        }

        @Override
        public Iterable<JavaFileObject> list(
                Location location, String name, Set<JavaFileObject.Kind> kinds, boolean recurse) throws IOException {
            // All sources are given to the compiler.
            return location instanceof Place ? List.of() : super.list(location, name, kinds, recurse);
        }

        @Override
        public JavaFileObject getJavaFileForInput(Location location, String name, JavaFileObject.Kind kind)
                throws IOException {
            return location instanceof Place place
                    ? new SourceText(place.module(), name, "")
                    : super.getJavaFileForInput(location, name, kind);
        }

        @Override
        public boolean isSameFile(FileObject one, FileObject other) {
            return one.toUri().equals(other.toUri());
        }

        @Override
        public boolean contains(Location location, FileObject file) throws IOException {
            return location instanceof Place place ? placeOf(file) == place : super.contains(location, file);
        }

        /** By its name, for javac wraps files. */
        private @Nullable Place placeOf(FileObject file) {
            return places.get(file.toUri().getPath().split("/")[1]);
        }

        @Override
        public JavaFileObject getJavaFileForOutput(
                Location location, String name, JavaFileObject.Kind kind, FileObject sibling) {
            Map<String, byte[]> classes = ((Place) location).classes();
            return new SimpleJavaFileObject(URI.create("memory:///" + name.replace('.', '/') + ".class"), kind) {
                @Override
                public OutputStream openOutputStream() {
                    return new ByteArrayOutputStream() {
                        @Override
                        public void close() {
                            classes.put(name, toByteArray());
                        }
                    };
                }
            };
        }
    }
}
