package io.memo.hash.collection;

import io.memo.hash.classify.CollectionLibraries;
import io.memo.hash.classify.Supertypes;
import io.memo.hash.format.Format;
import io.memo.hash.frame.MapFrame;
import io.memo.hash.frame.SequenceFrame;
import io.memo.hash.frame.Trait;
import io.memo.hash.frame.UnorderedFrame;
import io.memo.hash.read.ConcurrentReads;
import io.memo.hash.walk.Encoder;
import io.memo.hash.walk.RefusingEncoder;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Collections of well-known libraries, which are read through their iterators as those of the JDK are. By their fields
 * they would differ by how large their tables happen to be. Order counts unless the class is known for having none.
 */
public final class LibraryCollectionEncoders {

    /** Maps whose entries the garbage collector may take. */
    private static final Set<String> OF_REFERENCES = Set.of(
            "com.google.common.collect.MapMakerInternalMap",
            "org.apache.commons.collections4.map.AbstractReferenceMap",
            "org.hibernate.internal.util.collections.ConcurrentReferenceHashMap",
            "org.springframework.util.ConcurrentReferenceHashMap");

    private LibraryCollectionEncoders() {}

    /** Returns the encoder of a class outside the JDK, or null if it is no such collection. */
    public static @Nullable Encoder of(Class<?> type) {
        if (!CollectionLibraries.own(type)) {
            return null;
        }
        if (LookUps.byIdentity(type)) {
            return new RefusingEncoder("it tells its keys apart by identity");
        }
        boolean ordered = !isUnordered(type.getName());
        LookUps lookUps = LookUps.of(type);
        boolean references = Supertypes.first(type, name -> OF_REFERENCES.contains(name) ? name : null) != null;
        if (Map.class.isAssignableFrom(type)) {
            Encoder map = CollectionEncoders.encoder(
                    (node, kind, read) -> new MapFrame(
                            node,
                            ordered ? Format.ORDERED_MAP : Format.MAP,
                            trait(lookUps, kind),
                            ordered,
                            ConcurrentReads.of(ConcurrentReads.read(((Map<?, ?>) read)::entrySet))),
                    false);
            return references ? held(map) : map;
        }
        if (!Collection.class.isAssignableFrom(type)) {
            return null;
        }
        boolean isSet = Set.class.isAssignableFrom(type);
        if (!ordered) {
            return CollectionEncoders.encoder(
                    (node, kind, read) -> new UnorderedFrame(
                            node, isSet ? Format.SET : Format.BAG, trait(lookUps, kind), elements((Collection<?>)
                                    read)),
                    false);
        }
        int tag = List.class.isAssignableFrom(type) ? Format.LIST : isSet ? Format.ORDERED_SET : Format.SEQUENCE;
        return CollectionEncoders.encoder(
                (node, kind, read) -> {
                    Trait trait = trait(lookUps, kind);
                    return new SequenceFrame(
                            node, out -> Trait.open(out, tag, trait), trait, elements((Collection<?>) read), !isSet);
                },
                false);
    }

    /** Some of Eclipse's have a lock of their own, and no iterator. */
    private static ConcurrentReads.Elements elements(Collection<?> collection) {
        return collection.getClass().getName().contains(".MultiReader")
                ? ConcurrentReads.ofArray(ConcurrentReads.read(collection::toArray))
                : ConcurrentReads.of(collection);
    }

    private static @Nullable Trait trait(@Nullable LookUps lookUps, Object container) {
        return lookUps == null ? null : lookUps.trait(container);
    }

    /** What the garbage collector takes out of a kept result would look like a change: it is kept with it. */
    private static Encoder held(Encoder map) {
        return (value, pass) -> {
            pass.kept().hold(value, () -> contents((Map<?, ?>) value));
            return map.encode(value, pass);
        };
    }

    private static @Nullable Object[] contents(Map<?, ?> map) {
        List<@Nullable Object> all = new ArrayList<>();
        ConcurrentReads.run(() -> map.entrySet().forEach(entry -> {
            all.add(entry);
            all.add(entry.getKey());
            all.add(entry.getValue());
        }));
        return all.toArray();
    }

    private static boolean isUnordered(String name) {
        String simple = name.substring(name.lastIndexOf('.') + 1);
        return simple.equals("PersistentSet")
                || simple.equals("PersistentMap")
                || simple.contains("Unified")
                // Reading it moves its entries.
                || simple.equals("LRUMap")
                || (simple.contains("Hash") && !simple.contains("Linked"));
    }
}
