package io.memo.fingerprint.classfile.woven;

import io.memo.fingerprint.classfile.code.Instruction;
import io.memo.fingerprint.classfile.code.MethodBody;
import io.memo.fingerprint.classfile.code.MethodRef;
import io.memo.fingerprint.classfile.facts.Descriptors;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Finds in a class what has to be done so that it is the one that was written. */
final class FoldingSearch {

    private static final MethodRef RUN = new MethodRef("", "run", "([Ljava/lang/Object;)Ljava/lang/Object;");

    private final String owner;
    private final Map<MethodRef, MethodBody> bodies;
    private final Folding.Closures closures;
    private final Map<MethodRef, MethodRef> moved = new HashMap<>();
    private final Map<MethodRef, String> closureOf = new HashMap<>();

    FoldingSearch(String owner, Map<MethodRef, MethodBody> bodies, Folding.Closures closures) {
        this.owner = owner;
        this.bodies = bodies;
        this.closures = closures;
    }

    private void look(MethodBody body) {
        HandOver advised = HandOver.of(body);
        String closure = advised == null ? null : advised.closure();
        if (advised == null || closure == null) {
            return;
        }
        MethodRef target = targetOf(body, advised, runOf(closure));
        if (target != null) {
            moved.put(body.method(), target);
            closureOf.put(body.method(), closure);
        }
    }

    private @Nullable MethodRef targetOf(MethodBody body, HandOver advised, @Nullable HandOver run) {
        MethodRef target = run == null ? null : run.method();
        if (run == null || target == null || !bodies.containsKey(target)) {
            return null;
        }
        List<Handed> arrives =
                run.handed().stream().map(each -> arriving(each, advised)).toList();
        return fits(body, arrives, target) ? target : null;
    }

    private @Nullable HandOver runOf(String closure) {
        Map<MethodRef, MethodBody> code = closures.bodiesOf(closure);
        MethodBody run = code == null || code.size() != 2 ? null : code.get(RUN.in(closure));
        return run == null ? null : HandOver.of(run);
    }

    /** Memo's advice goes on with what it was called with. */
    private static Handed arriving(Handed handed, HandOver advised) {
        if (handed instanceof Handed.Element element) {
            return at(element.index(), advised.handed());
        }
        return handed instanceof Handed.Proceeded proceeded ? at(proceeded.index(), advised.told()) : handed;
    }

    private static Handed at(int index, List<Handed> values) {
        return index >= 0 && index < values.size() ? values.get(index) : Handed.Known.ANY;
    }

    /** The method with the code gets the object and the parameters in order, then perhaps the join point. */
    private static boolean fits(MethodBody advised, List<Handed> arrives, MethodRef target) {
        MethodRef method = advised.method();
        List<String> wanted = new ArrayList<>(Descriptors.parameters(method.descriptor()));
        if (!advised.isStatic()) {
            wanted.add(0, "L" + method.owner() + ";");
        }
        List<Handed> parameters = new ArrayList<>(IntStream.range(0, wanted.size())
                .<Handed>mapToObj(Handed.Parameter::new)
                .toList());
        if (arrives.size() > wanted.size()) {
            wanted.add(Weaver.JOIN_POINT);
            parameters.add(Handed.Known.ANY);
        }
        return arrives.equals(parameters)
                && Descriptors.parameters(target.descriptor()).equals(wanted)
                && Descriptors.returned(target.descriptor()).equals(Descriptors.returned(method.descriptor()));
    }

    Folding found() {
        bodies.values().forEach(this::look);
        moved.keySet().removeIf(method -> readsJoinPoint(method, last(method)));
        closureOf.keySet().retainAll(moved.keySet());
        Map<MethodRef, MethodRef> written = new HashMap<>();
        moved.keySet().forEach(method -> written.put(method, last(method)));
        Set<MethodRef> needless = new HashSet<>(moved.values());
        needless.removeAll(calledFrom(kept(needless)));
        JoinPointDescriptions descriptions = JoinPointDescriptions.of(owner, bodies);
        if (descriptions == null || !descriptions.explainAll(kept(needless))) {
            return new Folding(written, needless, new HashSet<>(closureOf.values()), Map.of(), 0);
        }
        needless.addAll(descriptions.needless());
        return new Folding(
                written,
                needless,
                new HashSet<>(closureOf.values()),
                descriptions.texts(),
                descriptions.inInitialiser());
    }

    private MethodRef last(MethodRef method) {
        MethodRef last = method;
        for (int i = 0; i < moved.size() && moved.containsKey(last); i++) {
            last = moved.get(last);
        }
        return last;
    }

    /** What was written knows no join point; if the code reads one, somebody else's advice is in it. */
    private boolean readsJoinPoint(MethodRef method, MethodRef code) {
        MethodBody from = bodies.get(method);
        MethodBody to = bodies.get(code);
        if (from == null || to == null) {
            return true;
        }
        int slot = slots(code);
        if (slot == slots(method) + (from.isStatic() ? 0 : 1)) {
            return false;
        }
        return to.instructions().stream()
                .anyMatch(each ->
                        each instanceof Instruction.Local local && !local.isStore() && local.slot() == slot - 1);
    }

    private static int slots(MethodRef method) {
        return Descriptors.parameters(method.descriptor()).stream()
                .mapToInt(each -> each.equals("J") || each.equals("D") ? 2 : 1)
                .sum();
    }

    private List<MethodBody> kept(Collection<MethodRef> needless) {
        List<MethodBody> kept = new ArrayList<>();
        for (MethodRef method : bodies.keySet()) {
            MethodBody body = needless.contains(method) ? null : bodies.get(last(method));
            if (body != null) {
                kept.add(body);
            }
        }
        return kept;
    }

    private static Set<MethodRef> calledFrom(List<MethodBody> code) {
        Set<MethodRef> called = new HashSet<>();
        for (MethodBody body : code) {
            for (Instruction instruction : body.instructions()) {
                if (instruction instanceof Instruction.Call call) {
                    called.add(call.method());
                }
            }
        }
        return called;
    }
}
