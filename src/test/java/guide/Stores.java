package guide;

import io.memo.Memoize;
import io.memo.Memoizer;
import java.io.Serializable;
import java.time.LocalDate;
import java.util.List;

/** docs/store-and-limits.md, docs/persist.md. */
final class Stores {

    private final Rates rates;
    private final Market market;
    private final Model model;

    Stores(Rates rates, Market market, Model model) {
        this.rates = rates;
        this.market = market;
        this.model = model;
    }

    record Forecast(double degrees) implements Serializable {}

    interface Model {
        Forecast run(long region, LocalDate day);
    }

    @Memoize(persist = true)
    public Forecast forecast(long region, LocalDate day) {
        return model.run(region, day);
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
