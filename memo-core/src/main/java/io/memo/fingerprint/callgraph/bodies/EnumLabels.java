package io.memo.fingerprint.callgraph.bodies;

import io.memo.fingerprint.callgraph.classes.Application;
import io.memo.fingerprint.classfile.ClassFile;
import io.memo.fingerprint.classfile.UnreadableClassException;
import io.memo.fingerprint.classfile.code.FieldRef;
import io.memo.fingerprint.classfile.code.MethodBody;
import io.memo.fingerprint.classfile.enums.EnumConstants;
import io.memo.fingerprint.classfile.enums.EnumSwitches;
import io.memo.fingerprint.classfile.enums.EnumTables;
import io.memo.fingerprint.classfile.facts.ClassFacts;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The labels of switches over the application's enums, each class read once. */
public final class EnumLabels implements EnumSwitches.Labels {

    private final Application application;
    private final Map<String, Optional<Map<String, Map<Integer, String>>>> tables = new HashMap<>();
    private final Map<String, Optional<Map<Integer, String>>> ordinals = new HashMap<>();

    EnumLabels(Application application) {
        this.application = application;
    }

    @Override
    public @Nullable Map<Integer, String> ofTable(FieldRef table) {
        Optional<Map<String, Map<Integer, String>>> known = tables.get(table.owner());
        if (known == null) {
            MethodBody filling = initialiser(table.owner());
            known = Optional.ofNullable(filling == null ? null : EnumTables.decode(filling));
            tables.put(table.owner(), known);
        }
        return known.map(all -> all.get(table.name())).orElse(null);
    }

    @Override
    public @Nullable Map<Integer, String> ofEnum(String internalName) {
        Optional<Map<Integer, String>> known = ordinals.get(internalName);
        if (known == null) {
            MethodBody making = initialiser(internalName);
            ClassFacts type = making == null ? null : application.facts(internalName);
            known = Optional.ofNullable(making == null || type == null ? null : EnumConstants.decode(type, making));
            ordinals.put(internalName, known);
        }
        return known.orElse(null);
    }

    /** Not by way of {@link MethodBodies}, which asks for labels itself. */
    private @Nullable MethodBody initialiser(String type) {
        ClassFile file = application.contains(type) ? application.file(type) : null;
        try {
            return file == null ? null : file.body(Initialisers.CLASS_INITIALISER, "()V");
        } catch (UnreadableClassException e) {
            return null;
        }
    }
}
