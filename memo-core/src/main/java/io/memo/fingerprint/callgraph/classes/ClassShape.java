package io.memo.fingerprint.callgraph.classes;

import io.memo.fingerprint.classfile.ClassFile;
import io.memo.fingerprint.classfile.UnreadableClassException;
import io.memo.fingerprint.classfile.facts.ClassFacts;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What the objects of a class are made of: its supertypes and its fields.
 *
 * @param superName as in {@link ClassFacts}
 * @param interfaces as in {@link ClassFacts}
 * @param fields their flags, descriptors and names
 */
public record ClassShape(@Nullable String superName, List<String> interfaces, Set<String> fields) {

    /** Returns whether two class files of one class, or none, are of one shape, as far as they can be read. */
    public static boolean isSame(byte @Nullable [] before, byte[] after) {
        try {
            return before == null || of(before).equals(of(after));
        } catch (UnreadableClassException e) {
            return false;
        }
    }

    private static ClassShape of(byte[] bytes) throws UnreadableClassException {
        ClassFacts facts = ClassFile.read(bytes).facts();
        return new ClassShape(
                facts.superName(),
                facts.interfaces(),
                facts.fields().stream()
                        .map(field -> field.access() + " " + field.descriptor() + " " + field.name())
                        .collect(Collectors.toSet()));
    }
}
