package guide;

import io.memo.Memoize;
import reactor.core.publisher.Mono;

/** docs/asynchronous.md. */
final class Asynchronous {

    private final Rates rates;

    Asynchronous(Rates rates) {
        this.rates = rates;
    }

    interface Rates {
        Mono<Quote> quote(long product);
    }

    record Quote(long product, int price) {}

    @Memoize(ttl = "10m")
    public Mono<Quote> quote(long product) {
        return rates.quote(product);
    }
}
