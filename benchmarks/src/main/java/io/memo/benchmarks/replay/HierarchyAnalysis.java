package io.memo.benchmarks.replay;

import io.memo.digest.Digest;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Type;

/**
 * Plain class hierarchy analysis of methods (Dean, Grove, Chambers, "Optimization of Object-Oriented Programs Using Static Class
 * Hierarchy Analysis", ECOOP 1995): a call leads to what it names and to all that overrides it. No library calls back, nothing is
 * reflected: a floor, and not sound.
 */
final class HierarchyAnalysis implements Analysis {

    private final Read read;
    private final Map<String, Set<String>> below = new HashMap<>();
    private final Map<String, List<String>> targets = new HashMap<>();
    private final Map<String, String> lines = new HashMap<>();

    HierarchyAnalysis(Read read) {
        this.read = read;
        for (String type : read.types().keySet()) {
            for (String above : read.upFrom(type)) {
                below.computeIfAbsent(above, ignored -> new TreeSet<>()).add(type);
            }
        }
    }

    @Override
    public Footprint of(Method method) {
        String owner = method.getDeclaringClass().getName().replace('.', '/');
        Set<String> seen = new TreeSet<>();
        List<String> open = new ArrayList<>(List.of(owner + '.' + method.getName() + Type.getMethodDescriptor(method)));
        Set<String> reached = new TreeSet<>();
        for (int at = 0; at < open.size(); at++) {
            String place = open.get(at);
            Read.Body body = body(place);
            if (body != null && seen.add(place)) {
                reached.add(lines.computeIfAbsent(
                        place,
                        ignored -> place.replaceAll("(lambda\\$[\\w$]*)\\$\\d+", "$1") + " -> "
                                + Digest.of(body.content().getBytes(StandardCharsets.UTF_8))
                                        .hex()));
                open.addAll(targets.computeIfAbsent(place, ignored -> targets(body)));
            }
        }
        return new Footprint(reached, (double) reached.size() / read.bodies(), false);
    }

    private Read.@Nullable Body body(String place) {
        int dot = place.indexOf('.');
        Read.Type type = read.types().get(place.substring(0, dot));
        return type == null ? null : type.methods().get(place.substring(dot + 1));
    }

    private List<String> targets(Read.Body body) {
        Set<String> all = new TreeSet<>();
        for (Read.Call call : body.calls()) {
            for (String up : read.upFrom(call.owner())) {
                if (body(up + '.' + call.method()) != null) {
                    all.add(up + '.' + call.method());
                    break;
                }
            }
            if (call.virtual()) {
                below.getOrDefault(call.owner(), Set.of()).forEach(type -> all.add(type + '.' + call.method()));
            }
        }
        all.removeIf(place -> body(place) == null);
        return List.copyOf(all);
    }
}
