package io.memo.libraries;

import static org.assertj.core.api.Assertions.assertThat;

import io.memo.digest.Digest;
import io.memo.hash.StructuralHasher;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.authentication.RememberMeAuthenticationToken;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.authority.FactorGrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.oauth2.client.authentication.OAuth2AuthenticationToken;
import org.springframework.security.oauth2.core.DefaultOAuth2AuthenticatedPrincipal;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.security.oauth2.core.oidc.OidcIdToken;
import org.springframework.security.oauth2.core.oidc.OidcUserInfo;
import org.springframework.security.oauth2.core.oidc.user.DefaultOidcUser;
import org.springframework.security.oauth2.core.oidc.user.OidcUserAuthority;
import org.springframework.security.oauth2.core.user.DefaultOAuth2User;
import org.springframework.security.oauth2.core.user.OAuth2UserAuthority;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthentication;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;

@DisplayName("Issue 12.11: an Authentication as an argument is who it is and what they may")
class AuthenticationValuesTests {

    private static final StructuralHasher HASHER = StructuralHasher.create();

    private static int logins;

    /** Authorities as a login gives them: in some order, with the time of the factor. */
    private static List<GrantedAuthority> authorities(String... roles) {
        logins++;
        List<GrantedAuthority> granted = new ArrayList<>(AuthorityUtils.createAuthorityList(roles));
        granted.add(
                logins % (granted.size() + 1),
                FactorGrantedAuthority.withAuthority(FactorGrantedAuthority.PASSWORD_AUTHORITY)
                        .issuedAt(Instant.ofEpochSecond(logins))
                        .build());
        return granted;
    }

    private static UsernamePasswordAuthenticationToken password(Object principal, String... roles) {
        UsernamePasswordAuthenticationToken token =
                UsernamePasswordAuthenticationToken.authenticated(principal, "secret" + logins, authorities(roles));
        token.setDetails("session " + logins);
        return token;
    }

    private static Jwt jwt(String subject, String issuer) {
        logins++;
        return Jwt.withTokenValue("token" + logins)
                .header("kid", "" + logins)
                .subject(subject)
                .issuer(issuer)
                .issuedAt(Instant.ofEpochSecond(logins))
                .expiresAt(Instant.ofEpochSecond(logins + 300))
                .jti("" + logins)
                .claim("scope", "read")
                .build();
    }

    private static Authentication jwtLogin(String subject, String issuer) {
        return new JwtAuthenticationToken(jwt(subject, issuer), authorities("SCOPE_read"));
    }

    private static Authentication oauth(String login, String registration) {
        Map<String, Object> attributes = Map.of("login", login, "id", 1);
        List<GrantedAuthority> granted = authorities("SCOPE_read");
        granted.add(new OAuth2UserAuthority(attributes));
        return new OAuth2AuthenticationToken(
                new DefaultOAuth2User(granted, attributes, "login"), granted, registration);
    }

    private static Authentication oidc(String subject) {
        logins++;
        OidcIdToken token = new OidcIdToken(
                "token" + logins,
                Instant.ofEpochSecond(logins),
                Instant.ofEpochSecond(logins + 300),
                Map.of("sub", subject, "nonce", "" + logins, "iat", Instant.ofEpochSecond(logins)));
        OidcUserInfo info = new OidcUserInfo(Map.of("sub", subject, "email", subject + "@example.org"));
        List<GrantedAuthority> granted = authorities("SCOPE_openid");
        granted.add(new OidcUserAuthority(token, info));
        return new OAuth2AuthenticationToken(new DefaultOidcUser(granted, token, info), granted, "idp");
    }

    private static Authentication opaque(String subject) {
        logins++;
        Map<String, Object> claims = Map.of(
                "sub", subject, "iat", Instant.ofEpochSecond(logins), "exp", Instant.ofEpochSecond(logins + 300));
        OAuth2AccessToken token = new OAuth2AccessToken(
                OAuth2AccessToken.TokenType.BEARER,
                "token" + logins,
                Instant.ofEpochSecond(logins),
                Instant.ofEpochSecond(logins + 300),
                Set.of("read"));
        return new BearerTokenAuthentication(
                new DefaultOAuth2AuthenticatedPrincipal(subject, claims, authorities("SCOPE_read")),
                token,
                authorities("SCOPE_read"));
    }

    private static Digest digest(Object value) {
        return HASHER.digest(value);
    }

    @Test
    void loginsOfOneUserAreAlike() {
        assertThat(digest(password("ada", "ROLE_A", "ROLE_B"))).isEqualTo(digest(password("ada", "ROLE_B", "ROLE_A")));
        assertThat(digest(jwtLogin("ada", "https://a"))).isEqualTo(digest(jwtLogin("ada", "https://a")));
        assertThat(digest(oauth("ada", "hub"))).isEqualTo(digest(oauth("ada", "hub")));
        assertThat(digest(oidc("ada"))).isEqualTo(digest(oidc("ada")));
        assertThat(digest(opaque("ada"))).isEqualTo(digest(opaque("ada")));
        assertThat(digest(new SecurityContextImpl(oidc("ada"))))
                .isEqualTo(digest(new SecurityContextImpl(oidc("ada"))));
        assertThat(digest(user("ada", "x"))).isEqualTo(digest(user("ada", "x")));
    }

    private static Authentication user(String name, String password) {
        return password(new User(name, password, AuthorityUtils.createAuthorityList("ROLE_B", "ROLE_A")), "ROLE_A");
    }

    @Test
    void usersAndWhatTheyMayDiffer() {
        assertThat(Set.of(
                        digest(password("ada", "ROLE_A")),
                        digest(password("bob", "ROLE_A")),
                        digest(password("ada", "ROLE_B")),
                        digest(password("ada")),
                        digest(user("ada", "x")),
                        digest(user("bob", "x")),
                        digest(user("ada", "y")),
                        digest(jwtLogin("ada", "https://a")),
                        digest(jwtLogin("bob", "https://a")),
                        digest(jwtLogin("ada", "https://b")),
                        digest(oauth("ada", "hub")),
                        digest(oauth("bob", "hub")),
                        digest(oauth("ada", "lab")),
                        digest(oidc("ada")),
                        digest(oidc("bob")),
                        digest(opaque("ada")),
                        digest(opaque("bob")),
                        digest(new AnonymousAuthenticationToken("k", "ada", authorities("ROLE_A"))),
                        digest(new RememberMeAuthenticationToken("k", "ada", authorities("ROLE_A"))),
                        digest(new SecurityContextImpl(password("ada", "ROLE_A"))),
                        digest(new SecurityContextImpl(password("bob", "ROLE_A")))))
                .hasSize(21);
    }

    @Test
    @DisplayName("1.5: what is still to be checked counts with its credentials")
    void unauthenticatedCountsWhole() {
        assertThat(digest(UsernamePasswordAuthenticationToken.unauthenticated("ada", "right")))
                .isNotEqualTo(digest(UsernamePasswordAuthenticationToken.unauthenticated("ada", "wrong")));
    }

    @Test
    @DisplayName("1.5: what classes of the application add counts")
    void fieldsOfSubclassesAndOtherAuthoritiesCount() {
        assertThat(Set.of(
                        digest(new OfTenant("ada", "north")),
                        digest(new OfTenant("ada", "south")),
                        digest(password(new Person("ada", "north"), "ROLE_A")),
                        digest(password(new Person("ada", "south"), "ROLE_A")),
                        digest(new OfTenant("ada", "north", new Scoped("ROLE", 1))),
                        digest(new OfTenant("ada", "north", new Scoped("ROLE", 2)))))
                .hasSize(6);
        assertThat(digest(new OfTenant("ada", "north"))).isEqualTo(digest(new OfTenant("ada", "north")));
    }

    private record Person(String name, String tenant) {}

    private record Scoped(String getAuthority, int project) implements GrantedAuthority {
        @Override
        public String getAuthority() {
            throw new AssertionError("code of the application");
        }
    }

    private static final class OfTenant extends AbstractAuthenticationToken {

        private static final long serialVersionUID = 1L;

        private final String principal;
        private final String tenant;

        OfTenant(String principal, String tenant, GrantedAuthority... authorities) {
            super(List.of(authorities));
            this.principal = principal;
            this.tenant = tenant;
            setAuthenticated(true);
            setDetails(new Object());
        }

        @Override
        public Object getCredentials() {
            throw new AssertionError(tenant);
        }

        @Override
        public Object getPrincipal() {
            throw new AssertionError(principal);
        }
    }

    @Test
    void askingIsNoChange() {
        Authentication login = oidc("ada");
        Digest before = digest(login);
        assertThat(login.getName()).isEqualTo("ada");
        assertThat(login.hashCode()).isEqualTo(login.hashCode());
        assertThat(login.toString()).isNotEmpty();
        assertThat(digest(login)).isEqualTo(before);
        assertThat(digest(new SimpleGrantedAuthority("a"))).isNotEqualTo(digest(new SimpleGrantedAuthority("b")));
    }
}
