package io.memo.benchmarks.quotes;

import io.memo.Memoize;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.cache.annotation.Cacheable;

/** A bean with one computation for each shape of arguments, cached in every way. */
public class Quotes {

    private final String region;
    private final int tax;
    private final double margin;
    private final Settings settings;

    /** Makes one with usual settings. */
    public Quotes() {
        this("EU", 19, 0.5, new Settings());
    }

    /** Makes one with these settings. */
    public Quotes(String region, int tax, double margin, Settings settings) {
        this.region = region;
        this.tax = tax;
        this.margin = margin;
        this.settings = settings;
    }

    private String local(String text) {
        return text + region + tax + margin + settings.getUnit() + settings.getFactor();
    }

    private static Map<String, Integer> parts(String text) {
        Map<String, Integer> parts = new HashMap<>();
        for (int i = 0; i < 10; i++) {
            parts.put(text + i, i);
        }
        return parts;
    }

    /** Not cached. */
    public String price(long id, String name) {
        return id + name;
    }

    /** Cached by Spring. */
    @Cacheable(cacheNames = "plain0")
    public String cacheable(long id, String name) {
        return id + name;
    }

    /** Cached by Spring, one computation for a key. */
    @Cacheable(cacheNames = "sync0", sync = true)
    public String cacheableSync(long id, String name) {
        return id + name;
    }

    /** Memoized. */
    @Memoize(name = "memoized0")
    public String memoized(long id, String name) {
        return id + name;
    }

    /** Memoized, and reads fields. */
    @Memoize(name = "withExternals0")
    public String memoizedWithExternals(long id, String name) {
        return local(id + name);
    }

    /** Memoized, with a result that anyone may change. */
    @Memoize(name = "mutable0")
    public Map<String, Integer> memoizedMutable(long id, String name) {
        return parts(id + name);
    }

    /** Not cached. */
    public String price(Order order) {
        return order.customer() + order.id();
    }

    /** Cached by Spring. */
    @Cacheable(cacheNames = "plain1")
    public String cacheable(Order order) {
        return order.customer() + order.id();
    }

    /** Cached by Spring, one computation for a key. */
    @Cacheable(cacheNames = "sync1", sync = true)
    public String cacheableSync(Order order) {
        return order.customer() + order.id();
    }

    /** Memoized. */
    @Memoize(name = "memoized1")
    public String memoized(Order order) {
        return order.customer() + order.id();
    }

    /** Memoized, and reads fields. */
    @Memoize(name = "withExternals1")
    public String memoizedWithExternals(Order order) {
        return local(order.customer() + order.id());
    }

    /** Memoized, with a result that anyone may change. */
    @Memoize(name = "mutable1")
    public Map<String, Integer> memoizedMutable(Order order) {
        return parts(order.customer() + order.id());
    }

    /** Not cached. */
    public String price(List<String> names) {
        return names.get(0) + names.size();
    }

    /** Cached by Spring. */
    @Cacheable(cacheNames = "plain2")
    public String cacheable(List<String> names) {
        return names.get(0) + names.size();
    }

    /** Cached by Spring, one computation for a key. */
    @Cacheable(cacheNames = "sync2", sync = true)
    public String cacheableSync(List<String> names) {
        return names.get(0) + names.size();
    }

    /** Memoized. */
    @Memoize(name = "memoized2")
    public String memoized(List<String> names) {
        return names.get(0) + names.size();
    }

    /** Memoized, and reads fields. */
    @Memoize(name = "withExternals2")
    public String memoizedWithExternals(List<String> names) {
        return local(names.get(0) + names.size());
    }

    /** Memoized, with a result that anyone may change. */
    @Memoize(name = "mutable2")
    public Map<String, Integer> memoizedMutable(List<String> names) {
        return parts(names.get(0) + names.size());
    }
}
