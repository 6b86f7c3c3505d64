package io.memo.benchmarks.replay;

import io.memo.digest.Digest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** Reads one class file. */
final class TypeReader extends ClassVisitor {

    private static final Pattern NAME = Pattern.compile("[\\w$]+(?:/[\\w$]+)+|[\\w$]+");

    private final List<String> above = new ArrayList<>();
    private final Map<String, Read.Body> methods = new TreeMap<>();

    private TypeReader() {
        super(Opcodes.ASM9);
    }

    /** @param application the names of all classes of the application */
    static Read.Type read(ClassReader reader, byte[] bytes, Set<String> application) {
        TypeReader found = new TypeReader();
        reader.accept(found, ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
        return new Read.Type(
                found.above, names(reader, application), Digest.of(bytes).hex(), found.methods);
    }

    /** Whatever a text in the constant pool may name: more than the JVM resolves, as a closure over classes has to take. */
    private static Set<String> names(ClassReader reader, Set<String> application) {
        Set<String> names = new TreeSet<>();
        char[] buffer = new char[reader.getMaxStringLength()];
        for (int item = 1; item < reader.getItemCount(); item++) {
            int offset = reader.getItem(item);
            if (offset > 0 && reader.readByte(offset - 1) == 7) {
                add(reader.readUTF8(offset, buffer), application, names);
            } else if (offset > 0 && reader.readByte(offset - 1) == 12) {
                add(reader.readUTF8(offset + 2, buffer), application, names);
            }
        }
        return names;
    }

    private static void add(@Nullable String text, Set<String> application, Set<String> names) {
        if (text == null) {
            return;
        }
        if (application.contains(text)) {
            names.add(text);
        }
        Matcher matcher = NAME.matcher(text);
        while (matcher.find()) {
            String name = matcher.group();
            if (application.contains(name)) {
                names.add(name);
            } else if (name.startsWith("L") && application.contains(name.substring(1))) {
                names.add(name.substring(1));
            }
        }
    }

    @Override
    public void visit(
            int version,
            int access,
            String name,
            @Nullable String signature,
            @Nullable String superName,
            String[] interfaces) {
        if (superName != null) {
            above.add(superName);
        }
        above.addAll(List.of(interfaces));
    }

    @Override
    public @Nullable MethodVisitor visitMethod(
            int access, String name, String descriptor, @Nullable String signature, String @Nullable [] exceptions) {
        if ((access & (Opcodes.ACC_ABSTRACT | Opcodes.ACC_NATIVE)) != 0) {
            return null;
        }
        return new BodyReader(body -> methods.put(name + descriptor, body));
    }
}
