package io.memo.spring.dimension;

import java.lang.reflect.Method;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.util.ReflectionUtils;

/**
 * Which of several providers knows a principal's name: a number at one is somebody else's at another. Asked by name, for OAuth 2 is in
 * libraries that few applications have.
 */
final class PrincipalSource {

    private static final String CLIENT =
            "org.springframework.security.oauth2.client.authentication.OAuth2AuthenticationToken";
    private static final String RESOURCE_SERVER = "org.springframework.security.oauth2.server.resource.authentication.";

    private PrincipalSource() {}

    /** Returns the registration of an OAuth 2 login, the issuer of a token, else null. */
    static @Nullable String of(Authentication authentication) {
        for (Class<?> type = authentication.getClass(); type != null; type = type.getSuperclass()) {
            if (type.getName().equals(CLIENT)) {
                return String.valueOf(answer(authentication, type, "getAuthorizedClientRegistrationId"));
            }
            if (type.getName().startsWith(RESOURCE_SERVER)
                    && ReflectionUtils.findMethod(type, "getTokenAttributes") != null) {
                Object attributes = answer(authentication, type, "getTokenAttributes");
                return attributes instanceof Map<?, ?> map ? String.valueOf(map.get("iss")) : null;
            }
        }
        return null;
    }

    private static @Nullable Object answer(Authentication authentication, Class<?> type, String name) {
        Method method = ReflectionUtils.findMethod(type, name);
        return method == null ? null : ReflectionUtils.invokeMethod(method, authentication);
    }
}
