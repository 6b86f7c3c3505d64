package io.memo.benchmarks.replay;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a selection of tests by classes says: a method depends on its class, and a class on all that its file names, as STARTS does
 * (Legunsen and others, "STARTS: Static Regression Test Selection", ASE 2017).
 */
final class ClassClosure implements Analysis {

    private final Read read;
    private final Map<String, Footprint> known = new HashMap<>();

    ClassClosure(Read read) {
        this.read = read;
    }

    @Override
    public Footprint of(Method method) {
        return known.computeIfAbsent(method.getDeclaringClass().getName().replace('.', '/'), this::closure);
    }

    private Footprint closure(String start) {
        Set<String> seen = new TreeSet<>();
        List<String> open = new ArrayList<>(List.of(start));
        Set<String> lines = new TreeSet<>();
        int bodies = 0;
        for (int at = 0; at < open.size(); at++) {
            Read.Type type = read.types().get(open.get(at));
            if (type != null && seen.add(open.get(at))) {
                lines.add(open.get(at) + " -> " + type.content());
                bodies += type.methods().size();
                open.addAll(type.names());
            }
        }
        return new Footprint(lines, (double) bodies / read.bodies(), false);
    }
}
