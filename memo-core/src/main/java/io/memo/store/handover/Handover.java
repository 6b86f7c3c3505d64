package io.memo.store.handover;

import io.memo.hash.Origin;
import io.memo.hash.StructuralHasher;
import io.memo.store.Ticker;
import io.memo.store.tier.MemoCodec;
import io.memo.store.tier.NotStorableException;
import io.memo.store.tier.ResultCodec;
import io.memo.store.tier.entry.TierKeys;
import io.memo.store.tier.method.ValueCoder;
import java.lang.reflect.Type;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands the results that are in memory over to the next start of the application in this process. Values of the JDK's types go by
 * reference, others as bytes of the codec, newest first; what can go neither way, or was changed since it was stored, is lost.
 * Each is verified again before it is returned. Safe for use by several threads.
 */
public final class Handover implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger("io.memo.store");

    private static final long MOST_BYTES = 64L << 20;
    private static final int MOST_RESULTS = 10_000;
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final HandoverPlace place;
    private final String application;
    private final MemoCodec codec;
    private final Ticker ticker;
    private final LeftResults left;
    private final List<MethodHandover> methods = new CopyOnWriteArrayList<>();
    private final AtomicBoolean closed = new AtomicBoolean();

    /**
     * Takes what the start before left.
     *
     * @param place where that is
     * @param application the name of the application
     * @param codec turns results into bytes and back
     * @param ticker the time
     */
    public Handover(HandoverPlace place, String application, MemoCodec codec, Ticker ticker) {
        this.place = place;
        this.application = application;
        this.codec = codec;
        this.ticker = ticker;
        this.left = new LeftResults(place.take());
    }

    /**
     * Returns the part of a method, or null if none of its results could be handed over.
     *
     * @param returnType what the method returns, with its type arguments
     * @param hasher hashes the method's results as they are hashed in memory
     * @param origin names the method
     */
    public @Nullable MethodHandover forMethod(Type returnType, StructuralHasher hasher, Origin origin) {
        try {
            ResultCodec results = codec.forResults(returnType);
            MethodHandover method = new MethodHandover(
                    origin.method(),
                    new TierKeys(application, origin.method(), codec.id(), results.classes()),
                    new ValueCoder(codec.id(), results, hasher, origin),
                    left);
            methods.add(method);
            return method;
        } catch (NotStorableException e) {
            log.debug("Results of {} do not survive restarts: {}.", origin.method(), e.getMessage());
            return null;
        } catch (RuntimeException | LinkageError e) {
            log.warn("Results of {} do not survive restarts, for the codec cannot be used.", origin.method(), e);
            return null;
        }
    }

    /** Lets go of what was left for methods that are not known yet. */
    public void clear() {
        left.clear();
    }

    /** Hands over what is in memory and what nobody asked for, newest first, for about two seconds; later calls do nothing. */
    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        List<Offer> offers = new ArrayList<>();
        methods.forEach(method ->
                method.live().forEach(live -> offers.add(new Offer(live.entry().storedAt(), live::handOver))));
        left.all().forEach(result -> offers.add(new Offer(result.created(), () -> result)));
        offers.sort(Comparator.comparing(Offer::created).reversed());
        List<Map<String, Object>> handed = handed(offers);
        place.leave(handed);
        log.debug("{} of {} results are handed over to the next start.", handed.size(), offers.size());
    }

    private List<Map<String, Object>> handed(List<Offer> offers) {
        List<Map<String, Object>> handed = new ArrayList<>();
        long start = ticker.nanos();
        long bytes = 0;
        for (Offer offer : offers) {
            if (handed.size() == MOST_RESULTS || ticker.nanos() - start > PATIENCE.toNanos()) {
                break;
            }
            HandedResult result = offer.result().get();
            if (result != null && bytes + result.size() <= MOST_BYTES) {
                bytes += result.size();
                handed.add(result.toMap());
            }
        }
        return handed;
    }

    private record Offer(Instant created, Supplier<@Nullable HandedResult> result) {}
}
