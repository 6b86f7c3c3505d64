package io.memo.libraries;

import static io.memo.libraries.JdkSamples.filled;
import static io.memo.libraries.JdkSamples.text;
import static io.memo.libraries.Sample.changing;
import static io.memo.libraries.Sample.fixed;

import com.google.common.collect.ArrayListMultimap;
import com.google.common.collect.ConcurrentHashMultiset;
import com.google.common.collect.EvictingQueue;
import com.google.common.collect.HashBasedTable;
import com.google.common.collect.HashBiMap;
import com.google.common.collect.HashMultimap;
import com.google.common.collect.HashMultiset;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableListMultimap;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.ImmutableSortedMap;
import com.google.common.collect.ImmutableSortedSet;
import com.google.common.collect.LinkedHashMultimap;
import com.google.common.collect.LinkedHashMultiset;
import com.google.common.collect.LinkedListMultimap;
import com.google.common.collect.Range;
import com.google.common.collect.TreeBasedTable;
import com.google.common.collect.TreeMultimap;
import com.google.common.collect.TreeMultiset;
import com.google.common.net.HostAndPort;
import com.google.common.primitives.ImmutableIntArray;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Modifier;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.eclipse.collections.impl.set.mutable.MultiReaderUnifiedSet;
import org.springframework.http.HttpHeaders;
import org.springframework.util.LinkedCaseInsensitiveMap;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.unit.DataSize;

/** The types of libraries that {@link ChangesPropertyTests} tries: some by hand, the collections of four libraries all. */
final class LibrarySamples {

    private LibrarySamples() {}

    static Stream<Sample> all() {
        return Stream.of(
                        guava().stream(),
                        others().stream(),
                        vavr().stream(),
                        scanned(it.unimi.dsi.fastutil.ints.IntArrayList.class, LibrarySamples::isFastutil),
                        scanned(
                                org.apache.commons.collections4.map.HashedMap.class,
                                name -> !name.contains("Reference")
                                        && !name.contains("Identity")
                                        && !name.contains("Composite")),
                        scanned(
                                org.eclipse.collections.impl.list.mutable.FastList.class,
                                name -> name.contains(".mutable.")
                                        && Stream.of("Factory", "MultiReader", "Multimap", "Proxy", "Strategy")
                                                .noneMatch(name::contains)),
                        scanned(org.apache.commons.lang3.mutable.MutableInt.class, name -> name.contains(".mutable.")))
                .flatMap(each -> each);
    }

    private static List<Sample> guava() {
        return List.of(
                changing("ArrayListMultimap", r -> ArrayListMultimap.create()).unordered(),
                changing("HashMultimap", r -> HashMultimap.create()).unordered(),
                changing("LinkedHashMultimap", r -> LinkedHashMultimap.create()),
                changing("LinkedListMultimap", r -> LinkedListMultimap.create()),
                changing("TreeMultimap", r -> TreeMultimap.create()),
                changing("HashMultiset", r -> HashMultiset.create()).unordered(),
                changing("LinkedHashMultiset", r -> LinkedHashMultiset.create()),
                changing("TreeMultiset", r -> TreeMultiset.create()),
                changing("ConcurrentHashMultiset", r -> ConcurrentHashMultiset.create())
                        .unordered(),
                changing("HashBiMap", r -> HashBiMap.create()).without("inverse"),
                changing("HashBasedTable", r -> HashBasedTable.create()).unordered(),
                changing("TreeBasedTable", r -> TreeBasedTable.create()),
                changing("EvictingQueue", r -> EvictingQueue.create(3)),
                fixed("ImmutableList", r -> ImmutableList.copyOf(filled(new ArrayList<>(), r))),
                fixed("ImmutableSet", r -> ImmutableSet.copyOf(filled(new ArrayList<>(), r))),
                fixed("ImmutableMap", r -> ImmutableMap.copyOf(filled(new LinkedHashMap<>(), r))),
                fixed("ImmutableSortedSet", r -> ImmutableSortedSet.copyOf(filled(new ArrayList<>(), r))),
                fixed("ImmutableSortedMap", r -> ImmutableSortedMap.copyOf(filled(new TreeMap<>(), r))),
                fixed("ImmutableListMultimap", r -> ImmutableListMultimap.of(text(r), 1, text(r), 2)),
                fixed("ImmutableIntArray", r -> ImmutableIntArray.of(r.nextInt(3), r.nextInt(3))),
                fixed("Range", r -> Range.closedOpen(r.nextInt(3), 3 + r.nextInt(3))),
                fixed("HostAndPort", r -> HostAndPort.fromParts(text(r), r.nextInt(9))),
                fixed("Guava's Optional", r -> com.google.common.base.Optional.of(text(r))));
    }

    private static List<Sample> others() {
        return List.of(
                changing("HttpHeaders", r -> new HttpHeaders()).unprobed(),
                changing("LinkedCaseInsensitiveMap", r -> new LinkedCaseInsensitiveMap<>()),
                changing("LinkedMultiValueMap", r -> new LinkedMultiValueMap<>())
                        .without("put", "putIfAbsent", "replace"),
                changing("Kotlin's ArrayDeque", r -> new kotlin.collections.ArrayDeque<>()),
                changing("MutableDateTime", r -> new org.joda.time.MutableDateTime(0, org.joda.time.DateTimeZone.UTC)),
                changing("JsonObject", r -> new com.google.gson.JsonObject()),
                changing("MultiReaderUnifiedSet", r -> MultiReaderUnifiedSet.newSet())
                        .unordered(),
                fixed("Kotlin's Pair", r -> new kotlin.Pair<>(text(r), r.nextInt(3))),
                fixed("Kotlin's Triple", r -> new kotlin.Triple<>(text(r), r.nextInt(3), text(r))),
                fixed("Kotlin's IntRange", r -> new kotlin.ranges.IntRange(r.nextInt(3), r.nextInt(9))),
                fixed(
                                "Kotlin's withDefault",
                                r -> kotlin.collections.MapsKt.withDefault(filled(new TreeMap<>(), r), key -> 1))
                        .without("getDefault"),
                fixed("DataSize", r -> DataSize.ofBytes(r.nextInt(9))),
                fixed("commons Range", r -> org.apache.commons.lang3.Range.of(r.nextInt(3), r.nextInt(9))),
                fixed(
                        "Fraction",
                        r -> org.apache.commons.lang3.math.Fraction.getFraction(r.nextInt(9), 1 + r.nextInt(3))),
                fixed("Joda's LocalDate", r -> new org.joda.time.LocalDate(2000, 1 + r.nextInt(9), 1 + r.nextInt(9))),
                fixed("Coordinate", r -> new org.locationtech.jts.geom.Coordinate(r.nextInt(3), r.nextInt(3))));
    }

    private static List<Sample> vavr() {
        return List.of(
                fixed("Vavr's List", r -> io.vavr.collection.List.ofAll(filled(new ArrayList<>(), r))),
                fixed("Vavr's Vector", r -> io.vavr.collection.Vector.ofAll(filled(new ArrayList<>(), r))),
                fixed("Vavr's Array", r -> io.vavr.collection.Array.ofAll(filled(new ArrayList<>(), r))),
                fixed("Vavr's Queue", r -> io.vavr.collection.Queue.ofAll(filled(new ArrayList<>(), r))),
                fixed("Vavr's HashSet", r -> io.vavr.collection.HashSet.ofAll(filled(new ArrayList<>(), r)))
                        .unordered(),
                fixed(
                        "Vavr's LinkedHashSet",
                        r -> io.vavr.collection.LinkedHashSet.ofAll(filled(new ArrayList<>(), r))),
                fixed("Vavr's TreeSet", r -> io.vavr.collection.TreeSet.ofAll(filled(new ArrayList<>(), r))),
                fixed("Vavr's HashMap", r -> io.vavr.collection.HashMap.ofAll(filled(new TreeMap<>(), r)))
                        .unordered(),
                fixed(
                        "Vavr's LinkedHashMap",
                        r -> io.vavr.collection.LinkedHashMap.ofAll(filled(new LinkedHashMap<>(), r))),
                fixed("Vavr's TreeMap", r -> io.vavr.collection.TreeMap.ofAll(filled(new TreeMap<>(), r))),
                fixed("Vavr's Option", r -> io.vavr.control.Option.of(r.nextBoolean() ? text(r) : null)),
                fixed(
                        "Vavr's Either",
                        r -> r.nextBoolean()
                                ? io.vavr.control.Either.left(text(r))
                                : io.vavr.control.Either.right(text(r))),
                fixed("Vavr's Tuple2", r -> io.vavr.Tuple.of(text(r), r.nextInt(3))),
                fixed("Vavr's Tuple3", r -> io.vavr.Tuple.of(text(r), r.nextInt(3), text(r))));
    }

    private static boolean isFastutil(String name) {
        return Stream.of(".ints.", ".objects.", ".longs.", ".doubles.", ".chars.", ".booleans.")
                        .anyMatch(name::contains)
                && !name.contains("Reference")
                && !name.contains("Linked2")
                && !name.contains("Cache");
    }

    /** All public classes of the jar that hold something, can be made empty and be filled. */
    private static Stream<Sample> scanned(Class<?> one, Predicate<String> wanted) {
        try (JarFile jar = new JarFile(
                Path.of(one.getProtectionDomain().getCodeSource().getLocation().toURI())
                        .toFile())) {
            return jar.stream()
                    .map(entry -> entry.getName())
                    .filter(name -> name.endsWith(".class") && !name.contains("$") && !name.startsWith("META-INF"))
                    .map(name -> name.substring(0, name.length() - 6).replace('/', '.'))
                    .filter(wanted)
                    .sorted()
                    .map(LibrarySamples::sample)
                    .flatMap(java.util.Optional::stream)
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new AssertionError(e);
        }
    }

    private static java.util.Optional<Sample> sample(String name) {
        try {
            Class<?> type = Class.forName(name, false, LibrarySamples.class.getClassLoader());
            if (!Modifier.isPublic(type.getModifiers()) || Modifier.isAbstract(type.getModifiers()) || !holds(type)) {
                return java.util.Optional.empty();
            }
            Constructor<?> constructor = type.getConstructor();
            constructor.newInstance();
            Sample sample = changing(type.getName(), r -> make(constructor));
            boolean unordered = name.contains("Hash") && !name.contains("Linked") || name.contains("Unified");
            // Its order says what was asked for last, which is no part of a value.
            boolean moves = name.contains("LRU");
            sample = unordered || moves ? sample.unordered() : sample;
            return java.util.Optional.of(moves ? sample.unprobed() : sample);
        } catch (ReflectiveOperationException | LinkageError | RuntimeException e) {
            return java.util.Optional.empty();
        }
    }

    private static boolean holds(Class<?> type) {
        return Collection.class.isAssignableFrom(type)
                || Map.class.isAssignableFrom(type)
                || type.getName().contains(".mutable.")
                || Iterable.class.isAssignableFrom(type);
    }

    private static Object make(Constructor<?> constructor) {
        try {
            return constructor.newInstance();
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }
}
