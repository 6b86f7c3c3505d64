package guide;

import io.memo.Memoize;
import io.memo.Memoizer;
import java.util.List;

/** docs/store-and-limits.md. */
final class Stores {

    private final Rates rates;
    private final Market market;

    Stores(Rates rates, Market market) {
        this.rates = rates;
        this.market = market;
    }

    record Quote(long product) {}

    record Offer(boolean isOpen) {}

    interface Rates {
        Quote quote(long product);
    }

    interface Market {
        List<Offer> offers(int limit);
    }

    @Memoize(ttl = "${quotes.ttl:10m}", maxEntries = 500)
    public Quote price(long product) {
        return rates.quote(product);
    }

    @Memoize(
            condition = "#limit <= 1000",
            unless = "#result.isEmpty() or #took.toMillis() < 100",
            validate = "#result.get(0).isOpen()")
    public List<Offer> offers(int limit) {
        return market.offers(limit);
    }

    void letGo(Memoizer memoizer) {
        memoizer.clear();
        memoizer.clear("Quotes.price");
        memoizer.clear("Quotes.price", 42L);
    }

    void switchOff(Memoizer memoizer) {
        memoizer.setEnabled("Quotes.price", false);
        memoizer.setEnabled("Quotes.price", true);
    }
}
