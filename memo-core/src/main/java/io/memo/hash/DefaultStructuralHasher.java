package io.memo.hash;

import io.memo.MemoException;
import io.memo.UnhashableTypeException;
import io.memo.digest.DigestAlgorithm;
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.util.List;
import org.jspecify.annotations.Nullable;

final class DefaultStructuralHasher implements StructuralHasher {

    /** How often a value is read anew that another thread changes meanwhile. */
    private static final int ATTEMPTS = 5;

    /**
     * What was decided for a class. A class of its own: a cast to an interface, as {@code ClassValue} would make it, costs
     * more than all the rest where several interfaces are asked for in turn (JDK-8180450).
     */
    private record Choice(Encoder encoder, @Nullable Leaf leaf, StandIns standIns) {}

    private final Settings settings;

    private final DigestAlgorithm algorithm;
    private final ClassValue<Choice> encoders;

    DefaultStructuralHasher(Settings settings) {
        this(settings, DigestAlgorithm.SHA_256, new ClassValue<Choice>() {
            @Override
            protected Choice computeValue(Class<?> type) {
                Encoder encoder = Encoders.of(type, settings);
                return new Choice(encoder, encoder instanceof Leaf leaf ? leaf : null, StandIns.of(type, settings));
            }
        });
    }

    private DefaultStructuralHasher(Settings settings, DigestAlgorithm algorithm, ClassValue<Choice> encoders) {
        this.settings = settings;
        this.algorithm = algorithm;
        this.encoders = encoders;
    }

    @Override
    public StructuralHasher inProcess() {
        return new DefaultStructuralHasher(settings, DigestAlgorithm.IN_PROCESS, encoders);
    }

    @Override
    public StructuralHasher keysInPaths(KeysInPaths shown) {
        return new DefaultStructuralHasher(settings.withKeysInPaths(shown), algorithm, encoders);
    }

    Settings settings() {
        return settings;
    }

    Encoder of(Class<?> type) {
        return encoders.get(type).encoder;
    }

    @Override
    public HashedValue hash(@Nullable Object value, Origin origin) {
        return hash(value, origin, null);
    }

    @Override
    public Outline outline(@Nullable Object value, Origin origin) {
        OutlineRecorder recorder = new OutlineRecorder();
        HashedValue hashed = hash(value, origin, recorder);
        return recorder.outline(origin.name(), hashed);
    }

    @Override
    public Makeup makeup(Object value) {
        return of(value.getClass()).makeup(value, this);
    }

    @Override
    public @Nullable UnhashableTypeException refusal(Type declared, Origin origin) {
        return DeclaredTypes.refusal(declared, origin, this);
    }

    @Override
    public List<Dependency> dependencies(@Nullable Object value, Origin origin) {
        DependencyLog log = new DependencyLog();
        append(value, origin, new Buffer(algorithm), null, log);
        return log.met();
    }

    @Override
    public boolean encode(@Nullable Object value, Origin origin, Encodings target) {
        Leaf leaf = value == null ? null : encoders.get(value.getClass()).leaf;
        if (value != null && leaf != null) {
            leaf.write(value, target.out());
            return true;
        }
        Walk walk = append(value, origin, target.out(), null, null);
        target.note(walk);
        return !walk.isMutable();
    }

    @Override
    public @Nullable Object standIn(@Nullable Object value, Origin origin) {
        if (value == null) {
            return null;
        }
        Object standIn = encoders.get(value.getClass()).standIns.of(value, origin, this);
        if (standIn != null) {
            return standIn;
        }
        Encodings encodings = StandIns.newEncodings();
        encode(value, origin, encodings);
        return StandIns.encoded(encodings);
    }

    @Override
    public boolean standForThemselves(Class<?> type) {
        Class<?> box = Scalars.box(type);
        Class<?> held = box == null ? type : box;
        return Modifier.isFinal(held.getModifiers()) && encoders.get(held).standIns instanceof StandIns.Itself;
    }

    @Override
    public boolean isServed(Class<?> type) {
        return settings.hashers().serves(type);
    }

    /** Returns whether each of the values, null included, is its own stand-in. */
    boolean standForThemselves(@Nullable Object[] values) {
        Class<?> last = null;
        for (Object value : values) {
            Class<?> type = value == null ? last : value.getClass();
            if (type != last && !(encoders.get(type).standIns instanceof StandIns.Itself)) {
                return false;
            }
            last = type;
        }
        return true;
    }

    private HashedValue hash(@Nullable Object value, Origin origin, @Nullable OutlineRecorder recorder) {
        Buffer out = new Buffer(algorithm);
        out.putByte(Format.VERSION);
        Walk walk = append(value, origin, out, recorder, null);
        return new HashedValue(out.digest(), !walk.isMutable(), walk.isThisProcessOnly());
    }

    private Walk append(
            @Nullable Object value,
            Origin origin,
            Buffer out,
            @Nullable OutlineRecorder recorder,
            @Nullable DependencyLog log) {
        int from = out.size();
        Reading.Disturbed last = null;
        for (int i = 0; i < ATTEMPTS; i++) {
            if (recorder != null) {
                recorder.restart();
            }
            try {
                Walk walk = new Walk(this, origin, out, recorder, log);
                walk.run(value);
                return walk;
            } catch (Reading.Disturbed disturbed) {
                last = disturbed;
                out.restart(from);
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
