package io.memo.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.memo.UnhashableTypeException;
import io.memo.hash.StructuralHasher;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import kotlin.Pair;
import kotlin.Triple;
import kotlin.collections.CollectionsKt;
import kotlin.collections.MapsKt;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.data.projection.ProjectionFactory;
import org.springframework.data.projection.SpelAwareProxyProjectionFactory;
import org.springframework.mock.web.MockMultipartFile;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@DisplayName("4.3, 4.6 values of libraries that applications use")
class RealValuesTests {

    private static final StructuralHasher HASHER = StructuralHasher.create();

    private static void assertAlike(Object one, Object other) {
        assertThat(HASHER.digest(one)).isEqualTo(HASHER.digest(other));
    }

    private static void assertDiffer(Object one, Object other) {
        assertThat(HASHER.digest(one)).isNotEqualTo(HASHER.digest(other));
    }

    @Test
    void jsonTreesByContent() {
        JsonMapper mapper = JsonMapper.builder().build();
        JsonNode tree = mapper.readTree("{\"a\": [1, 2.5, null, \"x\", true], \"b\": {}}");
        assertAlike(tree, mapper.readTree("{\"a\":[1,2.5,null,\"x\",true],\"b\":{}}"));
        assertDiffer(tree, mapper.readTree("{\"a\":[1,2.5,null,\"x\",false],\"b\":{}}"));
        assertDiffer(tree, mapper.readTree("{\"a\":[1,2.5,null,\"x\",true],\"b\":[]}"));
        assertDiffer(mapper.readTree("1"), mapper.readTree("\"1\""));
    }

    @Test
    void reactorTypesAreRefused() {
        for (Object value : List.of(Mono.just(1), Flux.just(1, 2), Sinks.one().asMono())) {
            assertThatThrownBy(() -> HASHER.digest(List.of(value)))
                    .isInstanceOf(UnhashableTypeException.class)
                    .hasMessageContaining("value[0] (")
                    .hasMessageContaining("its result is still to come");
        }
    }

    interface Summary {
        String getName();
    }

    interface Title {
        String getName();
    }

    @Test
    @DisplayName("Issue 12.1, SPEC 4.5: projections of Spring Data count by their interface and what is behind them")
    void projectionsByWhatIsBehindThem() {
        ProjectionFactory factory = new SpelAwareProxyProjectionFactory();
        Summary summary = factory.createProjection(Summary.class, Map.of("name", "x"));
        assertThat(summary.getName()).isEqualTo("x");
        assertAlike(summary, factory.createProjection(Summary.class, Map.of("name", "x")));
        assertDiffer(summary, factory.createProjection(Summary.class, Map.of("name", "y")));
        assertDiffer(summary, factory.createProjection(Title.class, Map.of("name", "x")));
    }

    @Test
    void uploadedFilesByContent() {
        assertAlike(file("a.txt", "text/plain", "abc"), file("a.txt", "text/plain", "abc"));
        assertDiffer(file("a.txt", "text/plain", "abc"), file("b.txt", "text/plain", "abc"));
        assertDiffer(file("a.txt", "text/plain", "abc"), file("a.txt", "text/html", "abc"));
        assertDiffer(file("a.txt", "text/plain", "abc"), file("a.txt", "text/plain", "abd"));
    }

    private static MockMultipartFile file(String name, String type, String content) {
        return new MockMultipartFile("file", name, type, content.getBytes());
    }

    @Test
    void kotlinDataClassesAndCollections() {
        assertAlike(new Pair<>("a", 1), new Pair<>("a", 1));
        assertDiffer(new Pair<>("a", 1), new Pair<>("a", 2));
        assertDiffer(new Pair<>("a", 1), new Triple<>("a", 1, null));
        assertAlike(CollectionsKt.listOf(1, 2, 3), List.of(1, 2, 3));
        assertAlike(CollectionsKt.emptyList(), CollectionsKt.emptyList());
        assertAlike(
                MapsKt.mapOf(new Pair<>("a", 1), new Pair<>("b", 2)),
                MapsKt.mapOf(new Pair<>("a", 1), new Pair<>("b", 2)));
        assertDiffer(MapsKt.mapOf(new Pair<>("a", 1)), MapsKt.mapOf(new Pair<>("a", 2)));
    }

    /** As protobuf generates them: final, the fields named with an underscore, what is computed lazily kept beside. */
    @SuppressWarnings("unused")
    private static final class Message {
        private final int bitField0_;
        private final Object name_;
        private final List<Message> children_;
        private final Map<Integer, Object> unknownFields;
        private transient int memoizedHashCode;

        Message(int bits, Object name, List<Message> children) {
            this.bitField0_ = bits;
            this.name_ = name;
            this.children_ = children;
            this.unknownFields = new ConcurrentHashMap<>();
        }

        @Override
        public int hashCode() {
            return memoizedHashCode = 7;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            throw new IllegalStateException("never asked");
        }
    }

    @Test
    void messagesByFields() {
        Message message = new Message(1, "a", List.of(new Message(0, "b", List.of())));
        Message same = new Message(1, "a", List.of(new Message(0, "b", List.of())));
        assertThat(same.hashCode()).isEqualTo(7);
        assertAlike(message, same);
        assertDiffer(message, new Message(1, "a", List.of(new Message(0, "c", List.of()))));
    }
}
