package io.memo.acceptance.ordinary;

import static io.memo.spring.test.MemoAssertions.assertThatCall;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.memo.MemoizedMethod;
import io.memo.Memoizer;
import io.memo.spring.test.ClearMemo;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;

@LendingTest
@ClearMemo
@DisplayName("Issue 12: security, aspects, scheduled and asynchronous beans around memoized methods")
class ArchiveTests {

    @Autowired
    private Archive archive;

    @Autowired
    private Memoizer memoizer;

    @AfterEach
    void signOff() {
        SecurityContextHolder.clearContext();
    }

    private static void signOn(String role) {
        SecurityContextHolder.getContext().setAuthentication(new TestingAuthenticationToken("ada", "", role));
    }

    @Test
    @DisplayName("SPEC 1.4: method security is asked on hits too")
    void securityLiesOutside() {
        signOn("ROLE_CLERK");
        Rows.runsThenHits(() -> archive.secret("a"));
        signOn("ROLE_READER");
        assertThatThrownBy(() -> archive.secret("a")).isInstanceOf(AccessDeniedException.class);
    }

    @Test
    @DisplayName("SPEC 3.4: a CompletableFuture's value is stored")
    void completableFuture() {
        assertThat(archive.later("a").join()).isEqualTo("a!");
        assertThatCall(() -> archive.later("a").join()).hits();
    }

    @Test
    @DisplayName("Issue 12: a memoized method that an @Async and a @Scheduled method of another bean call")
    void asyncAndScheduled() {
        assertThat(archive.behind("tidy").join()).isEqualTo("stamped tidy");
        assertThatCall(() -> archive.behind("tidy").join()).hits();
        assertThatCall(() -> archive.tidy()).hits();
    }

    @Test
    @DisplayName("Issue 12.8: the clock of a logging aspect is no finding of the methods that it surrounds")
    void loggingAspect() {
        assertThat(memoizer.methods())
                .filteredOn(method ->
                        method.name().startsWith("Archive.") || method.name().startsWith("Visas."))
                .hasSize(4)
                .allSatisfy(method -> assertThat(method.warnings())
                        .noneSatisfy(finding -> assertThat(finding).contains("[clock]")))
                .extracting(MemoizedMethod::name)
                .contains("Archive.secret");
    }
}
