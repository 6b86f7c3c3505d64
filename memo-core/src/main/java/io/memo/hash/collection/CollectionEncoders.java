package io.memo.hash.collection;

import io.memo.hash.classify.CollectionLibraries;
import io.memo.hash.classify.Jdk;
import io.memo.hash.classify.RefusedTypes;
import io.memo.hash.format.Format;
import io.memo.hash.frame.Contents;
import io.memo.hash.frame.MapFrame;
import io.memo.hash.frame.SequenceFrame;
import io.memo.hash.frame.Trait;
import io.memo.hash.frame.UnorderedFrame;
import io.memo.hash.read.ConcurrentReads;
import io.memo.hash.read.Wrapped;
import io.memo.hash.walk.Encoder;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Hashtable;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.Spliterator;
import java.util.Vector;
import java.util.concurrent.CopyOnWriteArraySet;
import org.jspecify.annotations.Nullable;

/**
 * Collections and maps of the JDK, views and wrappers included, read through their own iterators. Whether the order
 * counts is said by the type where it is public, and by the {@link Spliterator#ORDERED} characteristic where it is a
 * view. That of a map in access order does not. A wrapper is what it wraps.
 */
public final class CollectionEncoders {

    private CollectionEncoders() {}

    /** Returns the encoder of a type of the JDK, or null if it is no collection. */
    public static @Nullable Encoder of(Class<?> type) {
        Contents contents = contents(type);
        if (contents == null) {
            return null;
        }
        Encoder encoder = encoder(contents, isUnmodifiable(type));
        boolean list = List.class.isAssignableFrom(type);
        return Wrapped.isWrapper(type) && !list ? wrapper(type, refusing(encoder)) : encoder;
    }

    /** Writes what is wrapped; elements of a synchronized one are read under its lock. */
    private static Encoder wrapper(Class<?> type, Encoder unknown) {
        boolean locks = isSynchronized(type);
        boolean ofMap = Wrapped.isSetOfMap(type);
        return (value, pass) -> {
            Object inside = Wrapped.in(value);
            if (inside == null) {
                return unknown.encode(value, pass);
            }
            pass.mutable();
            if (ofMap && (Jdk.owns(inside.getClass()) || CollectionLibraries.own(inside.getClass()))) {
                return pass.value(ConcurrentReads.read(((Map<?, ?>) inside)::keySet));
            }
            Object innermost = locks ? innermost(inside) : null;
            if (innermost == null || RefusedTypes.refusal(innermost.getClass()) != null) {
                return pass.value(inside);
            }
            Contents contents = contents(innermost.getClass());
            return contents == null
                    ? pass.value(inside)
                    : !pass.writeKnown(value) && pass.push(contents.frame(value, innermost, value));
        };
    }

    /** Returns the collection of the JDK inside all wrappers, or null if it is of another kind. */
    private static @Nullable Object innermost(Object inside) {
        Object at = inside;
        while (at != null && Wrapped.isWrapper(at.getClass())) {
            at = Wrapped.isSetOfMap(at.getClass()) ? null : Wrapped.in(at);
        }
        return at != null && Jdk.owns(at.getClass()) ? at : null;
    }

    /** Refuses a wrapper around what would be refused by itself: the class of its spliterator tells. */
    private static Encoder refusing(Encoder encoder) {
        return (value, pass) -> {
            Collection<?> elements = value instanceof Map<?, ?> map ? map.keySet() : (Collection<?>) value;
            Class<?> spliterator = ConcurrentReads.read(elements::spliterator).getClass();
            String reason = RefusedTypes.refusedMap(spliterator.getName());
            return reason == null ? encoder.encode(value, pass) : pass.refuse(value, reason);
        };
    }

    static Encoder encoder(Contents contents, boolean unmodifiable) {
        return (value, pass) -> {
            if (!unmodifiable) {
                pass.mutable();
            }
            return !pass.writeKnown(value) && pass.push(contents.frame(value, value, value));
        };
    }

    /** Returns how elements of a type of the JDK are written, or null if it is no collection. */
    public static @Nullable Contents contents(Class<?> type) {
        if (Map.class.isAssignableFrom(type)) {
            return map(type);
        }
        if (!Collection.class.isAssignableFrom(type)) {
            return null;
        }
        if (List.class.isAssignableFrom(type)) {
            return sequence(Format.LIST, true);
        }
        if (SortedSet.class.isAssignableFrom(type)) {
            return sequence(Format.SORTED_SET, false);
        }
        if (LinkedHashSet.class.isAssignableFrom(type) || CopyOnWriteArraySet.class.isAssignableFrom(type)) {
            return sequence(Format.ORDERED_SET, false);
        }
        if (Queue.class.isAssignableFrom(type) || EnumTypes.isValues(type)) {
            return sequence(Format.SEQUENCE, true);
        }
        boolean isSet = Set.class.isAssignableFrom(type);
        // They have a spliterator of their own, which does not tell.
        boolean isChecked = type.getName().startsWith("java.util.Collections$Checked");
        Contents unordered = (node, kind, read) -> new UnorderedFrame(
                node, isSet ? Format.SET : Format.BAG, Traits.of(kind), elements((Collection<?>) read));
        if (HashSet.class.isAssignableFrom(type) || isUnmodifiable(type)) {
            return unordered;
        }
        Contents ordered = sequence(isSet ? Format.ORDERED_SET : Format.SEQUENCE, !isSet);
        return (node, kind, read) ->
                (isChecked || isOrdered((Collection<?>) kind) ? ordered : unordered).frame(node, kind, read);
    }

    private static Contents map(Class<?> type) {
        boolean sorted = SortedMap.class.isAssignableFrom(type);
        boolean linked = LinkedHashMap.class.isAssignableFrom(type);
        boolean never = !linked && (HashMap.class.isAssignableFrom(type) || isUnmodifiable(type));
        return (node, kind, read) -> {
            Map<?, ?> map = (Map<?, ?>) kind;
            Trait trait = Traits.of(kind);
            // Reading such a map moves its entries.
            boolean byAccess = linked && trait != null;
            boolean ordered =
                    !byAccess && (sorted || linked || (!never && isOrdered(ConcurrentReads.read(map::keySet))));
            int tag = sorted ? Format.SORTED_MAP : ordered ? Format.ORDERED_MAP : Format.MAP;
            return new MapFrame(
                    node, tag, trait, ordered, elements(ConcurrentReads.read(((Map<?, ?>) read)::entrySet), read));
        };
    }

    private static Contents sequence(int tag, boolean indexed) {
        return (node, kind, read) -> {
            Trait trait = tag == Format.LIST ? null : Traits.of(kind);
            return new SequenceFrame(
                    node, out -> Trait.open(out, tag, trait), trait, elements((Collection<?>) read), indexed);
        };
    }

    private static boolean isOrdered(Collection<?> collection) {
        return ConcurrentReads.read(collection::spliterator).hasCharacteristics(Spliterator.ORDERED);
    }

    private static ConcurrentReads.Elements elements(Collection<?> collection) {
        return elements(collection, collection);
    }

    /** Returns the elements, all at once if the owner of the collection locks itself for that and not for an iterator. */
    private static ConcurrentReads.Elements elements(Collection<?> collection, Object owner) {
        return isSynchronized(owner.getClass())
                ? ConcurrentReads.ofArray(ConcurrentReads.read(collection::toArray))
                : ConcurrentReads.of(collection);
    }

    /** Returns whether reading it as a whole takes a lock that iterating does not. */
    private static boolean isSynchronized(Class<?> type) {
        return type.getName().startsWith("java.util.Collections$Synchronized")
                || Vector.class.isAssignableFrom(type)
                || Hashtable.class.isAssignableFrom(type);
    }

    private static boolean isUnmodifiable(Class<?> type) {
        String name = type.getName();
        return name.startsWith("java.util.ImmutableCollections$")
                || name.startsWith("java.util.Collections$Empty")
                || name.startsWith("java.util.Collections$Singleton")
                || name.equals("java.util.Collections$CopiesList");
    }
}
