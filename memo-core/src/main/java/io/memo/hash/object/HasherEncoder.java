package io.memo.hash.object;

import io.memo.Hasher;
import io.memo.digest.Digest;
import io.memo.hash.format.Buffer;
import io.memo.hash.format.Format;
import io.memo.hash.registry.HasherRegistry;
import io.memo.hash.registry.HasherTypes;
import io.memo.hash.walk.Encoder;
import io.memo.hash.walk.EncodingPass;
import org.jspecify.annotations.Nullable;

/** Objects by the answer of a hasher; inside that answer by the rules that hold without it. */
public final class HasherEncoder implements Encoder {

    private final Hasher<Object> hasher;
    private final byte[] header;
    private final Encoder otherwise;

    /**
     * @param code the code that the class of the values brings along, or null
     * @param hasherCode the code of the hasher itself, or null: who edits it means other answers, even where they look alike
     */
    // The registry found it by the type of the value.
    @SuppressWarnings("unchecked")
    public HasherEncoder(
            HasherRegistry.Entry entry, @Nullable Digest code, @Nullable Digest hasherCode, Encoder otherwise) {
        this.hasher = (Hasher<Object>) entry.hasher();
        this.otherwise = otherwise;
        Buffer out = new Buffer();
        out.putByte(Format.HASHED);
        out.putString(entry.type().getName());
        out.putByte((code == null ? 0 : 1) | (hasherCode == null ? 0 : 2));
        if (code != null) {
            out.putDigest(code);
        }
        if (hasherCode != null) {
            out.putDigest(hasherCode);
        }
        this.header = out.copyFrom(0);
    }

    @Override
    public boolean encode(Object value, EncodingPass pass) {
        if (pass.isInside(hasher)) {
            return otherwise.encode(value, pass);
        }
        pass.mutable();
        pass.dependedOnObserved();
        if (pass.writeCopy(value)) {
            return false;
        }
        Object answer;
        try {
            answer = hasher.hash(value);
        } catch (Exception | StackOverflowError | LinkageError failure) {
            if (failure instanceof InterruptedException) {
                Thread.currentThread().interrupt();
            }
            return pass.hasherFailed(value, HasherTypes.describe(hasher), failure);
        }
        return pass.push(new AnswerFrame(value, hasher, header, answer));
    }
}
