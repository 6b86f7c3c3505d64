package guide;

import io.memo.Hasher;
import io.memo.Memoize;
import io.memo.Memoizer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Service;

/** README.md and docs/overview.md. */
final class Readme {

    record Quote(long product) {}

    record FileReference(Path path) {}

    interface Rates {
        Quote quote(long product);

        Quote quote(long product, FileReference priceList);
    }

    record Offer(long price) {}

    interface Catalogue {
        List<Offer> in(String region);
    }

    @Service
    class Shop {

        private final Catalogue catalogue;
        private long limit = 100;

        Shop(Catalogue catalogue) {
            this.catalogue = catalogue;
        }

        @Memoize(ttl = "10m")
        public List<Offer> offers(String region) {
            return catalogue.in(region).stream()
                    .filter(offer -> offer.price() < limit)
                    .toList();
        }
    }

    @Service
    class Quotes {

        private final Rates rates;

        Quotes(Rates rates) {
            this.rates = rates;
        }

        @Memoize(ttl = "10m")
        public Quote price(long product, FileReference priceList) {
            return rates.quote(product, priceList);
        }
    }

    @Bean
    Hasher<FileReference> byContent() {
        return file -> Files.readAllBytes(file.path());
    }

    Quote withoutSpring(Rates rates) {
        Memoizer memoizer = Memoizer.create();
        Function<Long, Quote> quote = memoizer.memoize(product -> rates.quote(product));
        return quote.apply(1L);
    }
}
