package guide;

import io.memo.Hasher;
import io.memo.MemoIgnore;
import io.memo.Memoize;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.context.annotation.Bean;

/** docs/from-cacheable.md and docs/from-st-cache.md. */
abstract class FromOthers {

    private final Rates rates;

    FromOthers(Rates rates) {
        this.rates = rates;
    }

    record Quote(long product) {}

    record FileReference(String name) {}

    interface Progress {}

    interface Rates {
        Quote quote(long product, FileReference file);
    }

    abstract Quote compute(long product, String region, Progress progress);

    @Cacheable(cacheNames = "quotes", key = "{#product, #region}", unless = "#result == null")
    public Quote cached(long product, String region, Progress progress) {
        return compute(product, region, progress);
    }

    @Memoize(ttl = "10m", unless = "#result == null")
    public Quote memoized(long product, String region, @MemoIgnore Progress progress) {
        return compute(product, region, progress);
    }

    @Memoize(ttl = "10m")
    public Quote price(long product, FileReference file) {
        return rates.quote(product, file);
    }

    @Bean
    Hasher<FileReference> byName() {
        return file -> file.name();
    }
}
