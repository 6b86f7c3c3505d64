package io.memo.hash.read;

import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.OutputStream;
import java.lang.invoke.SerializedLambda;
import org.jspecify.annotations.Nullable;

/**
 * Reads a serializable lambda of the JDK, such as {@code Comparator.comparing(...)}, whose fields are out of reach: by
 * the form that it would be serialised in, which names the implementing method and holds what was captured. Nothing is
 * serialised: the form is taken out as soon as it is there.
 */
public final class SerializableLambda extends ObjectOutputStream {

    private @Nullable SerializedLambda form;

    private SerializableLambda() throws IOException {
        super(OutputStream.nullOutputStream());
        enableReplaceObject(true);
    }

    @Override
    protected Object replaceObject(Object object) {
        if (object instanceof SerializedLambda found) {
            form = found;
            return "";
        }
        return object;
    }

    /** Returns what identifies the lambda, or null if it has no such form. */
    public static @Nullable Object @Nullable [] parts(Object lambda) {
        SerializedLambda form = formOf(lambda);
        if (form == null) {
            return null;
        }
        @Nullable Object[] parts = new Object[5 + form.getCapturedArgCount()];
        parts[0] = form.getFunctionalInterfaceClass();
        parts[1] = form.getImplMethodKind();
        parts[2] = form.getImplClass();
        parts[3] = form.getImplMethodName();
        parts[4] = form.getImplMethodSignature();
        for (int i = 5; i < parts.length; i++) {
            parts[i] = form.getCapturedArg(i - 5);
        }
        return parts;
    }

    private static @Nullable SerializedLambda formOf(Object lambda) {
        try (SerializableLambda stream = new SerializableLambda()) {
            stream.writeObject(lambda);
            return stream.form;
        } catch (IOException e) {
            return null;
        }
    }
}
