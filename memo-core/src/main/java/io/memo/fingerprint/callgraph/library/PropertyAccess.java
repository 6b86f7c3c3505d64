package io.memo.fingerprint.callgraph.library;

import io.memo.fingerprint.callgraph.classes.Application;
import io.memo.fingerprint.classfile.facts.ClassFacts;
import io.memo.fingerprint.classfile.facts.Descriptors;
import io.memo.fingerprint.classfile.facts.MethodFacts;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;

/**
 * What libraries call that read and fill objects by their properties, as Jackson does: constructors, getters, setters, what is
 * annotated, and what they call by a fixed name. Names of getters and setters can be configured, so a getter is any method without
 * parameters that returns something, and a setter any with one parameter that returns nothing or the object.
 *
 * <p>Sources: Jackson's {@code POJOPropertiesCollector} and {@code BasicDeserializerFactory} (implicit creators {@code valueOf} and
 * {@code fromString}), Spring Data's {@code KotlinCopyMethod}, Jakarta XML Binding 4.0 section 4.4.1 (callbacks of marshalling),
 * Gson's reflective adapter (fields alone).
 */
public final class PropertyAccess {

    private static final List<String> LIBRARIES = List.of(
            "com/fasterxml/jackson/",
            "tools/jackson/",
            "com/google/gson/",
            "jakarta/json/bind/",
            "jakarta/validation/",
            "javax/validation/",
            "jakarta/xml/bind/",
            "javax/xml/bind/",
            "org/springframework/data/",
            "org/springframework/http/",
            "org/springframework/web/client/",
            "org/springframework/web/reactive/function/client/");

    private static final Set<String> BY_NAME = Set.of(
            "valueOf",
            "fromString",
            "copy",
            "copy$default",
            "beforeUnmarshal",
            "afterUnmarshal",
            "beforeMarshal",
            "afterMarshal");

    /** Parts of the names of classes and methods by which any method can be made a property. */
    private static final List<String> CONFIGURING =
            List.of("MixIn", "mixIn", "Mixin", "AccessorNaming", "AnnotationIntrospector");

    /** Parts of names by which data says of which classes the objects are that are made of it. */
    private static final List<String> NAMING = List.of("efaultTyping", "TypeResolverBuilder", "MINIMAL_CLASS");

    private static final String TYPE_INFO = "JsonTypeInfo$Id;";

    /** The name of a constant as a class file has it: its kind, its length, its characters. */
    private static final String BY_CLASS = "\1\0\5CLASS";

    private static final List<String> SETTERS = List.of("set", "with", "add");

    private PropertyAccess() {}

    /** Serializers of Spring Data Redis let data name classes. */
    private static final String NAMES_CLASSES = "org/springframework/data/redis/";

    /** Returns whether a library with a class of this name reads and fills what it gets by properties alone. */
    public static boolean is(String owner) {
        return LIBRARIES.stream().anyMatch(owner::startsWith) && !owner.startsWith(NAMES_CLASSES);
    }

    /**
     * Returns whether code of the application may say in other ways than by annotations on a class what its properties are, or may let
     * data name classes.
     */
    public static boolean isConfigured(Application application) {
        for (String name : application.classes()) {
            byte[] bytes = application.source().bytesOf(name.replace('/', '.'));
            String text = bytes == null ? "" : new String(bytes, StandardCharsets.ISO_8859_1);
            if (CONFIGURING.stream().anyMatch(text::contains)
                    || NAMING.stream().anyMatch(text::contains)
                    || (text.contains(TYPE_INFO) && text.contains(BY_CLASS))) {
                return true;
            }
        }
        return false;
    }

    /** Returns whether such a library may call the method on an object of the class, or to make one. */
    public static boolean mayCall(ClassFacts owner, MethodFacts method) {
        List<String> parameters = Descriptors.parameters(method.descriptor());
        boolean isFree = method.name().equals("<init>")
                || !method.annotations().isEmpty()
                || BY_NAME.contains(method.name())
                || method.isBridge()
                || isBuilder(owner);
        if (isFree) {
            return true;
        }
        if (Modifier.isStatic(method.access())) {
            return false;
        }
        String returned = Descriptors.returned(method.descriptor());
        if (parameters.isEmpty()) {
            return !returned.equals("V");
        }
        boolean returnsSelf = returned.equals("V") || returned.equals("L" + owner.name() + ";");
        return parameters.size() == 1 && (returnsSelf || SETTERS.stream().anyMatch(method.name()::startsWith));
    }

    private static boolean isBuilder(ClassFacts owner) {
        return owner.annotations().stream()
                .anyMatch(annotation -> annotation.type().contains("POJOBuilder"));
    }
}
