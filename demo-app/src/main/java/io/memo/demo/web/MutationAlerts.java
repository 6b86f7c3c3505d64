package io.memo.demo.web;

import io.memo.CachedObjectMutatedEvent;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Keeps the last alerts about cached objects that were changed, for the page to show. */
@Component
class MutationAlerts {

    private static final int KEPT = 3;

    private final Deque<Alert> alerts = new ArrayDeque<>();

    @EventListener
    synchronized void on(CachedObjectMutatedEvent event) {
        alerts.addFirst(new Alert(event.name(), event.places(), event.storedAt()));
        if (alerts.size() > KEPT) {
            alerts.removeLast();
        }
    }

    /** Returns the alerts, the latest first. */
    synchronized List<Alert> latest() {
        return List.copyOf(alerts);
    }

    /** Forgets the alerts about a method. */
    synchronized void forget(String method) {
        alerts.removeIf(alert -> alert.method().equals(method));
    }

    /** What the page shows of an alert. */
    record Alert(String method, List<String> places, Instant storedAt) {}
}
