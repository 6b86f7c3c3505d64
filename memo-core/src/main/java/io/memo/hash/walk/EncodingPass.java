package io.memo.hash.walk;

import io.memo.digest.DigestAlgorithm;
import io.memo.hash.Dependency;
import io.memo.hash.KeysInPaths;
import io.memo.hash.Origin;
import io.memo.hash.format.Buffer;
import io.memo.hash.format.Format;
import io.memo.hash.read.ConcurrentReads;
import io.memo.hash.refusal.Refusals;
import io.memo.hash.snapshot.UninitialisedPlaces;
import io.memo.size.HeapEstimate;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One pass over one value: writes its encoding and finds out the two bits on the way. Not thread-safe; used once.
 */
public final class EncodingPass extends NodeMemory {

    private final @Nullable OutlineRecorder outline;
    private final @Nullable HeapEstimate heap;
    private final @Nullable DependencyLog dependencies;
    private final EncoderSource encoders;
    private final Origin origin;
    private final UninitialisedPlaces kept;
    private @Nullable Refusals refusals;
    private @Nullable Class<?> lastType;
    private @Nullable Encoder lastEncoder;
    private final Mode mode;
    private final NodeCount nodes;

    /**
     * @param out what to append the encoding to
     * @param outline notes places, or null if none are wanted
     * @param heap adds up what the value takes in the heap, or null if nobody asks
     * @param dependencies notes what counts by which object it is, or null if nobody asks
     * @param kept knows which places count as not initialised
     */
    public EncodingPass(
            EncoderSource encoders,
            Mode mode,
            Origin origin,
            Buffer out,
            @Nullable OutlineRecorder outline,
            @Nullable HeapEstimate heap,
            @Nullable DependencyLog dependencies,
            UninitialisedPlaces kept) {
        super(out, mode, new EncodingScope(encoders));
        this.heap = heap;
        this.dependencies = dependencies;
        this.kept = kept;
        this.encoders = encoders;
        this.mode = mode;
        this.nodes = new NodeCount(
                encoders.settings().maxNodes(), limit -> refusals().tooLarge(limit), () -> {
                    throw new Numbering.Knotted();
                });
        this.origin = origin;
        this.outline = outline;
    }

    /**
     * Appends the encoding of the value. To be called once.
     *
     * @throws io.memo.UnhashableTypeException if anything in it cannot be hashed, or it has too many objects
     * @throws ConcurrentReads.Disturbed if another thread changes it meanwhile
     * @throws Numbering.Knotted if too many paths lead through its cycles
     */
    public void run(@Nullable Object value) {
        int from = out.size();
        if (isNumbered()) {
            out.putByte(Format.NUMBERED);
        }
        try {
            whole(value);
        } catch (Refusals.Enough enough) {
            throw refusals().exception(value);
        }
        if (refusals != null && !refusals.isEmpty()) {
            throw refusals.exception(value);
        }
        if (outline != null) {
            outline.done(OutlineRecorder.ROOT, out.shortHash(from));
        }
    }

    private void whole(@Nullable Object value) {
        if (value(value)) {
            for (Frame top = stack.top(); top != null; top = stack.top()) {
                if (!top.step(this)) {
                    finish(top);
                }
            }
        }
    }

    private Refusals refusals() {
        if (refusals == null) {
            refusals = new Refusals(origin);
        }
        return refusals;
    }

    /** Writes a value, or pushes the frame that will; returns whether it pushed one. */
    public boolean value(@Nullable Object value) {
        int from = out.size();
        boolean pushed = false;
        if (value == null) {
            out.putByte(Format.NULL);
        } else {
            Encoder encoder = encoder(value.getClass());
            pushed = heap == null ? encoder.encode(value, this) : sized(value, encoder, heap);
        }
        Frame top = stack.top();
        if (!pushed && outline != null && top != null) {
            top.leaf(outline, this, from);
        }
        return pushed;
    }

    /** Notes the place of a leaf that was written from there on, if anybody wants to know about places. */
    public void leaf(int from) {
        if (outline != null) {
            top().leaf(outline, this, from);
        }
    }

    private boolean sized(Object value, Encoder encoder, HeapEstimate counts) {
        boolean first = !isAnswering() && (encoder.isLeaf() ? counts.leaf(value) : counts.holder(value));
        boolean pushed = encoder.encode(value, this);
        Frame top = stack.top();
        // A wrapper may have left its frame to what it wraps.
        if (pushed && top != null && !top.sized) {
            top.sized = true;
            top.firstMet = first;
        }
        return pushed;
    }

    // Elements of a collection are often of one class.
    private Encoder encoder(Class<?> type) {
        Encoder known = lastEncoder;
        if (type != lastType || known == null) {
            known = context.encoders.of(type);
            if (mode == Mode.LOOK) {
                return isLookedInto(known, type) ? known : Numbering.OPAQUE;
            }
            lastEncoder = known;
            lastType = type;
        }
        return known;
    }

    /** Begins a node; always true, as an {@link Encoder} returns it. */
    public boolean push(Frame frame) {
        nodes.next();
        Frame parent = stack.top();
        if (outline != null) {
            frame.traced = parent == null ? OutlineRecorder.ROOT : parent.place(outline, this);
        }
        frame.onCycle = frame.node != null && context.isOnCycle(frame.node);
        if (frame.onCycle) {
            nodes.again();
        }
        stack.push(frame);
        frame.start = out.size();
        frame.open(this);
        return true;
    }

    /** Returns whether nobody wants to know about places, so that a node may do without a frame. */
    public boolean isUntraced() {
        return outline == null;
    }

    /** Begins an object that is written without a frame; returns where. */
    public int beginFlat() {
        nodes.next();
        return out.size();
    }

    /** Ends such an object, which holds nothing but leaves and is not worth remembering. */
    public void endFlat(int from) {
        Frame parent = stack.top();
        if (parent != null) {
            if (out.size() - from > Format.INLINE) {
                out.collapse(from, Format.DIGEST);
            }
            parent.cost++;
        }
    }

    /** Counts an element or entry that has to be put in order. */
    public void unit() {
        nodes.unit();
    }

    /** Returns how many nodes and such elements were written. */
    public long nodes() {
        return nodes.all();
    }

    private void finish(Frame frame) {
        frame.close(this);
        if (heap != null) {
            frame.contained(heap);
        }
        stack.pop(frame);
        finished(frame, stack.top());
        if (frame.outside != null) {
            within(frame.outside);
        }
    }

    private void finished(Frame frame, @Nullable Frame parent) {
        boolean onCycle = frame.low <= frame.depth;
        if (onCycle && frame.node != null && !isNumbered() && context.addOnCycle(frame.node)) {
            nodes.onCycle();
        }
        if (parent == null) {
            return;
        }
        if (out.size() - frame.start > Format.INLINE) {
            out.collapse(frame.start, Format.DIGEST);
        }
        if (outline != null && frame.traced >= 0) {
            outline.done(frame.traced, out.shortHash(frame.start));
        }
        settle(frame, parent, onCycle);
        parent.childWritten(this);
    }

    /** Replaces what a sequence wrote so far by its digest, if that is much; to be called after each element. */
    public void chunk(int from) {
        if (out.size() - from > Format.CHUNK_SIZE) {
            out.collapse(from, Format.CHUNK);
        }
    }

    /** Returns the elements of an unordered container in the order in which they are to be written. */
    public ConcurrentReads.Elements inOrder(ConcurrentReads.Elements elements) {
        return isNumbered() ? Numbering.inOrder(elements, this) : elements;
    }

    /** Returns the entries of an unordered map, likewise. */
    public ConcurrentReads.Elements entriesInOrder(ConcurrentReads.Elements entries) {
        return isNumbered() ? Numbering.entriesInOrder(entries, this) : entries;
    }

    /** Returns an encoding of the value in which objects it refers to count by their class only, where {@link #isLookedInto} is false. */
    byte[] look(@Nullable Object value) {
        Buffer look = new Buffer(out.algorithm());
        new EncodingPass(context.encoders, Mode.LOOK, origin, look, null, null, null, kept).whole(value);
        return look.copyFrom(0);
    }

    boolean isLeaf(@Nullable Object value) {
        return value == null || context.encoders.of(value.getClass()).isLeaf();
    }

    /** Objects count by what they hold and by what objects hold that they hold: these may be a key of two parts. */
    private boolean isLookedInto(Encoder encoder, Class<?> type) {
        Frame top = stack.top();
        return encoder.isLeaf()
                || top == null
                || top.isAnswer()
                || (stack.depth() < 2 && context.encoders.isByFields(type));
    }

    /** Returns the node under way; there is one whenever a frame is asked for its children. */
    Frame top() {
        return Objects.requireNonNull(stack.top());
    }

    /** Returns which keys may be seen in paths: as the pass was asked for, whoever hashes what is under way. */
    public KeysInPaths keysInPaths() {
        return encoders.settings().keysInPaths();
    }

    /** Returns the settings that hold where the pass is: inside a named object that code holds, those of another hasher. */
    public Settings settings() {
        return context.encoders.settings();
    }

    /** Returns who knows which places count as not initialised. */
    public UninitialisedPlaces kept() {
        dependsOnLoadedState();
        return kept;
    }

    /** Notes that what follows is held by an object whose code counts; returns false if that makes no difference. */
    public boolean enterCode() {
        if (context.inCode || settings().held().get() == null) {
            return false;
        }
        context = context.code();
        return true;
    }

    /** Returns who writes a named object that is met now, or null if that is as usual. */
    public @Nullable EncoderSource held() {
        return context.inCode ? (EncoderSource) settings().held().get() : null;
    }

    /** Writes a value, and all that it holds, as another hasher does. */
    public boolean heldValue(Object value, EncoderSource by) {
        EncodingScope outside = context;
        within(context.held(by));
        boolean pushed = encoder(value.getClass()).encode(value, this);
        if (pushed) {
            top().outside = outside;
        } else {
            within(outside);
        }
        return pushed;
    }

    private void within(EncodingScope next) {
        context = next;
        lastType = null;
    }

    private String path() {
        return origin.name() + stack.path(this);
    }

    /**
     * Writes a dependency as which object it is, and what it holds where that can be read. Any other value is noted as one that
     * cannot be hashed, and the pass goes on to find the others. Returns whether it pushed a frame.
     */
    public boolean refuse(Object value, String reason) {
        return settings().dependencies() ? encoders.encodeDependency(value, this) : refuseValue(value, reason);
    }

    /** Notes the same of a value whose state cannot be read, also where it is a dependency: it may change in place. */
    public boolean refuseValue(Object value, String reason) {
        refusals()
                .add(new Refusals.Refused(
                        path(),
                        value.getClass(),
                        reason,
                        stack.field(encoders.settings().own()),
                        false));
        out.putByte(Format.NULL);
        return false;
    }

    /**
     * Writes which object it is, for it is merely used. For other processes that is the class, where no result depends on which
     * object it is. Returns false, as a leaf.
     */
    public boolean use(Object dependency) {
        if (out.algorithm() != DigestAlgorithm.IN_PROCESS && Dependency.isGuard(dependency.getClass())) {
            out.putByte(Format.GUARD);
            out.putString(dependency.getClass().getName());
            return false;
        }
        note(dependency, Dependency.Kind.USED, null);
        writeIdentity(dependency);
        return false;
    }

    /** Notes that what is about to be written, by its name or by which object or lambda it is, means nothing in another process. */
    public void note(Object dependency, Dependency.Kind kind, @Nullable String name) {
        thisProcessOnly();
        if (dependencies != null && dependencies.isNew(dependency)) {
            dependencies.add(new Dependency(path(), dependency.getClass(), kind, name));
        }
    }

    /** Notes that a hasher failed, likewise. */
    public boolean hasherFailed(Object value, String hasher, Throwable failure) {
        refusals().hasherFailed(path(), value.getClass(), hasher, failure);
        out.putByte(Format.NULL);
        return false;
    }

    @Override
    public void putText(@Nullable String value) {
        if (heap != null && value != null && !isAnswering()) {
            heap.leaf(value);
        }
        super.putText(value);
    }

    @Override
    public void putLeaf(@Nullable Object value) {
        value(value);
    }

    @Override
    public boolean putNode(@Nullable Object value, int next) {
        // Generated code runs in the step of this frame alone.
        top().field = next;
        return value(value);
    }
}
