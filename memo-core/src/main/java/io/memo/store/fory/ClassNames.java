package io.memo.store.fory;

import io.memo.digest.Digest;
import io.memo.store.trust.JdkTypes;
import io.memo.store.trust.RefusedException;
import io.memo.store.trust.Trust;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The beginning of a payload: the names of the classes outside the JDK of which it holds objects, each with its fingerprint.
 * Nothing else of a payload is looked at before all of them were judged.
 */
final class ClassNames {

    private ClassNames() {}

    /** @throws RefusedException if it cannot be told of a class whether it will have changed */
    static void write(Set<Class<?>> classes, Trust trust, DataOutputStream out) throws IOException {
        List<Class<?>> sorted = classes.stream()
                .sorted(Comparator.<Class<?>, String>comparing(Class::getName))
                .toList();
        out.writeInt(sorted.size());
        for (Class<?> type : sorted) {
            Digest fingerprint = trust.fingerprint(type);
            if (fingerprint == null) {
                throw new RefusedException(
                        type.getName() + " has no class file that can be read, so a change of it would not be seen");
            }
            out.writeUTF(type.getName());
            out.write(fingerprint.bytes());
        }
    }

    /**
     * Returns the names. Each class was judged by its name before it was loaded, and was not initialised.
     *
     * @throws RefusedException if one of them must not be read, or has changed
     */
    static Set<String> read(DataInputStream in, Trust trust) throws IOException {
        Set<String> names = new HashSet<>();
        for (int left = in.readInt(); left > 0; left--) {
            String name = in.readUTF();
            byte[] written = new byte[Digest.BYTES];
            in.readFully(written);
            String refusal =
                    name.startsWith("[") || JdkTypes.owns(name) ? name + " is out of place" : trust.refusal(name);
            if (refusal != null) {
                throw RefusedException.notHere(refusal);
            }
            Class<?> type = found(name, trust);
            @Nullable String obstacle = PlainClasses.obstacle(type);
            if (obstacle != null) {
                throw RefusedException.notHere(obstacle);
            }
            Digest now = trust.fingerprint(type);
            if (now == null || !Arrays.equals(written, now.bytes())) {
                throw RefusedException.changed(name, now);
            }
            names.add(name);
        }
        return Set.copyOf(names);
    }

    private static Class<?> found(String name, Trust trust) throws RefusedException {
        try {
            return Class.forName(name, false, trust.loader());
        } catch (ClassNotFoundException | LinkageError e) {
            throw RefusedException.notHere(name + " is not there");
        }
    }
}
