package io.memo.hash.jdk;

import static org.assertj.core.api.Assertions.assertThat;

import io.memo.hash.HashedValue;
import io.memo.hash.Origin;
import io.memo.hash.StructuralHasher;
import java.io.IOException;
import java.net.URL;
import java.net.URLConnection;
import java.net.URLStreamHandler;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("SPEC 4.5, 4.11, issue 13.10: a URL is its text, and the handler that it was given")
@SuppressWarnings("deprecation")
class UrlsTests {

    private static final StructuralHasher HASHER = StructuralHasher.create();

    /** Opens something of its own. */
    private static final class Handler extends URLStreamHandler {

        private final String content;

        Handler(String content) {
            this.content = content;
        }

        @Override
        protected URLConnection openConnection(URL url) throws IOException {
            throw new IOException(content);
        }

        @Override
        protected int hashCode(URL url) {
            throw new IllegalStateException("asked");
        }
    }

    private static Digested of(URL url) {
        HashedValue hashed = HASHER.hash(url, new Origin("Urls.read", io.memo.ValuePart.ARGUMENT, "url"));
        return new Digested(hashed.digest().hex(), hashed.thisProcessOnly());
    }

    private record Digested(String hex, boolean thisProcessOnly) {}

    @Test
    void thoseOfTheJvmAreTheirText() throws IOException {
        assertThat(of(new URL("http://a/b?c#d"))).isEqualTo(of(new URL("http://a/b?c#d")));
        assertThat(of(new URL("http://a/b?c#d")).thisProcessOnly()).isFalse();
        assertThat(of(new URL("http://a/b?c#d"))).isNotEqualTo(of(new URL("http://a/b?c#e")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"memo", "http"})
    void twoThatDifferInTheirHandlerAlone(String protocol) throws IOException {
        if (Runtime.version().feature() >= 24 && protocol.equals("http")) {
            return;
        }
        Digested one = of(new URL(protocol, "a", 1, "b", new Handler("one")));
        Digested other = of(new URL(protocol, "a", 1, "b", new Handler("other")));
        assertThat(one.hex()).isNotEqualTo(other.hex());
        if (Runtime.version().feature() < 24) {
            assertThat(one).isEqualTo(of(new URL(protocol, "a", 1, "b", new Handler("one"))));
        }
    }
}
