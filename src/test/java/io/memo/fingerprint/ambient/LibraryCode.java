package io.memo.fingerprint.ambient;

import io.memo.fingerprint.classfile.code.MethodRef;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.Handle;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Who calls whom in the bytecode of libraries. A call leads to the method that its class names, or inherits; what an override
 * of that does is the override's own matter. What code does to make an exception is left out: it shows in no result.
 */
final class LibraryCode {

    /** Desktops, the insides of XML parsers, and copies of libraries: nothing of a service comes by them. */
    private static final Pattern OUT = Pattern.compile(
            "/(java/awt|javax/swing|javax/print|javax/accessibility|java/applet|sun/swing|sun/awt|sun/java2d|sun/font|sun/print|com/sun/java/swing|com/sun/org/apache|com/sun/media|org/springframework/(cglib|asm|objenesis|javapoet))/");

    private final Map<String, Type> types = new HashMap<>();
    private final Map<MethodRef, Set<MethodRef>> callers = new HashMap<>();

    private record Type(
            String name,
            String above,
            List<String> interfaces,
            boolean isPublic,
            boolean isInterface,
            Map<String, Integer> methods) {}

    private record Call(MethodRef from, MethodRef to) {}

    /**
     * Reads the modules of the JDK and the jars of the class path.
     *
     * @param modules names of modules
     * @param jars how the names of jars begin
     */
    static LibraryCode of(List<String> modules, List<String> jars) {
        LibraryCode code = new LibraryCode();
        List<Call> calls = new ArrayList<>();
        FileSystem jdk = FileSystems.getFileSystem(URI.create("jrt:/"));
        modules.forEach(module -> code.read(jdk.getPath("modules", module), calls));
        for (Path file : files()) {
            if (jars.stream().anyMatch(file.getFileName().toString()::startsWith)) {
                try (FileSystem jar = FileSystems.newFileSystem(file)) {
                    code.read(jar.getPath("/"), calls);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        }
        for (Call call : calls) {
            code.callers
                    .computeIfAbsent(code.resolved(call.to()), any -> new HashSet<>())
                    .add(call.from());
        }
        return code;
    }

    /** The class path, and what the build of this module copied to be read. */
    private static List<Path> files() {
        List<Path> files = new ArrayList<>(
                Stream.of(System.getProperty("java.class.path").split(System.getProperty("path.separator")))
                        .map(Path::of)
                        .toList());
        try (Stream<Path> copied = Files.list(Path.of("target", "scanned"))) {
            copied.forEach(files::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return files;
    }

    private void read(Path root, List<Call> calls) {
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file :
                    (Iterable<Path>) files.filter(each -> each.toString().endsWith(".class")
                            && !each.toString().contains("META-INF")
                            && !OUT.matcher(each.toString()).find()
                            && !each.endsWith("module-info.class"))::iterator) {
                try (InputStream bytes = Files.newInputStream(file)) {
                    new ClassReader(bytes).accept(new Reader(calls), ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private MethodRef resolved(MethodRef named) {
        Deque<String> open = new ArrayDeque<>(List.of(named.owner()));
        while (!open.isEmpty()) {
            Type type = types.get(open.remove());
            if (type == null) {
                continue;
            }
            if (type.methods().containsKey(named.name() + named.descriptor())) {
                return named.in(type.name());
            }
            if (type.above() != null) {
                open.add(type.above());
            }
            open.addAll(type.interfaces());
        }
        return named;
    }

    /** Returns the types above the type, near ones first. */
    Set<String> supertypes(String name) {
        Set<String> above = new LinkedHashSet<>();
        Deque<String> open = new ArrayDeque<>(List.of(name));
        while (!open.isEmpty()) {
            Type type = types.get(open.remove());
            if (type != null) {
                if (type.above() != null && above.add(type.above())) {
                    open.add(type.above());
                }
                type.interfaces().stream().filter(above::add).forEach(open::add);
            }
        }
        return above;
    }

    /** Returns the public types. */
    Stream<String> publicTypes() {
        return types.values().stream().filter(Type::isPublic).map(Type::name);
    }

    /** Returns the public methods of the types above, named on the type; no constructors, nothing that is not passed on. */
    Stream<MethodRef> inherited(String name) {
        boolean isInterface = types.get(name).isInterface();
        return supertypes(name).stream()
                .filter(types::containsKey)
                .map(types::get)
                .flatMap(above -> above.methods().entrySet().stream()
                        .filter(each -> (each.getValue() & Opcodes.ACC_PUBLIC) != 0
                                && !each.getKey().startsWith("<")
                                && ((each.getValue() & Opcodes.ACC_STATIC) == 0
                                        || !above.isInterface() && !isInterface))
                        .map(each -> ref(name, each.getKey())));
    }

    private static MethodRef ref(String owner, String signature) {
        int open = signature.indexOf('(');
        return new MethodRef(owner, signature.substring(0, open), signature.substring(open));
    }

    /** Returns the methods of public types that others may call or override, by their names. */
    boolean isApi(MethodRef method) {
        Type type = types.get(method.owner());
        Integer access = type == null ? null : type.methods().get(method.name() + method.descriptor());
        return access != null
                && type.isPublic()
                && (access & Opcodes.ACC_PUBLIC) != 0
                && (access & Opcodes.ACC_SYNTHETIC) == 0;
    }

    /** Returns all methods there are. */
    Stream<MethodRef> methods() {
        return types.values().stream()
                .flatMap(type -> type.methods().keySet().stream().map(each -> ref(type.name(), each)));
    }

    /**
     * Returns the methods that come to one of the roots by no more than so many calls, each with the one it calls for that.
     *
     * @param ends methods that are not followed further up
     */
    Map<MethodRef, MethodRef> reaching(Set<MethodRef> roots, int steps, Predicate<MethodRef> ends) {
        Map<MethodRef, MethodRef> found = new LinkedHashMap<>();
        Set<MethodRef> level = new HashSet<>(roots);
        for (int step = 0; step < steps; step++) {
            Set<MethodRef> next = new HashSet<>();
            for (MethodRef called : level) {
                for (MethodRef caller : callers.getOrDefault(called, Set.of())) {
                    if (!roots.contains(caller) && found.putIfAbsent(caller, called) == null && !ends.test(caller)) {
                        next.add(caller);
                    }
                }
            }
            level = next;
        }
        return found;
    }

    private final class Reader extends ClassVisitor {

        private final List<Call> calls;
        private Type type;

        Reader(List<Call> calls) {
            super(Opcodes.ASM9);
            this.calls = calls;
        }

        @Override
        public void visit(int version, int access, String name, String signature, String above, String[] interfaces) {
            type = new Type(
                    name,
                    above,
                    List.of(interfaces),
                    (access & Opcodes.ACC_PUBLIC) != 0,
                    (access & Opcodes.ACC_INTERFACE) != 0,
                    new HashMap<>());
            types.put(name, type);
        }

        @Override
        public MethodVisitor visitMethod(
                int access, String name, String descriptor, String signature, String[] thrown) {
            type.methods().put(name + descriptor, access);
            return new Calls(new MethodRef(type.name(), name, descriptor), calls);
        }
    }

    private static final class Calls extends MethodVisitor {

        private final MethodRef from;
        private final List<Call> calls;
        private final Deque<String> exceptions = new ArrayDeque<>();
        private String text = "";
        private int lambda = -1;

        Calls(MethodRef from, List<Call> calls) {
            super(Opcodes.ASM9);
            this.from = from;
            this.calls = calls;
        }

        @Override
        public void visitTypeInsn(int opcode, String type) {
            if (opcode == Opcodes.NEW && (type.endsWith("Exception") || type.endsWith("Error"))) {
                exceptions.push(type);
            }
        }

        @Override
        public void visitLdcInsn(Object value) {
            if (value instanceof String constant) {
                text = constant;
            }
        }

        @Override
        public void visitMethodInsn(int opcode, String owner, String name, String descriptor, boolean onInterface) {
            if (name.equals("<init>") && owner.equals(exceptions.peek())) {
                exceptions.pop();
            } else if (owner.endsWith("/Assert") && lambda >= 0) {
                calls.remove(lambda);
            } else if (exceptions.isEmpty() && !(name.startsWith("format") && isPlain(text))) {
                calls.add(new Call(from, new MethodRef(owner, name, descriptor)));
            }
            lambda = -1;
        }

        private static boolean isPlain(String format) {
            return format.contains("%")
                    && format.replaceAll("%[-0-9]*[sxnbch%]", "").indexOf('%') < 0;
        }

        @Override
        public void visitInvokeDynamicInsn(String name, String descriptor, Handle bootstrap, Object... arguments) {
            for (Object argument : arguments) {
                if (argument instanceof Handle handle
                        && handle.getTag() >= Opcodes.H_INVOKEVIRTUAL
                        && exceptions.isEmpty()) {
                    lambda = calls.size();
                    calls.add(new Call(from, new MethodRef(handle.getOwner(), handle.getName(), handle.getDesc())));
                }
            }
        }
    }
}
