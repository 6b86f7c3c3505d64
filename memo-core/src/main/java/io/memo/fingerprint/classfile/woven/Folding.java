package io.memo.fingerprint.classfile.woven;

import io.memo.fingerprint.classfile.code.Instruction;
import io.memo.fingerprint.classfile.code.MethodBody;
import io.memo.fingerprint.classfile.code.MethodRef;
import io.memo.fingerprint.classfile.facts.Descriptors;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What has to be done to a class into which memo's advice was woven, so that it is the one that was written.
 *
 * @param written by method, the one that holds the code that was written for it
 * @param needless the methods that are left out
 * @param closures the classes that only the advice needs
 * @param described how many instructions of the class initialiser describe join points that nothing needs: none, a call or, in an
 *     interface, the descriptions themselves
 */
public record Folding(
        Map<MethodRef, MethodRef> written, Set<MethodRef> needless, Set<String> closures, int described) {

    private static final MethodRef RUN =
            new MethodRef("", "run", "([Ljava/lang/Object;)Ljava/lang/Object;");

    /** For a class that no advice of memo's was woven into. */
    public static final Folding NOTHING = new Folding(Map.of(), Set.of(), Set.of(), 0);

    public Folding {
        written = Map.copyOf(written);
        needless = Set.copyOf(needless);
        closures = Set.copyOf(closures);
    }

    /** Where classes that the weaver made are read from. */
    @FunctionalInterface
    public interface Closures {

        /** Returns the bodies of a closure's methods, or null if there is no such closure. */
        @Nullable Map<MethodRef, MethodBody> bodiesOf(String internalName);
    }

    /** Returns whether the class stays as it is. */
    public boolean isNothing() {
        return written.isEmpty();
    }

    /** Returns whether the fields that describe join points are left out. */
    public boolean dropsDescriptions() {
        return described > 0;
    }

    /**
     * Returns what is to be done.
     *
     * @param owner the internal name of the class
     * @param bodies of all its methods that have one, in no way normalised
     */
    public static Folding of(String owner, Map<MethodRef, MethodBody> bodies, Closures closures) {
        Finder finder = new Finder(owner, bodies, closures);
        bodies.values().forEach(finder::look);
        return finder.found();
    }

    private static final class Finder {

        private final String owner;
        private final Map<MethodRef, MethodBody> bodies;
        private final Closures closures;
        private final Map<MethodRef, MethodRef> moved = new HashMap<>();
        private final Map<MethodRef, String> closureOf = new HashMap<>();

        Finder(String owner, Map<MethodRef, MethodBody> bodies, Closures closures) {
            this.owner = owner;
            this.bodies = bodies;
            this.closures = closures;
        }

        void look(MethodBody body) {
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
            List<Handed> arrives = run.handed().stream()
                    .map(each -> arriving(each, advised))
                    .toList();
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
            moved.keySet().removeIf(method -> readsJoinPoint(method, last(method)));
            Map<MethodRef, MethodRef> written = new HashMap<>();
            moved.keySet().forEach(method -> written.put(method, last(method)));
            Set<MethodRef> needless = new HashSet<>(moved.values());
            needless.removeAll(calledFrom(kept(needless)));
            closureOf.keySet().retainAll(moved.keySet());
            int described = written.isEmpty() ? 0 : described(needless);
            return new Folding(written, needless, new HashSet<>(closureOf.values()), described);
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
            int slot = slots(code);
            if (slot == slots(method) + (bodies.get(method).isStatic() ? 0 : 1)) {
                return false;
            }
            return bodies.get(code).instructions().stream()
                    .anyMatch(each -> each instanceof Instruction.Local local
                            && !local.isStore()
                            && local.slot() == slot - 1);
        }

        private static int slots(MethodRef method) {
            return Descriptors.parameters(method.descriptor()).stream()
                    .mapToInt(each -> each.equals("J") || each.equals("D") ? 2 : 1)
                    .sum();
        }

        private List<MethodBody> kept(Set<MethodRef> needless) {
            return bodies.keySet().stream()
                    .filter(method -> !needless.contains(method))
                    .map(method -> bodies.get(last(method)))
                    .toList();
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

        /** Adds the method that describes join points to those that are not needed, if there is one and nothing reads what it writes. */
        private int described(Set<MethodRef> needless) {
            MethodBody initialiser = bodies.get(new MethodRef(owner, "<clinit>", "()V"));
            if (initialiser == null || kept(needless).stream().anyMatch(Finder::readsDescription)) {
                return 0;
            }
            MethodRef describing = new MethodRef(owner, Weaver.DESCRIBING, "()V");
            MethodBody own = bodies.get(describing);
            int end = own == null ? JoinPointDescriptions.endIn(initialiser) : endOfCall(initialiser, own);
            if (end > 0 && own != null) {
                needless.add(describing);
            }
            if (end == initialiser.instructions().size() - 1) {
                needless.add(initialiser.method());
            }
            return Math.max(0, end);
        }

        private static int endOfCall(MethodBody initialiser, MethodBody describing) {
            boolean isCalledFirst = initialiser.instructions().get(0) instanceof Instruction.Call call
                    && call.method().equals(describing.method())
                    && !initialiser.targets().get(0);
            return isCalledFirst && JoinPointDescriptions.isAllOf(describing) ? 1 : -1;
        }

        private static boolean readsDescription(MethodBody body) {
            return body.instructions().stream()
                    .anyMatch(each -> each instanceof Instruction.OnField access
                            && access.isRead()
                            && access.field().name().startsWith(Weaver.DESCRIPTION));
        }
    }
}
