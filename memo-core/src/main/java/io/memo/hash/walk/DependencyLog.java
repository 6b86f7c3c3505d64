package io.memo.hash.walk;

import io.memo.hash.Dependency;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/** Notes what counted by which object it is in one pass, each object once; at most {@value #MOST}. Not thread-safe. */
public final class DependencyLog {

    private static final int MOST = 50;

    private final List<Dependency> met = new ArrayList<>();
    private final Set<Object> objects = Collections.newSetFromMap(new IdentityHashMap<>());

    boolean isNew(Object object) {
        return met.size() < MOST && objects.add(object);
    }

    void add(Dependency dependency) {
        met.add(dependency);
    }

    /** Returns a copy of what was noted so far, in the order in which it was met. */
    public List<Dependency> met() {
        return List.copyOf(met);
    }
}
