package io.memo.benchmarks.woven;

import io.memo.Memoize;
import io.memo.benchmarks.quotes.Order;
import java.util.List;
import org.springframework.cache.annotation.Cacheable;

/** One computation for each shape of arguments, cached by memo and by Spring. */
public class WovenQuotes {

    /** Cached by Spring. */
    @Cacheable(cacheNames = "woven0")
    public String cacheable(long id, String name) {
        return id + name;
    }

    /** Memoized. */
    @Memoize(name = "woven0")
    public String memoized(long id, String name) {
        return id + name;
    }

    /** Cached by Spring. */
    @Cacheable(cacheNames = "woven1")
    public String cacheable(Order order) {
        return order.customer() + order.id();
    }

    /** Memoized. */
    @Memoize(name = "woven1")
    public String memoized(Order order) {
        return order.customer() + order.id();
    }

    /** Cached by Spring. */
    @Cacheable(cacheNames = "woven2")
    public String cacheable(List<String> names) {
        return names.get(0) + names.size();
    }

    /** Memoized. */
    @Memoize(name = "woven2")
    public String memoized(List<String> names) {
        return names.get(0) + names.size();
    }
}
