package io.memo.acceptance.ordinary;

import io.memo.Memoize;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.springframework.scheduling.annotation.Async;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;

/** A service that not everyone may call, that works behind the caller, and at night. */
@Service
class Archive {

    private final Visas visas;

    Archive(Visas visas) {
        this.visas = visas;
    }

    @PreAuthorize("hasRole('CLERK')")
    @Memoize
    public String secret(String key) {
        return key + "!";
    }

    @Memoize
    public CompletableFuture<String> later(String key) {
        return CompletableFuture.supplyAsync(() -> key + "!");
    }

    @Async
    public CompletableFuture<String> behind(String key) {
        return CompletableFuture.completedFuture(visas.stamp(key));
    }

    @Scheduled(initialDelay = 1, fixedDelay = 1, timeUnit = TimeUnit.DAYS)
    public void tidy() {
        visas.stamp("tidy");
    }
}
