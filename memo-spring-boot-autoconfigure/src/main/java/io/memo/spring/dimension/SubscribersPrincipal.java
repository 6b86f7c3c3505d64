package io.memo.spring.dimension;

import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.ReactiveSecurityContextHolderThreadLocalAccessor;
import org.springframework.security.core.context.SecurityContext;
import reactor.core.publisher.Mono;

/**
 * Who is logged in by the context of a subscriber, as Spring Security's accessor restores it to the thread: a publisher, which is there at once
 * as a rule. A dimension cannot wait, so who is still being loaded is nobody.
 */
final class SubscribersPrincipal {

    private static final ReactiveSecurityContextHolderThreadLocalAccessor RESTORED =
            new ReactiveSecurityContextHolderThreadLocalAccessor();

    private SubscribersPrincipal() {}

    static boolean isThere() {
        return RESTORED.getValue() != null;
    }

    static @Nullable Authentication authentication() {
        Mono<SecurityContext> restored = RESTORED.getValue();
        if (restored == null) {
            return null;
        }
        CompletableFuture<SecurityContext> loading = restored.toFuture();
        if (!loading.isDone()) {
            loading.cancel(true);
            return null;
        }
        SecurityContext loaded = loading.join();
        return loaded == null ? null : loaded.getAuthentication();
    }
}
