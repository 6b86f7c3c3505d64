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
    protected void open(EncodingPass pass) {
        Trait.open(pass.out, tag, trait);
        from = pass.out.size();
    }

    @Override
    protected boolean step(EncodingPass pass) {
        if (!begun) {
            begun = true;
            inTrait = trait != null;
            if (trait != null && pass.value(trait.value())) {
                return true;
            }
        }
        inTrait = false;
        if (count == 0) {
            elements = pass.inOrder(elements);
        }
        while (elements.hasNext()) {
            Object element = elements.next();
            count++;
            units.begin(pass);
            if (pass.value(element)) {
                return true;
            }
            units.end(pass);
        }
        return false;
    }

    @Override
    protected void childWritten(EncodingPass pass) {
        if (!inTrait) {
            units.end(pass);
        }
    }

    @Override
    protected void contained(HeapEstimate heap) {
        contained(heap, count);
    }

    @Override
    protected void close(EncodingPass pass) {
        units.write(pass, from);
    }

    @Override
    protected @Nullable Object childStep(EncodingPass pass) {
        return inTrait && trait != null ? trait.step() : null;
    }
}
