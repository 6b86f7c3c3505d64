package io.memo.hash.object;

import io.memo.Hasher;
import io.memo.hash.walk.EncodingPass;
import io.memo.hash.walk.Frame;
import org.jspecify.annotations.Nullable;

/** An object by what its hasher answered. */
final class AnswerFrame extends Frame {

    private final Object served;
    private final Hasher<?> hasher;
    private final byte[] header;
    private final @Nullable Object answer;
    private boolean begun;

    AnswerFrame(Object served, Hasher<?> hasher, byte[] header, @Nullable Object answer) {
        super(null);
        this.served = served;
        this.hasher = hasher;
        this.header = header;
        this.answer = answer;
    }

    @Override
    protected void open(EncodingPass pass) {
        pass.out.putRaw(header);
        pass.enter(hasher);
        pass.answering(true);
    }

    @Override
    protected boolean step(EncodingPass pass) {
        if (begun) {
            return false;
        }
        begun = true;
        return pass.value(answer);
    }

    @Override
    protected void close(EncodingPass pass) {
        pass.answering(false);
        pass.leave();
    }

    @Override
    protected Object identity() {
        return served;
    }

    @Override
    protected boolean isAlwaysRemembered() {
        return true;
    }

    @Override
    protected boolean isAnswer() {
        return true;
    }

    @Override
    protected Object childStep(EncodingPass pass) {
        return ".hash()";
    }
}
