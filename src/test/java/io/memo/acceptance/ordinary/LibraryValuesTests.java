package io.memo.acceptance.ordinary;

import static io.memo.spring.test.MemoAssertions.assertThatCall;
import static org.assertj.core.api.Assertions.assertThat;

import io.memo.spring.test.ClearMemo;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.util.Lazy;
import org.springframework.http.MediaType;

@LendingTest
@ClearMemo
@DisplayName("Issue 12.10, SPEC 4.12: values of libraries that fill a cache when they are read")
class LibraryValuesTests {

    @Autowired
    private LibraryValues values;

    @Test
    @DisplayName("Issue 12.10: a MediaType in a field, which keeps its text")
    void mediaTypeInAField() {
        Rows.runsThenHits(() -> values.heldType("a"));
        assertThatCall(() -> values.heldType("b")).misses().because("key");
    }

    @Test
    @DisplayName("Issue 12.10: a MediaType as an argument")
    void mediaTypeAsAnArgument() {
        MediaType type = new MediaType("text", "x-given");
        Rows.runsThenHits(() -> values.describe(type));
        assertThatCall(() -> values.describe(new MediaType("text", "x-given"))).hits();
        assertThatCall(() -> values.describe(new MediaType("text", "x-other")))
                .misses()
                .because("type");
    }

    @Test
    @DisplayName("Issue 12.10: a MediaType as a result that its caller prints, with FAIL")
    void mediaTypeAsAResult() {
        MediaType type = Rows.runsThenHits(() -> values.type("x-made"));
        assertThat(type).hasToString("text/x-made");
        assertThatCall(() -> values.type("x-made")).hits();
    }

    @Test
    @DisplayName("Issue 12.10: an InetAddress as an argument whose name the method asks for")
    void inetAddressAsAnArgument() throws UnknownHostException {
        InetAddress address = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
        Rows.runsThenHits(() -> values.describe(address));
    }

    @Test
    @DisplayName("Issue 12.10: an InetAddress as a result whose name its caller asks for, with FAIL")
    void inetAddressAsAResult() {
        InetAddress address = Rows.runsThenHits(() -> values.address(1));
        assertThat(address.getHostName()).isNotEmpty();
        assertThatCall(() -> values.address(1)).hits();
    }

    @Test
    @DisplayName("Issue 12.10: a Lazy of Kotlin in a field, once it has its value")
    void lazyOfKotlin() {
        // During the run that makes the value the field changes, and its supplier is gone: that run is not stored.
        values.heldKotlinLazy("a");
        assertThat(Rows.runsThenHits(() -> values.heldKotlinLazy("a"))).isEqualTo("akotlin");
    }

    @Test
    @DisplayName("Issue 12.10: a Lazy of Spring Data in a field")
    void lazyOfSpringData() {
        assertThat(Rows.runsThenHits(() -> values.heldSpringLazy("a"))).isEqualTo("aspring");
    }

    @Test
    @DisplayName("Issue 12.10: a Lazy of Spring Data as a result that its caller resolves, with FAIL")
    void lazyAsAResult() {
        Lazy<String> lazy = Rows.runsThenHits(() -> values.lazy("a"));
        assertThat(lazy.get()).isEqualTo("a!");
        assertThatCall(() -> values.lazy("a")).hits();
    }

    @Test
    @DisplayName("Issue 12.10: a JsonPointer in a field")
    void jsonPointer() {
        Rows.runsThenHits(() -> values.heldPointer("a"));
    }
}
