package guide;

import io.memo.CachedObjectMutatedEvent;
import io.memo.CheckMode;
import io.memo.Memoize;
import io.memo.ReturnMode;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.springframework.context.event.EventListener;

/** docs/mutation.md. */
final class Mutations {

    private final Pager pager;

    Mutations(Pager pager) {
        this.pager = pager;
    }

    interface Pager {
        void send(String text);
    }

    @Memoize
    public List<String> regions() {
        return new ArrayList<>(List.of("EU", "US"));
    }

    @Memoize(mutationCheck = CheckMode.ALWAYS)
    public List<String> checkedRegions() {
        return new ArrayList<>(List.of("EU", "US"));
    }

    @Memoize
    public List<String> fixedRegions() {
        return List.of("EU", "US");
    }

    @Memoize(returns = ReturnMode.FROZEN)
    public List<String> frozenRegions() {
        return new ArrayList<>(List.of("EU", "US")); // callers get an unmodifiable list
    }

    @Memoize(returns = ReturnMode.COPY)
    public List<String> ownRegions() {
        return new ArrayList<>(List.of("EU", "US")); // each caller gets a list of its own
    }

    static void change(Mutations quotes) {
        List<String> regions = quotes.regions();
        regions.add("all");
    }

    static void copy(Mutations quotes) {
        List<String> mine = new ArrayList<>(quotes.regions());
        mine.add("all");
    }

    @Memoize(allowOutputMutation = true, validate = "#result.isValid(1)")
    public Connection connect(String url) throws SQLException {
        return DriverManager.getConnection(url);
    }

    @EventListener
    void alert(CachedObjectMutatedEvent event) {
        pager.send(event.name() + " was changed at " + event.places());
    }
}
