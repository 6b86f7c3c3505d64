package io.memo.spring.test;

import io.memo.MemoizedMethod;
import io.memo.Memoizer;
import io.memo.MethodFigures;
import io.memo.Miss;
import io.memo.MissCause;
import io.memo.MissReason;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** What memoizers counted while a call was made, by any thread. Immutable. */
public final class ObservedCall {

    private final boolean enabled;
    private final List<Counted> methods;

    /**
     * What was counted of one memoized method that was called.
     *
     * @param lastMisses newest first; fewer than there were misses if these were too many to be remembered
     */
    record Counted(String name, long hits, long misses, List<Miss> lastMisses) {

        private static Counted between(Figures before, MemoizedMethod method) {
            Figures after = Figures.of(method);
            long misses = after.misses - before.misses;
            List<Miss> last = method.misses().stream().limit(misses).toList();
            return new Counted(method.name(), after.hits - before.hits, misses, last);
        }

        /** Returns whether it missed so often that its first misses are not remembered. */
        private boolean forgotten() {
            return lastMisses.size() < misses;
        }

        /** Returns when the first miss was that is remembered. */
        private Instant missedAt() {
            return lastMisses.isEmpty()
                    ? Instant.MAX
                    : lastMisses.get(lastMisses.size() - 1).at();
        }

        /** Returns why it missed first, which is unknown if that is forgotten. */
        MissReason reason() {
            return forgotten() || lastMisses.isEmpty()
                    ? MissReason.of(MissCause.UNKNOWN)
                    : lastMisses.get(lastMisses.size() - 1).reason();
        }
    }

    private record Figures(long hits, long misses) {

        private static final Figures NONE = new Figures(0, 0);

        private static Figures of(MemoizedMethod method) {
            MethodFigures figures = method.figures();
            return new Figures(figures.hits(), figures.misses());
        }
    }

    private ObservedCall(boolean enabled, List<Counted> methods) {
        this.enabled = enabled;
        this.methods = List.copyOf(methods);
    }

    /**
     * Makes the call and returns what was counted meanwhile.
     *
     * @throws AssertionError if the call throws a checked exception
     */
    static ObservedCall of(Collection<Memoizer> memoizers, ThrowingCallable call) {
        Map<MemoizedMethod, Figures> before = new IdentityHashMap<>();
        methodsOf(memoizers).forEach(method -> before.put(method, Figures.of(method)));
        make(call);
        List<Counted> counted = new ArrayList<>();
        for (MemoizedMethod method : methodsOf(memoizers)) {
            Counted each = Counted.between(before.getOrDefault(method, Figures.NONE), method);
            if (each.hits + each.misses > 0) {
                counted.add(each);
            }
        }
        return new ObservedCall(memoizers.stream().anyMatch(Memoizer::enabled), counted);
    }

    private static List<MemoizedMethod> methodsOf(Collection<Memoizer> memoizers) {
        return memoizers.stream()
                .flatMap(memoizer -> memoizer.methods().stream())
                .toList();
    }

    private static void make(ThrowingCallable call) {
        try {
            call.call();
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new AssertionError("The call threw " + e, e);
        }
    }

    /** Returns the same without all methods but one. */
    ObservedCall only(String name) {
        return new ObservedCall(
                enabled,
                methods.stream().filter(method -> method.name.equals(name)).toList());
    }

    /** Returns whether memoization is on in any of the memoizers. */
    boolean enabled() {
        return enabled;
    }

    /** Returns the methods that were called, sorted by memoizer and name. */
    List<Counted> called() {
        return methods;
    }

    /**
     * Returns the method that missed first, which is the outermost of calls within calls; several if it cannot be told which,
     * none if nothing missed.
     */
    List<Counted> missedFirst() {
        List<Counted> missed =
                methods.stream().filter(method -> method.misses > 0).toList();
        Instant first = missed.stream()
                .map(Counted::missedAt)
                .min(Comparator.naturalOrder())
                .orElse(Instant.MAX);
        return missed.stream()
                .filter(method -> method.forgotten() || method.missedAt().equals(first))
                .toList();
    }

    @Override
    public String toString() {
        return "call of " + methods;
    }
}
