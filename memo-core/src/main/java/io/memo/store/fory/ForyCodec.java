package io.memo.store.fory;

import io.memo.store.tier.MemoCodec;
import io.memo.store.tier.NotStorableException;
import io.memo.store.tier.ResultCodec;
import io.memo.store.trust.StorableClasses;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Type;
import java.util.Properties;
import java.util.Set;
import org.apache.fory.Fory;

/**
 * Apache Fory with the list of classes and the fingerprints that Java serialization has here. Classes need not be {@code
 * Serializable}, but must be nothing but their fields: those that write themselves, and collections of the application's own,
 * are refused. Results are written as trees: what is shared comes back as equal parts of their own, what holds itself is
 * refused. Entries of another release of Fory or another feature release of Java are misses. Safe for use by several threads.
 */
public final class ForyCodec implements MemoCodec {

    private static final String ID =
            "fory-%s-1/java-%s".formatted(release(), Runtime.version().feature());

    private final StorableClasses classes;
    private final int maxBytes;

    /**
     * @param classes which classes may be stored
     * @param maxBytes the most bytes that a result may have
     */
    public ForyCodec(StorableClasses classes, int maxBytes) {
        this.classes = classes;
        this.maxBytes = maxBytes;
    }

    private static String release() {
        try (InputStream in =
                Fory.class.getResourceAsStream("/META-INF/maven/org.apache.fory/fory-core/pom.properties")) {
            Properties properties = new Properties();
            if (in != null) {
                properties.load(in);
            }
            return properties.getProperty("version", "unknown");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String id() {
        return ID;
    }

    @Override
    public ResultCodec forResults(Type returnType) throws NotStorableException {
        StorableClasses.OfMethod known = classes.of(returnType, Set.of(), PlainClasses::obstacle);
        return new ForyResults(known.trust(), known.classes(), new Engines(classes.loader(), maxBytes), maxBytes);
    }
}
