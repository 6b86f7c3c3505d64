package io.memo.benchmarks.replay;

import java.io.IOException;
import java.lang.reflect.Method;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What each analysis says of the methods of one commit.
 *
 * @param name the commit
 * @param footprints by analysis and method
 */
record Commit(String name, Map<Kind, Map<String, Footprint>> footprints) {

    /** The analyses. */
    enum Kind {
        MEMO,
        CLASS_CLOSURE,
        HIERARCHY
    }

    /**
     * Looks at the class files of a commit.
     *
     * @param lines each line that was met, so that equal ones are one object
     */
    static Commit of(String name, Path classes, Project project, Map<String, String> lines) throws IOException {
        Read read = Read.of(classes);
        try (URLClassLoader loader = new URLClassLoader(urls(classes, project), ClassLoader.getPlatformClassLoader())) {
            List<Method> roots = Roots.of(project.methods(), load(read, loader)).stream()
                    .filter(method -> Math.floorMod(method.toString().hashCode(), project.every()) == 0)
                    .toList();
            Map<Kind, Analysis> analyses = new EnumMap<>(Map.of(
                    Kind.MEMO, new Memo(loader, project.packages(), read.bodies(), lines),
                    Kind.CLASS_CLOSURE, new ClassClosure(read),
                    Kind.HIERARCHY, new HierarchyAnalysis(read)));
            Map<Kind, Map<String, Footprint>> footprints = new EnumMap<>(Kind.class);
            analyses.forEach((kind, analysis) -> {
                Map<String, Footprint> byMethod = new TreeMap<>();
                roots.forEach(root -> byMethod.put(root.toString(), analysis.of(root)));
                footprints.put(kind, byMethod);
            });
            return new Commit(name, footprints);
        }
    }

    private static URL[] urls(Path classes, Project project) throws MalformedURLException {
        List<URL> urls = new ArrayList<>();
        for (Path path :
                Stream.concat(Stream.of(classes), project.classPath().stream()).toList()) {
            urls.add(path.toUri().toURL());
        }
        return urls.toArray(URL[]::new);
    }

    /** A class that needs what the class path does not have has no methods here. */
    private static List<Class<?>> load(Read read, ClassLoader loader) {
        List<Class<?>> types = new ArrayList<>();
        for (String name : read.types().keySet()) {
            try {
                Class<?> type = Class.forName(name.replace('/', '.'), false, loader);
                if (type.getDeclaredMethods().length > 0) {
                    types.add(type);
                }
            } catch (ClassNotFoundException | LinkageError e) {
                System.err.println("left out " + name.replace('/', '.') + ": " + e);
            }
        }
        return types;
    }

    /** Returns what the analysis says, by method. */
    Map<String, Footprint> of(Kind kind) {
        return footprints.getOrDefault(kind, Map.of());
    }

    /** Returns the short form of the name. */
    String shortName() {
        return name.substring(0, Math.min(8, name.length()));
    }
}
