package io.memo.hash.walk;

import io.memo.hash.format.Buffer;
import io.memo.hash.format.Format;
import io.memo.hash.read.ConcurrentReads;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The numbers of the nodes of one knotted value. Path by path, a node on many cycles would be written once for each way to it, and
 * there are too many ways. So a node on a cycle is written once, and later as its number: the time is linear, and of what lies on
 * cycles it counts whether it is shared or copied.
 *
 * <p>Numbers follow from the order of the pass, so that order has to follow from the value. The elements of an unordered container are
 * written in the order of what they look like by themselves; where two look alike the value is refused.
 */
public final class Numbering {

    private static final String LOOKS_ALIKE =
            "it lies on more circles than memo walks, and looks like another element of the same set or map";

    /** Writes what is not looked into. */
    static final Encoder OPAQUE = (value, pass) -> {
        pass.out.putByte(Format.OPAQUE);
        pass.out.putString(value.getClass().getName());
        return false;
    };

    /** Too many paths lead through the cycles of a value to follow each. */
    public static final class Knotted extends RuntimeException {

        private static final long serialVersionUID = 1L;

        Knotted() {
            super(null, null, false, false);
        }
    }

    private int count;

    /** Writes the number of a node that has one; returns false, having written nothing, if it has none. */
    static boolean write(Object node, EncodingScope context, Buffer out) {
        Integer number = context.numberOf(node);
        if (number == null) {
            return false;
        }
        out.putByte(Format.NUMBER);
        out.putLength(number);
        return true;
    }

    /** Numbers a node on a cycle that was finished. */
    void number(Object node, EncodingScope context) {
        context.number(node, count++);
    }

    /** One element of an unordered container, and what it looks like. */
    private record Looked(@Nullable Object element, byte[] look, boolean leaf) {

        /** Returns what a message is about; the keys of a map differ, unless they are objects. */
        Object shown() {
            Object shown = element instanceof Map.Entry<?, ?> entry ? entry.getKey() : element;
            return shown == null ? this : shown;
        }

        boolean isLike(Looked other) {
            return Arrays.equals(look, other.look) && !(leaf && other.leaf);
        }
    }

    /** Returns the elements in an order that follows from what they look like. */
    static ConcurrentReads.Elements inOrder(ConcurrentReads.Elements elements, EncodingPass pass) {
        List<Looked> looked = new ArrayList<>();
        while (elements.hasNext()) {
            Object element = elements.next();
            looked.add(new Looked(element, pass.look(element), pass.isLeaf(element)));
        }
        return sorted(looked, pass);
    }

    /** Returns the entries in an order that follows from what keys and values look like. */
    static ConcurrentReads.Elements entriesInOrder(ConcurrentReads.Elements entries, EncodingPass pass) {
        List<Looked> looked = new ArrayList<>();
        while (entries.hasNext()) {
            // Some maps give the same entry again.
            Map.Entry<?, ?> entry = ConcurrentReads.entry(entries.next());
            byte[] key = pass.look(entry.getKey());
            byte[] value = pass.look(entry.getValue());
            byte[] both = Arrays.copyOf(key, key.length + value.length);
            System.arraycopy(value, 0, both, key.length, value.length);
            looked.add(new Looked(entry, both, pass.isLeaf(entry.getKey()) && pass.isLeaf(entry.getValue())));
        }
        return sorted(looked, pass);
    }

    private static ConcurrentReads.Elements sorted(List<Looked> looked, EncodingPass pass) {
        looked.sort(Comparator.comparing(Looked::look, Arrays::compareUnsigned));
        for (int i = 1; i < looked.size(); i++) {
            if (looked.get(i).isLike(looked.get(i - 1))) {
                pass.refuseValue(looked.get(i).shown(), LOOKS_ALIKE);
            }
        }
        return ConcurrentReads.ofArray(looked.stream().map(Looked::element).toArray());
    }
}
