package io.memo.acceptance.ordinary;

import static io.memo.spring.test.MemoAssertions.assertThatCall;
import static org.assertj.core.api.Assertions.assertThat;

import io.memo.spring.test.ClearMemo;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

@LendingTest
@ClearMemo
@DisplayName("Issue 12.2, SPEC 3.6: objects in fields that are no beans")
class HeldObjectsTests {

    @Autowired
    private Map<String, Lookup> lookups;

    @ParameterizedTest(name = "Issue 12.2: {0} in a field: the same object hits, another argument misses")
    @ValueSource(
            strings = {
                "NamedParameterJdbcTemplate",
                "SimpleJdbcInsert",
                "RestClient",
                "RestTemplate",
                "HttpClient",
                "ObjectMapper",
                "Caffeine",
                "ReentrantLock",
                "ReentrantReadWriteLock",
                "Semaphore",
                "ExecutorService",
                "monitor",
                "ThreadLocal",
                "MessageDigest",
                "Counter",
                "Timer",
                "Expression",
                "AtomicReferenceFieldUpdater",
            })
    void sameObject(String kind) {
        Lookup lookup = lookups.get(kind);
        Rows.runsThenHits(() -> lookup.look("a"));
        assertThatCall(() -> lookup.look("b")).misses().because("key");
        assertThatCall(() -> lookup.look("b")).hits();
    }

    @ParameterizedTest(name = "Issue 12.2: {0} in a field: another object in its place misses")
    @ValueSource(
            strings = {
                "NamedParameterJdbcTemplate",
                "RestClient",
                "RestTemplate",
                "HttpClient",
                "ReentrantLock",
                "Semaphore",
                "ExecutorService",
                "ThreadLocal",
                "MessageDigest",
                "Counter",
                "Timer",
                "AtomicReferenceFieldUpdater",
            })
    void anotherObject(String kind) {
        Lookup lookup = lookups.get(kind);
        String first = Rows.runsThenHits(() -> lookup.look("a"));
        lookup.renew();
        assertThat(Rows.runsThenHits(() -> lookup.look("a"))).isEqualTo(first);
    }
}
