package io.memo.hash;

import io.memo.Hasher;
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
    void open(Walk walk) {
        walk.out.putRaw(header);
        walk.enter(hasher);
        walk.answering(true);
    }

    @Override
    boolean step(Walk walk) {
        if (begun) {
            return false;
        }
        begun = true;
        return walk.value(answer);
    }

    @Override
    void close(Walk walk) {
        walk.answering(false);
        walk.leave();
    }

    @Override
    Object identity() {
        return served;
    }

    @Override
    boolean expensive() {
        return true;
    }

    @Override
    boolean isAnswer() {
        return true;
    }

    @Override
    Object childStep(Walk walk) {
        return ".hash()";
    }
}
