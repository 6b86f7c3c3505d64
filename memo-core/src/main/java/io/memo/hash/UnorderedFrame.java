package io.memo.hash;

import org.jspecify.annotations.Nullable;

/** A set, or another collection without an order. */
final class UnorderedFrame extends Frame {

    private final int tag;
    private final Reading.Elements elements;
    private final Units units = new Units();
    private int from;

    UnorderedFrame(@Nullable Object node, int tag, Reading.Elements elements) {
        super(node);
        this.tag = tag;
        this.elements = elements;
    }

    @Override
    void open(Walk walk) {
        walk.out.putByte(tag);
        from = walk.out.size();
    }

    @Override
    boolean step(Walk walk) {
        while (elements.hasNext()) {
            Object element = elements.next();
            units.begin(walk);
            if (walk.value(element)) {
                return true;
            }
            units.end(walk);
        }
        return false;
    }

    @Override
    void childWritten(Walk walk) {
        units.end(walk);
    }

    @Override
    void close(Walk walk) {
        units.write(walk, from);
    }

    @Override
    @Nullable
    Object childStep(Walk walk) {
        return null;
    }
}
