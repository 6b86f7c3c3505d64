package io.memo.hash.frame;

import io.memo.hash.Steps;
import io.memo.hash.format.Format;
import io.memo.hash.read.ConcurrentReads;
import io.memo.hash.walk.EncodingPass;
import io.memo.hash.walk.Frame;
import io.memo.size.HeapEstimate;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A map, entry by entry: key, value. Sorted by their bytes unless the map has an order of its own. */
public final class MapFrame extends Frame {

    private enum Next {
        TRAIT,
        KEY,
        VALUE,
        END
    }

    private final int tag;
    private final @Nullable Trait trait;
    private ConcurrentReads.Elements entries;
    private final @Nullable Units units;
    private Next next = Next.TRAIT;
    private int from;
    private int entryFrom;
    private int count;
    private @Nullable Object key;
    private @Nullable Object value;
    private @Nullable Object step;

    /**
     * @param node the map itself, or null if a frame above stands for it
     * @param trait what else the map is, or null
     */
    public MapFrame(
            @Nullable Object node, int tag, @Nullable Trait trait, boolean ordered, ConcurrentReads.Elements entries) {
        super(node);
        this.tag = tag;
        this.trait = trait;
        this.entries = entries;
        this.units = ordered ? null : new Units();
    }

    @Override
    protected void open(EncodingPass pass) {
        Trait.open(pass.out, tag, trait);
        from = pass.out.size();
    }

    @Override
    protected boolean step(EncodingPass pass) {
        while (true) {
            switch (next) {
                case TRAIT -> {
                    step = trait == null ? null : trait.step();
                    next = Next.KEY;
                    if (trait != null && pass.value(trait.value())) {
                        return true;
                    }
                }
                case KEY -> {
                    step = null;
                    if (count == 0 && units != null) {
                        entries = pass.entriesInOrder(entries);
                    }
                    if (!entries.hasNext()) {
                        return false;
                    }
                    read((Map.Entry<?, ?>) entries.next());
                    entryFrom = pass.out.size();
                    if (units != null) {
                        units.begin(pass);
                    }
                    next = Next.VALUE;
                    if (pass.value(key)) {
                        return true;
                    }
                }
                case VALUE -> {
                    step = pass.isUntraced() ? null : tracedStep(pass);
                    next = Next.END;
                    if (pass.value(value)) {
                        return true;
                    }
                }
                default -> {
                    next = Next.KEY;
                    count++;
                    if (units != null) {
                        units.end(pass);
                    } else {
                        pass.chunk(from);
                    }
                }
            }
        }
    }

    private void read(Map.@Nullable Entry<?, ?> entry) {
        Map.Entry<?, ?> present = ConcurrentReads.read(() -> Objects.requireNonNull(entry));
        key = ConcurrentReads.read(present::getKey);
        value = ConcurrentReads.read(present::getValue);
    }

    @Override
    protected void contained(HeapEstimate heap) {
        contained(heap, count);
    }

    @Override
    protected void close(EncodingPass pass) {
        if (units != null) {
            units.write(pass, from);
        } else {
            pass.out.putByte(Format.END);
            pass.out.putLength(count);
        }
    }

    // Only now are the bytes of the key the last ones.
    private Object tracedStep(EncodingPass pass) {
        Object shown = Steps.key(key, pass.keysInPaths());
        return shown == null ? (Object) pass.out.shortHash(entryFrom) : shown;
    }

    @Override
    protected @Nullable Object childStep(EncodingPass pass) {
        boolean inValue = next == Next.END;
        return step == null && inValue ? Steps.key(key, pass.keysInPaths()) : step;
    }
}
