package guide;

import io.memo.Memoize;
import io.memo.WarmUp;
import java.util.List;
import org.springframework.context.annotation.Bean;

/** docs/warm-up.md. */
final class WarmUps {

    static class Rates {

        @Memoize
        String of(String currency) {
            return currency;
        }
    }

    @Bean
    WarmUp currencies(Rates rates) {
        return () -> List.of("EUR", "USD").forEach(rates::of);
    }
}
