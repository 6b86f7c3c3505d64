package io.memo.key;

import io.memo.MissCause;
import io.memo.MissReason;
import io.memo.digest.Digest;
import io.memo.digest.FramedSink;
import io.memo.hash.Outline;
import java.util.ArrayList;
import java.util.List;

/**
 * What a key was made of, in outline: enough to say where another call differs. Holds names and digests, no value.
 * Immutable.
 */
public final class CallParts {

    /** Shown if the read sets differ: the places of one then do not match those of the other. */
    private static final String MORE_IS_READ = "what objects read whose code the fingerprint did not foresee";

    private static final int MOST_PLACES = 10;

    private final Digest readSet;
    private final List<Outline> arguments;
    private final List<String> dimensionNames;
    private final List<Outline> dimensions;
    private final List<Outline> externals;
    private final Digest digest;

    /**
     * @param readSet which external variables these are, in their order
     * @param dimensionNames what the dimensions are called, the same for all calls
     */
    CallParts(
            Digest readSet,
            List<Outline> arguments,
            List<String> dimensionNames,
            List<Outline> dimensions,
            List<Outline> externals) {
        this.readSet = readSet;
        this.arguments = List.copyOf(arguments);
        this.dimensionNames = List.copyOf(dimensionNames);
        this.dimensions = List.copyOf(dimensions);
        this.externals = List.copyOf(externals);
        FramedSink sink = new FramedSink().putDigest(readSet);
        this.arguments.forEach(outline -> sink.putDigest(outline.hashed().digest()));
        this.dimensions.forEach(outline -> sink.putDigest(outline.hashed().digest()));
        this.externals.forEach(outline -> sink.putDigest(outline.hashed().digest()));
        this.digest = sink.digest();
    }

    /** Returns what is equal, in this process, for two calls of the method if and only if their keys are. */
    public Digest digest() {
        return digest;
    }

    /** Returns how many arguments, dimensions and external variables another call of the same method has that are different. */
    public int distance(CallParts other) {
        int different = distance(arguments, other.arguments) + distance(dimensions, other.dimensions);
        return different + (readSet.equals(other.readSet) ? distance(externals, other.externals) : 1);
    }

    /** Returns whether another call of the same method has the same arguments. */
    public boolean hasArgumentsOf(CallParts other) {
        return distance(arguments, other.arguments) == 0;
    }

    /**
     * Returns why a later call of the same method has another key than this one: paths into what is different, such as
     * {@code order.lines[3].price} and {@code this.rate}, of dimensions the names alone; at most {@value #MOST_PLACES}.
     */
    public MissReason reasonOf(CallParts later) {
        List<String> places = new ArrayList<>(places(arguments, later.arguments));
        boolean sameArguments = places.isEmpty();
        for (int i = 0; i < dimensions.size(); i++) {
            if (!digest(dimensions, i).equals(digest(later.dimensions, i))) {
                places.add("dimension " + dimensionNames.get(i));
            }
        }
        MissCause sameCaller = places.isEmpty() ? MissCause.EXTERNAL_CHANGED : MissCause.DIMENSION_CHANGED;
        MissCause cause = sameArguments ? sameCaller : MissCause.ARGUMENT_CHANGED;
        places.addAll(readSet.equals(later.readSet) ? places(externals, later.externals) : List.of(MORE_IS_READ));
        return new MissReason(cause, places.subList(0, Math.min(MOST_PLACES, places.size())));
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
        return found;
    }
}
