package io.memo.benchmarks.replay;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.objectweb.asm.ClassReader;

/**
 * The class files of one commit, read with ASM for the analyses that memo is held against.
 *
 * @param types the classes by internal name
 */
record Read(Map<String, Type> types) {

    /**
     * A class.
     *
     * @param above the superclass and the interfaces
     * @param names the classes of the application that its file names
     * @param content the digest of its file
     */
    record Type(List<String> above, Set<String> names, String content, Map<String, Body> methods) {}

    /**
     * A method with a body.
     *
     * @param content its instructions as text
     * @param calls what it calls, makes and initialises
     */
    record Body(String content, List<Call> calls) {}

    /**
     * A call.
     *
     * @param method name and descriptor
     * @param virtual whether a subtype may override it
     */
    record Call(String owner, String method, boolean virtual) {}

    /** Reads all class files below the folder. */
    static Read of(Path folder) throws IOException {
        Map<String, byte[]> files = new TreeMap<>();
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path :
                    paths.filter(each -> each.toString().endsWith(".class")).toList()) {
                String name = folder.relativize(path).toString().replace('\\', '/');
                files.put(name.substring(0, name.length() - ".class".length()), Files.readAllBytes(path));
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        Map<String, Type> types = new TreeMap<>();
        files.forEach((name, bytes) -> types.put(name, TypeReader.read(new ClassReader(bytes), bytes, files.keySet())));
        return new Read(types);
    }

    /** Returns how many methods with a body there are. */
    int bodies() {
        return types.values().stream().mapToInt(type -> type.methods().size()).sum();
    }

    /** Returns the name and all supertypes of the application, nearest first. */
    List<String> upFrom(String name) {
        List<String> up = new ArrayList<>();
        Set<String> seen = new TreeSet<>();
        List<String> open = new ArrayList<>(List.of(name));
        for (int at = 0; at < open.size(); at++) {
            Type type = types.get(open.get(at));
            if (type != null && seen.add(open.get(at))) {
                up.add(open.get(at));
                open.addAll(type.above());
            }
        }
        return up;
    }
}
