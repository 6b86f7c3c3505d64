package io.memo.hash.frame;

import io.memo.hash.format.Buffer;
import io.memo.hash.format.Format;
import io.memo.hash.read.ConcurrentReads;
import io.memo.hash.walk.EncodingPass;
import io.memo.hash.walk.Frame;
import io.memo.size.HeapEstimate;
import org.jspecify.annotations.Nullable;

/** A list, an array, a set that has an order: elements one after the other, their number last. */
public final class SequenceFrame extends Frame {

    /** Writes what comes before the elements. */
    @FunctionalInterface
    public interface Header {
        void write(Buffer out);
    }

    private final Header header;
    private final @Nullable Trait trait;
    private final ConcurrentReads.Elements elements;
    private final boolean indexed;
    private boolean begun;
    private int from;
    private int count;

    /**
     * @param node the object itself, or null if a frame above stands for it
     * @param trait what else the collection is, or null
     * @param indexed whether elements are told apart by their index in paths
     */
    public SequenceFrame(
            @Nullable Object node,
            Header header,
            @Nullable Trait trait,
            ConcurrentReads.Elements elements,
            boolean indexed) {
        super(node);
        this.header = header;
        this.trait = trait;
        this.elements = elements;
        this.indexed = indexed;
    }

    @Override
    protected void open(EncodingPass pass) {
        header.write(pass.out);
        from = pass.out.size();
    }

    @Override
    protected boolean step(EncodingPass pass) {
        if (!begun) {
            begun = true;
            if (trait != null && pass.value(trait.value())) {
                return true;
            }
        }
        while (elements.hasNext()) {
            Object element = elements.next();
            count++;
            if (pass.value(element)) {
                return true;
            }
            pass.chunk(from);
        }
        return false;
    }

    @Override
    protected void childWritten(EncodingPass pass) {
        pass.chunk(from);
    }

    @Override
    protected void contained(HeapEstimate heap) {
        contained(heap, count);
    }

    @Override
    protected void close(EncodingPass pass) {
        pass.out.putByte(Format.END);
        pass.out.putLength(count);
    }

    @Override
    protected @Nullable Object childStep(EncodingPass pass) {
        if (count == 0) {
            return trait == null ? null : trait.step();
        }
        return indexed ? (Object) (count - 1) : null;
    }
}
