package io.memo.hash.frame;

import io.memo.hash.read.ConcurrentReads;
import io.memo.hash.walk.EncodingPass;
import io.memo.hash.walk.Frame;
import io.memo.size.HeapEstimate;
import org.jspecify.annotations.Nullable;

/** A set, or another collection without an order. */
public final class UnorderedFrame extends Frame {

    private final int tag;
    private final @Nullable Trait trait;
    private ConcurrentReads.Elements elements;
    private final Units units = new Units();
    private boolean begun;
    private boolean inTrait;
    private int from;
    private int count;

    /** @param trait what else the collection is, or null */
    public UnorderedFrame(@Nullable Object node, int tag, @Nullable Trait trait, ConcurrentReads.Elements elements) {
        super(node);
        this.tag = tag;
        this.trait = trait;
        this.elements = elements;
    }

    @Override
    protected void open(EncodingPass walk) {
        Trait.open(walk.out, tag, trait);
        from = walk.out.size();
    }

    @Override
    protected boolean step(EncodingPass walk) {
        if (!begun) {
            begun = true;
            inTrait = trait != null;
            if (trait != null && walk.value(trait.value())) {
                return true;
            }
        }
        inTrait = false;
        if (count == 0) {
            elements = walk.inOrder(elements);
        }
        while (elements.hasNext()) {
            Object element = elements.next();
            count++;
            units.begin(walk);
            if (walk.value(element)) {
                return true;
            }
            units.end(walk);
        }
        return false;
    }

    @Override
    protected void childWritten(EncodingPass walk) {
        if (!inTrait) {
            units.end(walk);
        }
    }

    @Override
    protected void contained(HeapEstimate heap) {
        contained(heap, count);
    }

    @Override
    protected void close(EncodingPass walk) {
        units.write(walk, from);
    }

    @Override
    protected @Nullable Object childStep(EncodingPass walk) {
        return inTrait && trait != null ? trait.step() : null;
    }
}
