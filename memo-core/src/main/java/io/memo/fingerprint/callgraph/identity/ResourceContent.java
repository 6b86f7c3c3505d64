package io.memo.fingerprint.callgraph.identity;

import io.memo.digest.Digest;
import io.memo.fingerprint.ClassFileSource;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Writes down what resources of the class path hold (6.9): one line for each, named as a class loader takes it. */
public final class ResourceContent {

    private final ClassFileSource source;

    public ResourceContent(ClassFileSource source) {
        this.source = source;
    }

    /** @param name ends in a star for a bundle, whose properties in all languages count */
    public void addTo(Manifest manifest, String name) {
        if (!name.endsWith("*")) {
            add(manifest, name, source.resource(name));
            return;
        }
        for (String each : bundle(name.substring(0, name.length() - 1))) {
            Digest content = source.resource(each);
            if (content != null) {
                add(manifest, each, content);
            }
        }
    }

    private static void add(Manifest manifest, String name, @Nullable Digest content) {
        manifest.add("resource", name, content == null ? "absent" : content.hex());
    }

    /** Which languages there are, no class loader tells. */
    private static Set<String> bundle(String base) {
        Set<String> names = new LinkedHashSet<>();
        names.add(base + ".properties");
        for (Locale each : Locale.getAvailableLocales()) {
            names.add(base + "_" + each.getLanguage() + ".properties");
            names.add(base + "_" + each + ".properties");
        }
        return names;
    }
}
