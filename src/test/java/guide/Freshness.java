package guide;

import io.memo.Memoize;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/** docs/freshness.md. */
final class Freshness {

    private final Bank bank = currency -> new Rate(1);
    private final Catalogue catalogue = shop -> List.of(new Product("tea"));
    private final TokenServer server = client -> new Token("", Instant.MAX);
    private final AnswerService service = question -> new Answer("", 60);

    interface Bank {
        Rate rate(String currency);
    }

    interface Catalogue {
        List<Product> products(String shop);
    }

    interface TokenServer {
        Token token(String client);
    }

    interface AnswerService {
        Answer ask(String question);
    }

    record Rate(double value) {}

    record Product(String name) {}

    record Token(String text, Instant expiresAt) {}

    record Answer(String text, long expiresIn) {}

    @Memoize(ttl = "10m", refresh = "8m")
    public Rate rate(String currency) {
        return bank.rate(currency);
    }

    @Memoize(ttl = "10m", staleIfError = "1h")
    public List<Product> products(String shop) {
        return catalogue.products(shop);
    }

    @Memoize(ttl = "#result.expiresAt")
    public Token token(String client) {
        return server.token(client);
    }

    @Memoize(ttl = "T(java.time.Duration).ofSeconds(#result.expiresIn)")
    public Answer ask(String question) {
        return service.ask(question);
    }

    @Memoize(allowOutputMutation = true, validate = "#result.isValid(1)", onRelease = "#result.close()")
    public Connection connect(String url) throws SQLException {
        return DriverManager.getConnection(url);
    }
}
