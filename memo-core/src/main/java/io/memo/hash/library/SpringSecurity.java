package io.memo.hash.library;

import io.memo.hash.classify.Supertypes;
import io.memo.hash.frame.Parts;
import io.memo.hash.read.ConcurrentReads;
import io.memo.hash.read.Reflect;
import io.memo.hash.walk.FieldMeaning;
import java.lang.reflect.Field;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Authentications of Spring Security: by who it is and what they may, not by when and how they came in.
 *
 * <p>Of one that is authenticated these count: its class, the principal, the authorities as a set, and whatever a class of the
 * application adds. These do not: the credentials, the details of the request, when a factor was given, and of a token all that is
 * new with each token of the same user. The password of a principal counts, and an authentication that is still to be checked
 * counts whole: a method that checks them must not be answered with the result of another.
 */
final class SpringSecurity {

    private static final String LIBRARY = "org.springframework.security.";
    private static final String TOKEN = LIBRARY + "authentication.AbstractAuthenticationToken";

    /** Claims that are new with each token or session of the same user. */
    private static final Set<String> OF_ONE_TOKEN = Set.of(
            "iat", "exp", "nbf", "jti", "auth_time", "nonce", "at_hash", "c_hash", "s_hash", "sid", "session_state");

    /** What counts of objects inside an authentication; all of their classes that are not here count whole. */
    private static final Map<String, List<String>> PARTS = Map.of(
            LIBRARY + "core.authority.FactorGrantedAuthority", List.of("authority"),
            LIBRARY + "oauth2.core.user.OAuth2UserAuthority",
                    List.of("authority", "attributes", "userNameAttributeName"),
            LIBRARY + "oauth2.core.oidc.user.OidcUserAuthority",
                    List.of("authority", "attributes", "userNameAttributeName", "userInfo"),
            LIBRARY + "oauth2.jwt.Jwt", List.of("claims"),
            LIBRARY + "oauth2.core.oidc.OidcIdToken", List.of("claims"),
            LIBRARY + "oauth2.core.OAuth2AccessToken", List.of("tokenType", "scopes"),
            LIBRARY + "oauth2.core.user.DefaultOAuth2User", List.of("authorities", "attributes", "nameAttributeKey"),
            LIBRARY + "oauth2.core.oidc.user.DefaultOidcUser",
                    List.of("authorities", "attributes", "nameAttributeKey", "userInfo"),
            LIBRARY + "oauth2.core.DefaultOAuth2AuthenticatedPrincipal", List.of("authorities", "attributes", "name"));

    private SpringSecurity() {}

    /** Returns what the field of an authentication stands for, or null if that is what it holds. */
    static @Nullable FieldMeaning meaning(Field field, Class<?> type) {
        Class<?> token = Supertypes.find(type, TOKEN);
        if (token == null || !field.getDeclaringClass().getName().startsWith(LIBRARY)) {
            return null;
        }
        Field authenticated = Reflect.field(token, "authenticated");
        return authenticated == null
                ? null
                : (holder, value, pass) -> pass.value(
                        value != null && Boolean.TRUE.equals(Reflect.get(authenticated, holder))
                                ? ofAuthenticated(field.getName(), value)
                                : value);
    }

    private static @Nullable Object ofAuthenticated(String field, Object value) {
        return switch (field) {
            case "details", "credentials" -> null;
            default -> part(field, value);
        };
    }

    private static Object part(String field, Object value) {
        if (field.equals("authorities") && value instanceof Collection<?> authorities) {
            Object[] granted = ConcurrentReads.read(authorities::toArray);
            for (int i = 0; i < granted.length; i++) {
                granted[i] = granted[i] == null ? null : part("", granted[i]);
            }
            return new Parts("authorities", false, granted);
        }
        boolean isClaims = field.equals("attributes") || field.equals("claims");
        if (isClaims && value instanceof Map<?, ?> claims) {
            return ofManyTokens(claims);
        }
        List<String> fields = PARTS.get(value.getClass().getName());
        return fields == null ? value : parts(value, fields);
    }

    private static Object parts(Object value, List<String> names) {
        @Nullable Object[] parts = new Object[names.size()];
        for (int i = 0; i < parts.length; i++) {
            Field field = field(value.getClass(), names.get(i));
            if (field == null) {
                return value;
            }
            Object part = Reflect.get(field, value);
            parts[i] = part == null ? null : part(names.get(i), part);
        }
        return new Parts(value.getClass().getName(), true, parts);
    }

    private static @Nullable Field field(Class<?> type, String name) {
        for (Class<?> c = type; c != null; c = c.getSuperclass()) {
            Field field = Reflect.field(c, name);
            if (field != null) {
                return field;
            }
        }
        return null;
    }

    private static Map<@Nullable Object, @Nullable Object> ofManyTokens(Map<?, ?> claims) {
        Map<@Nullable Object, @Nullable Object> stable = new HashMap<>();
        ConcurrentReads.run(() -> claims.forEach((name, value) -> {
            if (!(name instanceof String text && OF_ONE_TOKEN.contains(text))) {
                stable.put(name, value);
            }
        }));
        return stable;
    }
}
