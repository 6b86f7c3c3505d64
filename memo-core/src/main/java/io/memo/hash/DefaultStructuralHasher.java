package io.memo.hash;

import io.memo.MemoException;
import org.jspecify.annotations.Nullable;

final class DefaultStructuralHasher implements StructuralHasher {

    /** How often a value is read anew that another thread changes meanwhile. */
    private static final int ATTEMPTS = 5;

    private final Settings settings;

    private final ClassValue<Encoder> encoders = new ClassValue<>() {
        @Override
        protected Encoder computeValue(Class<?> type) {
            return Encoders.of(type, settings());
        }
    };

    DefaultStructuralHasher(Settings settings) {
        this.settings = settings;
    }

    Settings settings() {
        return settings;
    }

    Encoder of(Class<?> type) {
        return encoders.get(type);
    }

    @Override
    public HashedValue hash(@Nullable Object value, Origin origin) {
        return attempt(value, origin, null);
    }

    @Override
    public Outline outline(@Nullable Object value, Origin origin) {
        OutlineRecorder recorder = new OutlineRecorder();
        HashedValue hashed = attempt(value, origin, recorder);
        return recorder.outline(origin.name(), hashed);
    }

    private HashedValue attempt(@Nullable Object value, Origin origin, @Nullable OutlineRecorder recorder) {
        Reading.Disturbed last = null;
        for (int i = 0; i < ATTEMPTS; i++) {
            if (recorder != null) {
                recorder.restart();
            }
            try {
                return new Walk(this, origin, recorder).run(value);
            } catch (Reading.Disturbed disturbed) {
                last = disturbed;
                Thread.yield();
            } catch (StackOverflowError e) {
                throw UnhashableMessage.tooDeepForTheJdk(origin, value, e);
            } catch (MemoException e) {
                throw e;
            } catch (RuntimeException e) {
                throw UnhashableMessage.fault(origin, e);
            }
        }
        throw UnhashableMessage.changed(origin, ATTEMPTS, last);
    }
}
