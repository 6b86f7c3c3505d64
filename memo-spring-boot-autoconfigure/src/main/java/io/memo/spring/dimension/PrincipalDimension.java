package io.memo.spring.dimension;

import io.memo.KeyDimension;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.util.ClassUtils;

/**
 * {@code principal}: who Spring Security says is logged in. Of a subscriber its own context counts first.
 *
 * <p>Credentials and tokens are no part of it: a token is renewed while its owner and what he may do stay the same, so every renewal would be a
 * miss; and a secret has no business in a digest that leaves the process. Nor is the principal object: what it holds may change from request to
 * request, and much of it cannot be hashed.
 */
final class PrincipalDimension implements KeyDimension {

    private static final boolean REACTIVE = isPresent("io.micrometer.context.ThreadLocalAccessor")
            && isPresent("reactor.core.publisher.Mono")
            && isPresent("org.springframework.security.core.context.ReactiveSecurityContextHolderThreadLocalAccessor");

    /**
     * Who it is.
     *
     * @param type how it was found out who it is
     * @param name unique among those of its source
     * @param source which of several providers knows the name; null if there is one only
     * @param authorities what it may do, sorted
     */
    record Principal(String type, String name, @Nullable String source, List<String> authorities) {}

    @Override
    public String name() {
        return "principal";
    }

    @Override
    public @Nullable Object value() {
        Authentication authentication = current();
        if (authentication == null || !authentication.isAuthenticated()) {
            return null;
        }
        String name = authentication.getName();
        // A principal without a name is nobody in particular: it would be one for all.
        return name == null || name.isBlank()
                ? null
                : new Principal(
                        authentication.getClass().getName(),
                        name,
                        PrincipalSource.of(authentication),
                        sorted(authentication.getAuthorities()));
    }

    private static @Nullable Authentication current() {
        if (REACTIVE && SubscribersPrincipal.isThere()) {
            return SubscribersPrincipal.authentication();
        }
        return SecurityContextHolder.getContext().getAuthentication();
    }

    private static List<String> sorted(Collection<? extends GrantedAuthority> authorities) {
        return authorities.stream().map(PrincipalDimension::text).sorted().toList();
    }

    /** One that is no text has its own, perhaps of the object alone: then each login is another one. */
    private static String text(GrantedAuthority authority) {
        String text = authority.getAuthority();
        return text != null ? text : authority.getClass().getName() + " " + authority;
    }

    private static boolean isPresent(String type) {
        return ClassUtils.isPresent(type, PrincipalDimension.class.getClassLoader());
    }
}
