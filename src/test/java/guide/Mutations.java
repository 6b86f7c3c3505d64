package guide;

import io.memo.CachedObjectMutatedEvent;
import io.memo.CheckMode;
import io.memo.Memoize;
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
