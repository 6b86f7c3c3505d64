package guide;

import io.memo.digest.Digest;
import io.memo.digest.FramedSink;
import io.memo.store.tier.MemoCodec;
import io.memo.store.tier.NotStorableException;
import io.memo.store.tier.ResultCodec;
import io.memo.store.tier.UnreadableEntryException;
import java.lang.reflect.Type;
import java.nio.ByteBuffer;

/** docs/persist.md. */
public final class VectorCodec implements MemoCodec {

    @Override
    public String id() {
        return "vectors-1";
    }

    @Override
    public ResultCodec forResults(Type returnType) throws NotStorableException {
        if (returnType != double[].class) {
            throw new NotStorableException("this application keeps nothing but vectors, as double[]");
        }
        return new Vectors();
    }

    private static final class Vectors implements ResultCodec {

        @Override
        public Digest classes() {
            return new FramedSink().putString("double[]").digest();
        }

        @Override
        public byte[] encode(Object result) {
            double[] vector = (double[]) result;
            ByteBuffer bytes = ByteBuffer.allocate(vector.length * Double.BYTES);
            bytes.asDoubleBuffer().put(vector);
            return bytes.array();
        }

        @Override
        public Object decode(byte[] payload) throws UnreadableEntryException {
            if (payload.length % Double.BYTES != 0) {
                throw new UnreadableEntryException("the bytes are no whole number of doubles");
            }
            double[] vector = new double[payload.length / Double.BYTES];
            ByteBuffer.wrap(payload).asDoubleBuffer().get(vector);
            return vector;
        }
    }
}
