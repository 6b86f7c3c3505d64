package io.memo.fingerprint.classfile;

import io.memo.fingerprint.classfile.facts.Annotation;
import io.memo.fingerprint.classfile.facts.ClassFacts;
import io.memo.fingerprint.classfile.facts.Enclosure;
import io.memo.fingerprint.classfile.facts.FieldFacts;
import io.memo.fingerprint.classfile.facts.MethodFacts;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.AnnotationVisitor;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.FieldVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.RecordComponentVisitor;
import org.objectweb.asm.TypePath;

/** Collects what a class declares, in one pass that skips all code. */
final class ClassFactsReader extends ClassVisitor {

    static final int API = Opcodes.ASM9;

    private String name = "";
    private int access;
    private @Nullable String superName;
    private List<String> interfaces = List.of();
    private @Nullable String signature;
    private @Nullable Enclosure enclosure;
    private final List<String> permitted = new ArrayList<>();
    private final List<Annotation> annotations = new ArrayList<>();
    private final List<FieldFacts> fields = new ArrayList<>();
    private final List<MethodFacts> methods = new ArrayList<>();

    private ClassFactsReader() {
        super(API);
    }

    static ClassFacts read(ClassReader reader) {
        ClassFactsReader facts = new ClassFactsReader();
        reader.accept(facts, ClassReader.SKIP_CODE | ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
        return new ClassFacts(
                facts.name,
                facts.access,
                facts.superName,
                facts.interfaces,
                facts.signature,
                facts.enclosure,
                List.copyOf(facts.permitted),
                List.copyOf(facts.annotations),
                List.copyOf(facts.fields),
                List.copyOf(facts.methods));
    }

    @Override
    public void visit(
            int version,
            int classAccess,
            String className,
            @Nullable String classSignature,
            @Nullable String superClass,
            String @Nullable [] superInterfaces) {
        name = className;
        access = classAccess;
        signature = classSignature;
        superName = superClass;
        interfaces = superInterfaces == null ? List.of() : List.of(superInterfaces);
    }

    @Override
    public void visitOuterClass(String owner, @Nullable String method, @Nullable String descriptor) {
        // The attribute is visited before the table of nested classes, which alone knows the simple name.
        enclosure = new Enclosure(owner, method, descriptor, null, true);
    }

    @Override
    public void visitInnerClass(String inner, @Nullable String outer, @Nullable String simpleName, int innerAccess) {
        if (!inner.equals(name)) {
            return;
        }
        access |= innerAccess & (Modifier.PROTECTED | Modifier.PRIVATE | Modifier.STATIC);
        if (enclosure != null) {
            enclosure = new Enclosure(enclosure.owner(), enclosure.method(), enclosure.descriptor(), simpleName, true);
        } else if (outer != null) {
            enclosure = new Enclosure(outer, null, null, simpleName, false);
        }
    }

    @Override
    public void visitPermittedSubclass(String subclass) {
        permitted.add(subclass);
    }

    @Override
    public @Nullable AnnotationVisitor visitAnnotation(String descriptor, boolean visible) {
        return visible ? AnnotationReader.into(annotations, "", descriptor) : null;
    }

    @Override
    public @Nullable AnnotationVisitor visitTypeAnnotation(
            int reference, @Nullable TypePath path, String descriptor, boolean visible) {
        return visible ? AnnotationReader.onType(annotations, reference, path, descriptor) : null;
    }

    @Override
    public RecordComponentVisitor visitRecordComponent(
            String component, String descriptor, @Nullable String componentSignature) {
        return new RecordComponentVisitor(API) {
            @Override
            public @Nullable AnnotationVisitor visitAnnotation(String type, boolean visible) {
                return visible ? AnnotationReader.into(annotations, "component " + component + " ", type) : null;
            }
        };
    }

    @Override
    public FieldVisitor visitField(
            int fieldAccess,
            String field,
            String descriptor,
            @Nullable String fieldSignature,
            @Nullable Object constant) {
        List<Annotation> found = new ArrayList<>();
        return new FieldVisitor(API) {
            @Override
            public @Nullable AnnotationVisitor visitAnnotation(String type, boolean visible) {
                return visible ? AnnotationReader.into(found, "", type) : null;
            }

            @Override
            public @Nullable AnnotationVisitor visitTypeAnnotation(
                    int reference, @Nullable TypePath path, String type, boolean visible) {
                return visible ? AnnotationReader.onType(found, reference, path, type) : null;
            }

            @Override
            public void visitEnd() {
                fields.add(
                        new FieldFacts(fieldAccess, field, descriptor, fieldSignature, constant, List.copyOf(found)));
            }
        };
    }

    @Override
    public MethodVisitor visitMethod(
            int methodAccess,
            String method,
            String descriptor,
            @Nullable String methodSignature,
            String @Nullable [] exceptions) {
        List<Annotation> found = new ArrayList<>();
        return new MethodVisitor(API) {
            @Override
            public @Nullable AnnotationVisitor visitAnnotation(String type, boolean visible) {
                return visible ? AnnotationReader.into(found, "", type) : null;
            }

            @Override
            public @Nullable AnnotationVisitor visitTypeAnnotation(
                    int reference, @Nullable TypePath path, String type, boolean visible) {
                return visible ? AnnotationReader.onType(found, reference, path, type) : null;
            }

            @Override
            public @Nullable AnnotationVisitor visitParameterAnnotation(int parameter, String type, boolean visible) {
                return visible ? AnnotationReader.into(found, "parameter " + parameter + " ", type) : null;
            }

            @Override
            public AnnotationVisitor visitAnnotationDefault() {
                return AnnotationReader.ofDefault(found);
            }

            @Override
            public void visitEnd() {
                methods.add(new MethodFacts(methodAccess, method, descriptor, methodSignature, List.copyOf(found)));
            }
        };
    }
}
