package io.memo.spring.console;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.security.web.csrf.CsrfToken;

/** What a request tells about where it comes from. */
final class Requests {

    private static final String CSRF = "org.springframework.security.web.csrf.CsrfToken";

    private Requests() {}

    /**
     * Returns whether the browser says that a page of this application sent the request. What sends no such header is no
     * browser, and brings no cookie that somebody else's page could make use of.
     */
    static boolean isSameOrigin(HttpServletRequest request) {
        String site = request.getHeader("Sec-Fetch-Site");
        if (site != null) {
            return site.equals("same-origin");
        }
        String origin = request.getHeader("Origin");
        if (origin == null) {
            return true;
        }
        String host = request.getHeader("Host");
        return host != null && host.toLowerCase(Locale.ROOT).equals(authority(origin));
    }

    private static @Nullable String authority(String origin) {
        try {
            String authority = URI.create(origin).getAuthority();
            return authority == null ? null : authority.toLowerCase(Locale.ROOT);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /** Returns the token that Spring Security wants to see again, or null where there is none. */
    static @Nullable Csrf csrf(HttpServletRequest request) {
        Object token = request.getAttribute(CSRF);
        return token == null ? null : Csrf.of(token);
    }

    /**
     * A token against forged requests.
     *
     * @param header the header that it belongs in
     * @param token the token
     */
    record Csrf(String header, String token) {

        /** Here alone, so that nothing else needs Spring Security to be there. */
        static @Nullable Csrf of(Object attribute) {
            return attribute instanceof CsrfToken token ? new Csrf(token.getHeaderName(), token.getToken()) : null;
        }
    }
}
