package io.memo.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** What a call passes may hold neither a monitor nor a map's bin while user code runs: so it never holds one. */
class NoUserCodeUnderLocksTests {

    private static final List<String> PASSED = List.of(
            "io/memo/engine",
            "io/memo/key",
            "io/memo/store",
            "io/memo/mutation",
            "io/memo/hash",
            "io/memo/returns",
            "io/memo/size");

    /** Its maps hold numbers by identity. */
    private static final String SERIALS = "io/memo/hash/identity/Serials";

    private static final Set<String> WITHIN_A_MAP = Set.of("compute", "computeIfAbsent", "computeIfPresent", "merge");

    @Test
    @DisplayName("3.1: no monitor, and no code within a concurrent map, on the way of a call")
    void noMonitors() throws IOException, URISyntaxException {
        Path classes = Path.of(MemoEngine.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        List<String> found = new ArrayList<>();
        int read = 0;
        for (String home : PASSED) {
            try (Stream<Path> files = Files.walk(classes.resolve(home))) {
                for (Path file :
                        (Iterable<Path>) files.filter(path -> path.toString().endsWith(".class"))::iterator) {
                    new ClassReader(Files.readAllBytes(file)).accept(new Search(found), ClassReader.SKIP_DEBUG);
                    read++;
                }
            }
        }
        assertThat(read).isGreaterThan(100);
        assertThat(found).isEmpty();
    }

    private static final class Search extends ClassVisitor {

        private final List<String> found;
        private String type = "";

        Search(List<String> found) {
            super(Opcodes.ASM9);
            this.found = found;
        }

        @Override
        public void visit(
                int version, int access, String name, String signature, String superName, String[] interfaces) {
            type = name;
        }

        @Override
        public MethodVisitor visitMethod(
                int access, String name, String descriptor, String signature, String[] exceptions) {
            String place = type + "." + name;
            if ((access & Opcodes.ACC_SYNCHRONIZED) != 0) {
                found.add(place + " is synchronized");
            }
            return new MethodVisitor(Opcodes.ASM9) {
                @Override
                public void visitInsn(int opcode) {
                    if (opcode == Opcodes.MONITORENTER) {
                        found.add(place + " enters a monitor");
                    }
                }

                @Override
                public void visitMethodInsn(int opcode, String owner, String called, String of, boolean isInterface) {
                    boolean concurrent = owner.startsWith("java/util/concurrent/Concurrent");
                    if (concurrent && WITHIN_A_MAP.contains(called) && !type.startsWith(SERIALS)) {
                        found.add(place + " calls " + called);
                    }
                }
            };
        }
    }
}
