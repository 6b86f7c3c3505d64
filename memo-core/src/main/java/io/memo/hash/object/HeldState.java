package io.memo.hash.object;

import io.memo.SameObject;
import io.memo.hash.classify.RefusedTypes;
import io.memo.hash.frame.Parts;
import io.memo.hash.frame.PartsFrame;
import io.memo.hash.identity.Serials;
import io.memo.hash.read.ConcurrentReads;
import io.memo.hash.walk.EncodingPass;
import java.io.ByteArrayOutputStream;
import java.io.CharArrayWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.DoubleAccumulator;
import java.util.concurrent.atomic.LongAccumulator;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What can be read of objects that no digest of a value could be made of, where code depends on the very object: then it counts which
 * object it is, and what it holds now. Such are maps that tell keys apart by identity or lose them to the garbage collector, what
 * is written to, and futures.
 */
public final class HeldState {

    private static final Map<Class<?>, Function<Object, @Nullable Object>> READ = Map.of(
            StringWriter.class,
            Object::toString,
            CharArrayWriter.class,
            Object::toString,
            StringJoiner.class,
            Object::toString,
            ByteArrayOutputStream.class,
            out -> ((ByteArrayOutputStream) out).toByteArray(),
            LongAccumulator.class,
            accumulator -> ((LongAccumulator) accumulator).get(),
            DoubleAccumulator.class,
            accumulator -> ((DoubleAccumulator) accumulator).get(),
            CompletableFuture.class,
            future -> outcome((CompletableFuture<?>) future));

    private HeldState() {}

    /** Returns whether what objects of the class hold can be read. */
    public static boolean isIn(Class<?> type) {
        return READ.containsKey(type) || RefusedTypes.refusedMap(type.getName()) != null;
    }

    /** Writes the object as a dependency; returns whether that pushed a frame. */
    public static boolean encode(Object object, EncodingPass pass) {
        Function<Object, @Nullable Object> read = READ.get(object.getClass());
        if (read == null && !isIn(object.getClass())) {
            return pass.use(object);
        }
        pass.mutable();
        return !pass.writeKnown(object)
                && pass.push(PartsFrame.mutable(object, object.getClass().getName(), new Object[] {
                    new SameObject(object),
                    ConcurrentReads.read(() -> read == null ? elements(object) : read.apply(object))
                }));
    }

    private static @Nullable Object outcome(CompletableFuture<?> future) {
        if (!future.isDone()) {
            return null;
        }
        try {
            return new Parts("done", true, new Object[] {future.join()});
        } catch (CancellationException | CompletionException e) {
            return new Parts("failed", true, new Object[] {e.getCause()});
        }
    }

    private static Object elements(Object container) {
        List<Object> parts = new ArrayList<>();
        if (container instanceof Map<?, ?> map) {
            map.forEach((key, value) -> parts.add(new Parts("entry", true, new Object[] {serial(key), key, value})));
        } else if (container instanceof Collection<?> collection) {
            collection.forEach(each -> parts.add(new Parts("element", true, new Object[] {serial(each), each})));
        }
        return new Parts("elements", false, parts.toArray());
    }

    private static long serial(@Nullable Object object) {
        return object == null ? 0 : Serials.of(object);
    }
}
