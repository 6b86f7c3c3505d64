package io.memo.key.external;

import io.memo.digest.Digest;
import io.memo.digest.FramedSink;
import io.memo.fingerprint.CodeFingerprint;
import io.memo.fingerprint.ExternalVariable;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the keys of one method read at a time: what its own code reads, and that of the unforeseen classes that were met so far.
 * Immutable.
 *
 * @param code the method's code, with all that is read
 * @param followed the binary names of the unforeseen classes whose code was followed, and of those that this covers
 * @param distant statics that are read and that the loader of the target does not see
 */
record ReadSet(CodeFingerprint code, Set<String> followed, List<OtherLoaderStatic> distant) {

    /** A static field that another loader sees, held so that it can go. */
    record OtherLoaderStatic(ExternalVariable variable, WeakReference<ClassLoader> loader) {

        private boolean isOf(ExternalVariable other, ClassLoader from) {
            return variable.equals(other) && loader.refersTo(from);
        }
    }

    ReadSet {
        followed = Set.copyOf(followed);
        distant = List.copyOf(distant);
    }

    /** Returns whether all that code calls on objects of the class is covered, so that the class itself brings nothing more. */
    boolean follows(String type) {
        return followed.contains(type);
    }

    /** Returns the read set that also reads what the code of a class does, or this if it covers that. */
    ReadSet with(CodeFingerprint found, Class<?> type, @Nullable ClassLoader target) {
        CodeFingerprint brought = type.isHidden() ? found : assumingStatics(found);
        CodeFingerprint wider = code.alsoReading(brought);
        ClassLoader from = type.getClassLoader();
        if (from == null || sees(target, from)) {
            Set<String> more = new HashSet<>(followed);
            more.addAll(brought.liveTypes());
            more.add(type.getName());
            return wider == code && more.equals(followed) ? this : new ReadSet(wider, more, distant);
        }
        List<OtherLoaderStatic> more = new ArrayList<>(distant);
        for (ExternalVariable variable : brought.externalVariables()) {
            if (variable.isStatic() && distant.stream().noneMatch(each -> each.isOf(variable, from))) {
                more.add(new OtherLoaderStatic(variable, new WeakReference<>(from)));
            }
        }
        return wider == code && more.size() == distant.size() ? this : new ReadSet(wider, followed, more);
    }

    /** Of all the methods of a class some may never be called. */
    private static CodeFingerprint assumingStatics(CodeFingerprint found) {
        return new CodeFingerprint(
                found.digest(),
                found.lines(),
                found.externalVariables().stream()
                        .map(variable -> variable.isStatic() ? variable.assumed() : variable)
                        .distinct()
                        .toList(),
                found.liveTypes(),
                found.wholeTypes(),
                found.warnings(),
                Map::of,
                found.looksUpObjects(),
                found.words());
    }

    static boolean sees(@Nullable ClassLoader target, @Nullable ClassLoader from) {
        for (ClassLoader at = target; at != null; at = at.getParent()) {
            if (at == from) {
                return true;
            }
        }
        return false;
    }

    /** Returns what tells the keys of this read set from those of another one of the method. */
    Digest digest() {
        FramedSink sink = new FramedSink();
        sink.putInt(code.externalVariables().size());
        for (ExternalVariable variable : code.externalVariables()) {
            sink.putString(variable.owner())
                    .putString(variable.name())
                    .putByte((variable.isStatic() ? 1 : 0) | (variable.isAssumed() ? 2 : 0));
        }
        sink.putByte(code.looksUpObjects() ? 1 : 0);
        sink.putInt(code.wholeTypes().size());
        code.wholeTypes().stream().sorted().forEach(sink::putString);
        sink.putInt(distant.size());
        distant.stream()
                .map(OtherLoaderStatic::variable)
                .sorted(Comparator.naturalOrder())
                .forEach(variable -> sink.putString(variable.owner()).putString(variable.name()));
        return sink.digest();
    }
}
