package io.memo.key;

import io.memo.digest.Digest;
import io.memo.hash.Outline;
import java.util.ArrayList;
import java.util.List;

/**
 * What a key was made of, in outline: enough to say where another call differs. Holds names and short digests, no value.
 * Immutable.
 */
public final class CallParts {

    /** What is read differs when code was met that no fingerprint foresaw; then one place of it is not that of another. */
    private static final String MORE_IS_READ = "what objects read whose code the fingerprint did not foresee";

    private final Digest reading;
    private final List<Outline> arguments;
    private final List<Outline> externals;

    /** @param reading what tells which external variables these are, in their order */
    CallParts(Digest reading, List<Outline> arguments, List<Outline> externals) {
        this.reading = reading;
        this.arguments = List.copyOf(arguments);
        this.externals = List.copyOf(externals);
    }

    /**
     * Where a call differs from another: paths into what is different, such as {@code order.lines[3].price} and {@code
     * this.rate}.
     */
    public record Difference(List<String> arguments, List<String> externals) {}

    /** Returns how many arguments and external variables another call of the same method has that are different. */
    public int distance(CallParts other) {
        int different = distance(arguments, other.arguments);
        return different + (reading.equals(other.reading) ? distance(externals, other.externals) : 1);
    }

    /** Returns where a later call of the same method differs. */
    public Difference to(CallParts later) {
        return new Difference(
                places(arguments, later.arguments),
                reading.equals(later.reading) ? places(externals, later.externals) : List.of(MORE_IS_READ));
    }

    private static int distance(List<Outline> some, List<Outline> others) {
        int different = 0;
        for (int i = 0; i < some.size(); i++) {
            different += digest(some, i).equals(digest(others, i)) ? 0 : 1;
        }
        return different;
    }

    private static Digest digest(List<Outline> outlines, int index) {
        return outlines.get(index).hashed().digest();
    }

    private static List<String> places(List<Outline> before, List<Outline> after) {
        List<String> found = new ArrayList<>();
        for (int i = 0; i < before.size(); i++) {
            found.addAll(before.get(i).differences(after.get(i)));
        }
        return List.copyOf(found);
    }
}
