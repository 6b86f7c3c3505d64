package io.memo.fingerprint.callgraph.library;

import io.memo.fingerprint.callgraph.classes.Application;
import io.memo.fingerprint.classfile.ClassFile;
import io.memo.fingerprint.classfile.UnreadableClassException;
import io.memo.fingerprint.classfile.code.Instruction;
import io.memo.fingerprint.classfile.code.MethodBody;
import io.memo.fingerprint.classfile.facts.ClassFacts;
import io.memo.fingerprint.classfile.facts.Descriptors;
import io.memo.fingerprint.classfile.facts.FieldFacts;
import io.memo.fingerprint.classfile.facts.MethodFacts;
import java.lang.reflect.Modifier;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Tells whether the object behind a final static of a library may change, by the declared type: a container of the JDK, an array,
 * or a class that lets others set its fields. A field that a method fills on the way to its answer is a cache, and no change.
 */
public final class LibraryObjects {

    private static final List<String> OF_THE_PLATFORM = List.of("java/", "javax/", "jdk/", "sun/", "kotlin/");

    private static final List<String> CONTAINERS = List.of(
            "java/lang/Iterable",
            "java/lang/StringBu",
            "java/text/",
            "java/util/Abstract",
            "java/util/Array",
            "java/util/BitSet",
            "java/util/Calendar",
            "java/util/Collection",
            "java/util/Date",
            "java/util/Deque",
            "java/util/Dictionary",
            "java/util/Enum",
            "java/util/Hash",
            "java/util/Identity",
            "java/util/Linked",
            "java/util/List",
            "java/util/Map",
            "java/util/Navigable",
            "java/util/PriorityQueue",
            "java/util/Properties",
            "java/util/Queue",
            "java/util/Set",
            "java/util/Sorted",
            "java/util/Stack",
            "java/util/Tree",
            "java/util/Vector",
            "java/util/WeakHashMap",
            "java/util/concurrent/Concurrent",
            "java/util/concurrent/CopyOnWrite",
            "java/util/concurrent/atomic/");

    private final Application application;
    private final Map<String, Boolean> known = new HashMap<>();

    public LibraryObjects(Application application) {
        this.application = application;
    }

    /** Returns whether what the final static of a class outside the application holds may change. */
    public boolean mayChange(ClassFacts owner, FieldFacts field) {
        if (OF_THE_PLATFORM.stream().anyMatch(owner.name()::startsWith)) {
            return false;
        }
        if (field.descriptor().startsWith("[")) {
            return true;
        }
        List<String> types = Descriptors.classes(field.descriptor());
        return !types.isEmpty() && isMutable(types.get(0));
    }

    private boolean isMutable(String type) {
        if (CONTAINERS.stream().anyMatch(type::startsWith)) {
            return true;
        }
        if (OF_THE_PLATFORM.stream().anyMatch(type::startsWith)
                || LibraryCalls.isLogging(type)
                || application.contains(type)) {
            return false;
        }
        Boolean mutable = known.get(type);
        if (mutable == null) {
            mutable = isSettable(type) || application.supertypes(type).stream().anyMatch(this::isSettable);
            known.put(type, mutable);
        }
        return mutable;
    }

    private boolean isSettable(String type) {
        ClassFile file = application.file(type);
        ClassFacts facts = file == null ? null : application.facts(type);
        if (file == null || facts == null || OF_THE_PLATFORM.stream().anyMatch(type::startsWith)) {
            return CONTAINERS.stream().anyMatch(type::startsWith);
        }
        return facts.fields().stream().anyMatch(LibraryObjects::isOpen)
                || facts.methods().stream().anyMatch(method -> sets(file, facts, method));
    }

    private static boolean isOpen(FieldFacts field) {
        return !field.isStatic() && !Modifier.isFinal(field.access()) && Modifier.isPublic(field.access());
    }

    /** What returns nothing, or the object itself, and writes one of its fields is there to be called for the change. */
    private static boolean sets(ClassFile file, ClassFacts owner, MethodFacts method) {
        String returned = Descriptors.returned(method.descriptor());
        boolean isSetter = !method.isStatic()
                && !method.isPrivate()
                && !method.name().startsWith("<")
                && Descriptors.parameters(method.descriptor()).size() > 0
                && (returned.equals("V") || returned.equals("L" + owner.name() + ";"));
        if (!isSetter) {
            return false;
        }
        if (method.isAbstract()) {
            return method.name().startsWith("set");
        }
        try {
            MethodBody body = file.body(method.name(), method.descriptor());
            return body != null
                    && body.instructions().stream()
                            .anyMatch(each -> each instanceof Instruction.OnField access
                                    && !access.isRead()
                                    && access.field().owner().equals(owner.name()));
        } catch (UnreadableClassException e) {
            return false;
        }
    }
}
