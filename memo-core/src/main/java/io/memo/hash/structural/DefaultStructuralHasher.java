package io.memo.hash.structural;

import io.memo.MemoException;
import io.memo.UnhashableTypeException;
import io.memo.digest.DigestAlgorithm;
import io.memo.hash.Dependency;
import io.memo.hash.HashedValue;
import io.memo.hash.KeysInPaths;
import io.memo.hash.Makeup;
import io.memo.hash.Origin;
import io.memo.hash.Outline;
import io.memo.hash.StructuralHasher;
import io.memo.hash.classify.Boxes;
import io.memo.hash.fields.FieldsPlan;
import io.memo.hash.format.Buffer;
import io.memo.hash.format.Encodings;
import io.memo.hash.format.Format;
import io.memo.hash.format.KeyPart;
import io.memo.hash.identity.SeenObjects;
import io.memo.hash.object.HeldState;
import io.memo.hash.object.ManagedEncoder;
import io.memo.hash.object.ObjectEncoder;
import io.memo.hash.read.ConcurrentReads;
import io.memo.hash.read.Wrapped;
import io.memo.hash.refusal.UnhashableMessage;
import io.memo.hash.snapshot.ContainerSnapshotRules;
import io.memo.hash.snapshot.Snapshot;
import io.memo.hash.snapshot.SnapshotRule;
import io.memo.hash.snapshot.UninitialisedPlaces;
import io.memo.hash.walk.DependencyLog;
import io.memo.hash.walk.Encoder;
import io.memo.hash.walk.EncoderSource;
import io.memo.hash.walk.EncodingPass;
import io.memo.hash.walk.Leaf;
import io.memo.hash.walk.NodeMemory;
import io.memo.hash.walk.Numbering;
import io.memo.hash.walk.OutlineRecorder;
import io.memo.hash.walk.Settings;
import io.memo.size.HeapEstimate;
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.util.List;
import org.jspecify.annotations.Nullable;

final class DefaultStructuralHasher extends EncoderSource implements StructuralHasher {

    /** How often a value is read anew that another thread changes meanwhile. */
    private static final int ATTEMPTS = 5;

    private static final SnapshotRule WRAPPED = SnapshotRule.through(Wrapped::in);

    /** How many immutable arguments are known by which object they are. */
    private static final int SEEN = 256;

    /** What is encoded in fewer bytes and objects than these is encoded as fast as it is looked up. */
    private static final int WORTH_KNOWING = 1024;

    private static final int WORTH_KNOWING_NODES = 32;

    private final Settings settings;
    private final DigestAlgorithm algorithm;
    private final Choices choices;
    private final SeenObjects<Object> seen = new SeenObjects<>(SEEN);

    DefaultStructuralHasher(Settings settings) {
        this(settings, DigestAlgorithm.SHA_256, new Choices(settings.scope(), type -> choice(type, settings)));
    }

    private DefaultStructuralHasher(Settings settings, DigestAlgorithm algorithm, Choices choices) {
        this.settings = settings;
        this.algorithm = algorithm;
        this.choices = choices;
    }

    private static Choices.Choice choice(Class<?> type, Settings settings) {
        Encoder encoder = Encoders.of(type, settings);
        return new Choices.Choice(
                type, encoder, encoder instanceof Leaf leaf ? leaf : null, plan(encoder), KeyParts.of(type, settings));
    }

    /** Returns which fields count of what it writes, or null if values are written in another way. */
    private static @Nullable FieldsPlan plan(Encoder encoder) {
        Encoder content = encoder instanceof ManagedEncoder managed ? managed.content() : encoder;
        return content instanceof ObjectEncoder object ? object.plan() : null;
    }

    @Override
    public StructuralHasher inProcess() {
        return new DefaultStructuralHasher(settings, DigestAlgorithm.IN_PROCESS, choices);
    }

    @Override
    public StructuralHasher keysInPaths(KeysInPaths shown) {
        return new DefaultStructuralHasher(settings.withKeysInPaths(shown), algorithm, choices);
    }

    @Override
    public Settings settings() {
        return settings;
    }

    @Override
    public Encoder of(Class<?> type) {
        return choices.of(type).encoder();
    }

    @Override
    public boolean isByFields(Class<?> type) {
        return choices.of(type).plan() != null;
    }

    @Override
    public boolean encodeDependency(Object object, EncodingPass pass) {
        return HeldState.encode(object, pass);
    }

    @Override
    public HashedValue hash(@Nullable Object value, Origin origin) {
        return hash(value, origin, null, null, UninitialisedPlaces.NOT);
    }

    @Override
    public Outline outline(@Nullable Object value, Origin origin) {
        return outline(value, origin, null, UninitialisedPlaces.NOT);
    }

    @Override
    public Outline outlineToKeep(@Nullable Object value, Origin origin, int most) {
        Snapshot snapshot = snapshot(value, most);
        Outline outline = outline(value, origin, new HeapEstimate(), UninitialisedPlaces.begin());
        // What another thread changed between the two would never be found.
        return snapshot != null && !outline.hashed().immutable() && snapshot.holds() ? outline.with(snapshot) : outline;
    }

    /** Returns what the parts of a value hold, or null if they cannot be looked at without a digest or hold more than that. */
    @Nullable
    Snapshot snapshot(@Nullable Object value, int most) {
        return value == null || most == 0 ? null : Snapshot.of(value, this::look, most);
    }

    /** Returns how a value is looked at again without digesting it, or null if that takes a digest. */
    private @Nullable SnapshotRule look(Object value) {
        Choices.Choice choice = choices.of(value.getClass());
        if (choice.leaf() != null) {
            return SnapshotRule.LEAF;
        }
        FieldsPlan plan = choice.plan();
        if (plan != null) {
            boolean byFields = makeup(value) instanceof Makeup.Fields made && made.object() == value;
            return byFields ? plan.look() : null;
        }
        if (isServed(value.getClass())) {
            return null;
        }
        return Wrapped.isUnmodifiable(value.getClass()) ? WRAPPED : ContainerSnapshotRules.look(value);
    }

    @Override
    public HashedValue hashKept(@Nullable Object value, Origin origin, Outline kept) {
        return hash(value, origin, null, null, kept.kept());
    }

    @Override
    public Outline outlineKept(@Nullable Object value, Origin origin, Outline kept) {
        return outline(value, origin, null, kept.kept());
    }

    private Outline outline(
            @Nullable Object value, Origin origin, @Nullable HeapEstimate heap, UninitialisedPlaces kept) {
        OutlineRecorder recorder = new OutlineRecorder();
        HashedValue hashed = hash(value, origin, recorder, heap, kept);
        return recorder.outline(origin.name(), hashed, heap == null ? 0 : heap.bytes(), kept.settled());
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
        append(value, origin, new Buffer(algorithm), null, null, log, UninitialisedPlaces.NOT);
        return log.met();
    }

    @Override
    public boolean encode(@Nullable Object value, Origin origin, Encodings target) {
        Leaf leaf = value == null ? null : choices.of(value.getClass()).leaf();
        if (value != null && leaf != null) {
            leaf.write(value, target.out());
            return true;
        }
        EncodingPass pass = append(value, origin, target.out(), null, null, null, UninitialisedPlaces.NOT);
        target.note(pass);
        return !pass.isMutable();
    }

    @Override
    public @Nullable Object keyPart(@Nullable Object value, Origin origin) {
        if (value == null) {
            return null;
        }
        Object keyPart = choices.of(value.getClass()).keyParts().of(value, origin, this);
        if (keyPart != null) {
            return keyPart;
        }
        return encoded(value, origin);
    }

    /** An object that is met again, never changes and takes long to encode is not encoded again. */
    private Object encoded(Object value, Origin origin) {
        Object known = seen.known(value);
        if (known != null) {
            return known;
        }
        Encodings encodings = KeyPart.newEncodings();
        Leaf leaf = choices.of(value.getClass()).leaf();
        if (leaf != null) {
            leaf.write(value, encodings.out());
            return KeyPart.encoded(encodings);
        }
        EncodingPass pass = append(value, origin, encodings.out(), null, null, null, UninitialisedPlaces.NOT);
        encodings.note(pass);
        boolean worth = encodings.out().all() >= WORTH_KNOWING || pass.nodes() >= WORTH_KNOWING_NODES;
        Object keyPart = KeyPart.encoded(encodings);
        if (worth && pass.isForGood()) {
            seen.note(value, keyPart);
        }
        return keyPart;
    }

    @Override
    public boolean areOwnKeyParts(Class<?> type) {
        Class<?> box = Boxes.of(type);
        Class<?> held = box == null ? type : box;
        return Modifier.isFinal(held.getModifiers()) && choices.of(held).keyParts() instanceof KeyParts.Itself;
    }

    @Override
    public boolean isPlain(Class<?> type) {
        return choices.of(type).leaf() != null;
    }

    @Override
    public boolean isServed(Class<?> type) {
        return settings.hashers().serves(type);
    }

    /** Returns whether each of the values, null included, is its own key part. */
    boolean areOwnKeyParts(@Nullable Object[] values) {
        Class<?> last = null;
        for (Object value : values) {
            Class<?> type = value == null ? last : value.getClass();
            if (type != null && type != last && !(choices.of(type).keyParts() instanceof KeyParts.Itself)) {
                return false;
            }
            last = type;
        }
        return true;
    }

    private HashedValue hash(
            @Nullable Object value,
            Origin origin,
            @Nullable OutlineRecorder recorder,
            @Nullable HeapEstimate heap,
            UninitialisedPlaces kept) {
        Buffer out = new Buffer(algorithm);
        out.putByte(Format.VERSION);
        EncodingPass pass = append(value, origin, out, recorder, heap, null, kept);
        long bytes = out.all();
        long objects = pass.dependsOnObserved() ? Long.MAX_VALUE : pass.nodes();
        return new HashedValue(out.digest(), !pass.isMutable(), pass.isThisProcessOnly(), bytes, objects);
    }

    private EncodingPass append(
            @Nullable Object value,
            Origin origin,
            Buffer out,
            @Nullable OutlineRecorder recorder,
            @Nullable HeapEstimate heap,
            @Nullable DependencyLog log,
            UninitialisedPlaces kept) {
        int from = out.size();
        ConcurrentReads.Disturbed last = null;
        NodeMemory.Mode mode = NodeMemory.Mode.BY_PATH;
        for (int i = 0; i < ATTEMPTS; i++) {
            if (recorder != null) {
                recorder.restart();
            }
            if (heap != null) {
                heap.restart();
            }
            kept.restart();
            try {
                EncodingPass pass = new EncodingPass(this, mode, origin, out, recorder, heap, log, kept);
                pass.run(value);
                return pass;
            } catch (Numbering.Knotted knotted) {
                mode = NodeMemory.Mode.NUMBERED;
                out.restart(from);
            } catch (ConcurrentReads.Disturbed disturbed) {
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
