package guide;

import io.memo.FieldsIgnored;
import io.memo.Hasher;
import io.memo.Hashers;
import io.memo.MemoIgnore;
import io.memo.Memoize;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Instant;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Service;

/** docs/key.md. */
final class Keys {

    private final long rate = 2;
    private final Repository quotes;

    public Keys(Repository quotes) {
        this.quotes = quotes;
    }

    record Quote(long product, long price) {}

    record FileReference(Path path) {}

    record Shape(int sides, Object envelope) {}

    record PriceList(String name, Instant lastModified) {}

    record Settings(long vat) {}

    interface Progress {
        void report(String text);
    }

    interface Repository {
        List<Quote> findAll();
    }

    @Memoize
    public Quote price(long product, @MemoIgnore Progress progress) {
        progress.report("pricing");
        return new Quote(product, rate);
    }

    @Bean
    Hasher<FileReference> byContent() {
        return file -> Files.readAllBytes(file.path());
    }

    @Bean
    Hasher<PriceList> byNameAndTime() {
        return list -> List.of(list.name(), list.lastModified());
    }

    @Bean
    Hasher<Connection> oneByOne() {
        return Hashers.identity(Connection.class);
    }

    @Bean
    FieldsIgnored<Shape> withoutEnvelope() {
        return Hashers.ignoring(Shape.class, "envelope");
    }

    @Service
    class Prices {

        private final Settings settings;
        private long rate = 2;
        private @MemoIgnore long calls;

        Prices(Settings settings) {
            this.settings = settings;
        }

        @Memoize
        public long price(long product) {
            return product * rate * settings.vat();
        }
    }

    @Memoize(version = "2")
    public List<Quote> all() {
        return quotes.findAll();
    }
}
