package io.memo.fingerprint.classfile;

import io.memo.fingerprint.classfile.facts.Annotation;
import io.memo.fingerprint.classfile.facts.ConstantText;
import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.AnnotationVisitor;
import org.objectweb.asm.Type;
import org.objectweb.asm.TypePath;

/** Writes an annotation as text, element by element. */
class AnnotationReader extends AnnotationVisitor {

    private static final String DEFAULT = "default";

    private final Map<String, String> elements = new TreeMap<>();
    private final List<String> types;
    private final Consumer<Map<String, String>> whenDone;

    private AnnotationReader(List<String> types, Consumer<Map<String, String>> whenDone) {
        super(ClassFactsReader.API);
        this.types = types;
        this.whenDone = whenDone;
    }

    static AnnotationVisitor into(List<Annotation> target, String prefix, String descriptor) {
        List<String> types = new ArrayList<>();
        String type = Type.getType(descriptor).getInternalName();
        return new AnnotationReader(
                types, found -> target.add(new Annotation(type, prefix + text(type, found), List.copyOf(types))));
    }

    static AnnotationVisitor onType(
            List<Annotation> target, int reference, @Nullable TypePath path, String descriptor) {
        return into(target, "type " + Integer.toHexString(reference) + (path == null ? "" : path) + " ", descriptor);
    }

    /** Reads the default value of an annotation's element as if it were an annotation without a type. */
    static AnnotationVisitor ofDefault(List<Annotation> target) {
        List<String> types = new ArrayList<>();
        return new AnnotationReader(
                types, found -> target.add(new Annotation("", DEFAULT + " " + found.get(DEFAULT), List.copyOf(types))));
    }

    @Override
    public void visit(@Nullable String name, Object value) {
        put(name, literal(value));
    }

    @Override
    public void visitEnum(@Nullable String name, String descriptor, String value) {
        String type = Type.getType(descriptor).getInternalName();
        types.add(type);
        put(name, type.replace('/', '.') + "." + value);
    }

    @Override
    public AnnotationVisitor visitAnnotation(@Nullable String name, String descriptor) {
        String type = Type.getType(descriptor).getInternalName();
        types.add(type);
        return new AnnotationReader(types, found -> put(name, text(type, found)));
    }

    @Override
    public AnnotationVisitor visitArray(@Nullable String name) {
        List<String> values = new ArrayList<>();
        return new AnnotationReader(types, found -> put(name, "{" + String.join(", ", values) + "}")) {
            @Override
            void put(@Nullable String ignored, String text) {
                values.add(text);
            }
        };
    }

    @Override
    public void visitEnd() {
        whenDone.accept(elements);
    }

    void put(@Nullable String name, String text) {
        elements.put(name == null ? DEFAULT : name, text);
    }

    private static String text(String type, Map<String, String> elements) {
        StringBuilder text = new StringBuilder("@").append(type.replace('/', '.'));
        String separator = "(";
        for (Map.Entry<String, String> element : elements.entrySet()) {
            text.append(separator).append(element.getKey()).append('=').append(element.getValue());
            separator = ", ";
        }
        return elements.isEmpty() ? text.toString() : text.append(')').toString();
    }

    private String literal(Object value) {
        if (value instanceof Type type) {
            Type element = type.getSort() == Type.ARRAY ? type.getElementType() : type;
            if (element.getSort() == Type.OBJECT) {
                types.add(element.getInternalName());
            }
            return type.getClassName() + ".class";
        }
        if (value.getClass().isArray()) {
            List<String> values = new ArrayList<>();
            for (int i = 0; i < Array.getLength(value); i++) {
                values.add(literal(Array.get(value, i)));
            }
            return "{" + String.join(", ", values) + "}";
        }
        return ConstantText.of(value);
    }
}
