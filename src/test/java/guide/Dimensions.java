package guide;

import io.memo.FunctionOptions;
import io.memo.KeyDimension;
import io.memo.Memoize;
import io.memo.Memoizer;
import java.util.List;
import java.util.function.Function;
import org.springframework.context.annotation.Bean;

/** docs/dimensions.md. */
final class Dimensions {

    private final Repository repository;

    Dimensions(Repository repository) {
        this.repository = repository;
    }

    interface Repository {
        List<Price> prices(String product);
    }

    record Price(String product, long cents) {}

    static final class TenantContext {
        static String currentId() {
            return "a";
        }
    }

    static final class Language {
        static String current() {
            return "en";
        }
    }

    @Bean
    KeyDimension tenant() {
        return KeyDimension.of("tenant", TenantContext::currentId);
    }

    @Memoize(varyBy = "tenant")
    public List<Price> prices(String product) {
        return repository.prices(product);
    }

    static void clear(Memoizer memoizer) {
        memoizer.clearDimension("tenant", "a"); // of all methods that vary by it
    }

    Function<Long, String> greeting(Memoizer memoizer) {
        Function<Long, String> greeting = memoizer.memoize(
                FunctionOptions.named("greeting").varyBy(KeyDimension.of("language", Language::current)), this::greet);
        return greeting;
    }

    private String greet(Long hour) {
        return hour < 12 ? "good morning" : "hello";
    }
}
