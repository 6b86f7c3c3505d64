package io.memo.engine.tier;

import io.memo.InvalidMemoizeException;
import io.memo.call.MethodSpec;
import io.memo.hash.Origin;
import io.memo.hash.StructuralHasher;
import io.memo.store.tier.NotStorableException;
import io.memo.store.tier.method.MethodTiers;
import io.memo.store.tier.method.Tiers;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The places outside the process, made when the first method needs them. Where they cannot be made, whatever the reason, methods are
 * memoized in memory, and one line says so. Safe for use by several threads.
 */
public final class MethodTierFactory {

    private static final Logger log = LoggerFactory.getLogger("io.memo.store");

    private final Supplier<Tiers> tiers;
    private final AtomicBoolean told = new AtomicBoolean();

    /** @param tiers gives the same tiers each time */
    public MethodTierFactory(Supplier<Tiers> tiers) {
        this.tiers = tiers;
    }

    /**
     * Returns the places as one method sees them, or null if they cannot be made.
     *
     * @param hasher hashes the method's results
     * @param origin names the method
     * @throws NotStorableException if no result of the method could be read back
     * @throws InvalidMemoizeException if what was asked for is a mistake of whoever asked
     */
    @Nullable
    MethodTiers forMethod(MethodSpec spec, StructuralHasher hasher, Origin origin) throws NotStorableException {
        try {
            return tiers.get()
                    .forMethod(
                            spec.method().getGenericReturnType(),
                            hasher,
                            origin,
                            spec.persist(),
                            spec.shared(),
                            spec.freshness().keptAfter());
        } catch (InvalidMemoizeException e) {
            throw e;
        } catch (RuntimeException | LinkageError e) {
            tell(spec.name(), e);
            return null;
        }
    }

    private void tell(String method, Throwable e) {
        if (told.compareAndSet(false, true)) {
            log.error(
                    "Results are kept in memory only, though {} and perhaps other methods are to keep them outside the process:"
                            + " the place for them cannot be made. If a class or a method is missing, a library on the class path"
                            + " has another version than memo works with, often by way of a BOM; docs/versions.md of memo"
                            + " lists those that work.",
                    method,
                    e);
        }
    }
}
