package io.memo.fingerprint;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Takes ASM itself as the application, runs a piece of work with it and notes which methods run. A change of one
 * instruction in any of them must move the fingerprint of the work, one in a method that is not reachable must not.
 */
class MutationTests {

    private static final String ASM = "org.objectweb.asm";

    /** One of so many methods is mutated in woven code. */
    private static final int EACH = Integer.getInteger("memo.traps", 37);

    @TempDir
    Path directory;

    private static final String WORK = """
            package work;
            import org.objectweb.asm.*;
            public class Work {
                public static int run(byte[] original) {
                    ClassReader reader = new ClassReader(original);
                    ClassWriter writer = new ClassWriter(reader, ClassWriter.COMPUTE_FRAMES);
                    reader.accept(new ClassVisitor(Opcodes.ASM9, writer) {
                        @Override
                        public MethodVisitor visitMethod(int a, String n, String d, String s, String[] e) {
                            return new MethodVisitor(Opcodes.ASM9, super.visitMethod(a, n, d, s, e)) {
                                @Override
                                public void visitCode() {
                                    super.visitCode();
                                    super.visitInsn(Opcodes.NOP);
                                }
                            };
                        }
                    }, ClassReader.EXPAND_FRAMES);
                    return writer.toByteArray().length + Type.getMethodDescriptor(Type.INT_TYPE).length();
                }
            }
            """;

    private record Application(Map<String, byte[]> classes) implements ClassFileSource {

        @Override
        public byte[] bytesOf(String binaryName) {
            byte[] own = classes.get(binaryName);
            return own != null ? own : libraryBytes(binaryName);
        }

        @Override
        public Set<String> classesIn(String packageName) {
            Set<String> names = new TreeSet<>(classes.keySet());
            names.removeIf(name -> !name.startsWith(packageName + "."));
            return names;
        }

        CodeFingerprint fingerprint(Class<?> work) {
            return CodeFingerprinterFactory.installed()
                    .create(this, ApplicationScope.of(Set.of(ASM, "work")))
                    .fingerprint(Compiled.methodOf(work, "run"));
        }

        Application with(String name, byte[] content) {
            Map<String, byte[]> changed = new TreeMap<>(classes);
            changed.put(name, content);
            return new Application(changed);
        }
    }

    private static byte[] libraryBytes(String binaryName) {
        try (var stream = ClassLoader.getSystemResourceAsStream(binaryName.replace('.', '/') + ".class")) {
            return stream == null ? null : stream.readAllBytes();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Application asm() {
        Map<String, byte[]> classes =
                new TreeMap<>(Compiled.of(Map.of("work/Work", WORK)).classes());
        for (String name :
                io.memo.fingerprint.classfile.source.LoaderClassFiles.of(null).classesIn(ASM)) {
            if (name.substring(ASM.length() + 1).indexOf('.') < 0 || name.startsWith(ASM + ".signature.")) {
                classes.put(name, libraryBytes(name));
            }
        }
        return new Application(classes);
    }

    /** Runs the work with every method noting that it runs. */
    private static Set<String> traced(Application application) throws ReflectiveOperationException {
        ClassLoader tracing = new ClassLoader(MutationTests.class.getClassLoader()) {
            @Override
            protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
                byte[] own = application.classes().get(name);
                if (own == null) {
                    return super.loadClass(name, resolve);
                }
                Class<?> loaded = findLoadedClass(name);
                byte[] content = noting(own);
                return loaded != null ? loaded : defineClass(name, content, 0, content.length);
            }
        };
        Trace.taken();
        for (Class<?> sample : List.of(MutationTests.class, Mutant.class, java.util.HashMap.class)) {
            Class.forName("work.Work", true, tracing)
                    .getMethod("run", byte[].class)
                    .invoke(null, (Object) libraryBytes(sample.getName()));
        }
        return Trace.taken();
    }

    private static byte[] noting(byte[] original) {
        ClassReader reader = new ClassReader(original);
        ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
        reader.accept(
                new ClassVisitor(Opcodes.ASM9, writer) {
                    @Override
                    public MethodVisitor visitMethod(int access, String name, String type, String s, String[] e) {
                        return new MethodVisitor(Opcodes.ASM9, super.visitMethod(access, name, type, s, e)) {
                            @Override
                            public void visitCode() {
                                super.visitCode();
                                super.visitLdcInsn(reader.getClassName().replace('/', '.') + " " + name + type);
                                super.visitMethodInsn(
                                        Opcodes.INVOKESTATIC,
                                        "io/memo/fingerprint/Trace",
                                        "ran",
                                        "(Ljava/lang/String;)V",
                                        false);
                            }
                        };
                    }
                },
                0);
        return writer.toByteArray();
    }

    @Test
    void everyMutantOfAMethodThatRanMovesTheFingerprint() throws Exception {
        Application application = asm();
        Class<?> work = Compiled.of(Map.of("work/Work", WORK)).type("work.Work");
        CodeFingerprint original = application.fingerprint(work);
        Set<String> ran = traced(application);
        assertThat(ran).hasSizeGreaterThan(250);
        assertThat(original.manifest()).noneMatch(line -> line.startsWith("application"));
        List<String> missed = ran.parallelStream()
                .filter(method -> {
                    String owner = method.substring(0, method.indexOf(' '));
                    byte[] mutant = Mutant.of(
                            application.classes().get(owner),
                            method.substring(method.indexOf(' ') + 1),
                            new Random(method.hashCode()));
                    return application
                            .with(owner, mutant)
                            .fingerprint(work)
                            .hex()
                            .equals(original.hex());
                })
                .toList();
        assertThat(missed).isEmpty();
    }

    /** AspectJ's weaver moves the code of each method; a change there must count as one in the method itself. */
    @Test
    void everyMutantOfWovenCodeHasTheFingerprintOfThePlainMutant() {
        Application application = asm();
        Application woven =
                new Application(Woven.with(Woven.BY_JOIN_POINT, Compiled.ofClasses(application.classes()), directory)
                        .classes());
        Class<?> work = Compiled.of(Map.of("work/Work", WORK)).type("work.Work");
        CodeFingerprint original = application.fingerprint(work);
        assertThat(woven.fingerprint(work).manifest()).isEqualTo(original.manifest());
        List<String> chosen = woven.classes().keySet().stream()
                .filter(owner -> !owner.contains("$AjcClosure"))
                .flatMap(owner -> Mutant.methodsOf(woven.classes().get(owner)).stream()
                        .filter(method -> method.contains("_aroundBody") && Math.floorMod(method.hashCode(), EACH) == 0)
                        .map(method -> owner + " " + method))
                .toList();
        List<String> mutants = chosen.parallelStream()
                .map(method -> mutant(application, woven, work, method))
                .toList();
        assertThat(mutants).hasSizeGreaterThan(10).anyMatch(hex -> !hex.equals(original.hex()));
    }

    /** Returns the fingerprint with one method mutated, the same in plain code and in woven code. */
    private static String mutant(Application application, Application woven, Class<?> work, String movedMethod) {
        String owner = movedMethod.substring(0, movedMethod.indexOf(' '));
        String method = movedMethod.substring(movedMethod.indexOf(' ') + 1);
        byte[] plain = application.classes().get(owner);
        List<String> written = Mutant.methodsOf(plain).stream()
                .filter(each -> isMoved(each, owner, method))
                .toList();
        byte[] mutated = Mutant.of(woven.classes().get(owner), method, new Random(method.hashCode()));
        CodeFingerprint actual = woven.with(owner, mutated).fingerprint(work);
        // Of a static method whose first parameter is of its own class, the name may be that of an instance method,
        // too.
        assertThat(written.stream()
                        .map(each -> application
                                .with(owner, Mutant.of(plain, each, new Random(method.hashCode())))
                                .fingerprint(work)
                                .hex()))
                .as(movedMethod)
                .contains(actual.hex());
        return actual.hex();
    }

    /** Whether the second method holds the code of the first, with the object before its parameters and the join point after. */
    private static boolean isMoved(String written, String owner, String moved) {
        String name = written.substring(0, written.indexOf('('));
        String parameters = written.substring(written.indexOf('(') + 1, written.indexOf(')'));
        String returned = written.substring(written.indexOf(')'));
        String end = parameters + "Lorg/aspectj/lang/JoinPoint;" + returned;
        String object = "L" + owner.replace('.', '/') + ";";
        return moved.matches(
                Pattern.quote(name) + "_aroundBody\\d+\\((" + Pattern.quote(object) + ")?" + Pattern.quote(end));
    }

    @Test
    void noMutantOfAMethodThatCannotBeReachedMovesTheFingerprint() {
        Application application = asm();
        Class<?> work = Compiled.of(Map.of("work/Work", WORK)).type("work.Work");
        CodeFingerprint original = application.fingerprint(work);
        Random random = new Random(8);
        int tried = 0;
        for (String owner : application.classes().keySet()) {
            if (!owner.startsWith(ASM + ".signature.SignatureWriter") && !owner.endsWith("CheckClassAdapter")) {
                continue;
            }
            for (String method : Mutant.methodsOf(application.classes().get(owner))) {
                byte[] mutant = Mutant.of(application.classes().get(owner), method, random);
                assertThat(application.with(owner, mutant).fingerprint(work).hex())
                        .as(owner + " " + method)
                        .isEqualTo(original.hex());
                tried++;
            }
        }
        assertThat(tried).isGreaterThan(10);
    }
}
