package io.memo.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("SPEC 6.7: who listens for replaced code")
class SourcesTests {

    private final CodeReplacements agent = mock();
    private final CodeReplacements recorder = mock();
    private final Supplier<Optional<CodeReplacements>> none = Optional::empty;
    private final Supplier<Optional<CodeReplacements>> unasked = () -> {
        throw new AssertionError("Production pays nothing");
    };

    @Test
    void agentListensBeforeAllOthers() {
        assertThat(sources(() -> Optional.of(agent), () -> true, unasked).find(LiveCode.AUTO))
                .containsSame(agent);
    }

    @Test
    void recorderListensWhereThereIsNoAgent() {
        assertThat(sources(none, () -> true, () -> Optional.of(recorder)).find(LiveCode.AUTO))
                .containsSame(recorder);
    }

    @Test
    @DisplayName("SPEC 6.7: in production nobody listens")
    void nobodyListensWhereNobodyCanReplaceCode() {
        assertThat(sources(none, () -> false, unasked).find(LiveCode.AUTO)).isEmpty();
    }

    @Test
    void nobodyElseListensWhereTheAgentWasAskedFor() {
        assertThat(sources(none, () -> true, unasked).find(LiveCode.AGENT)).isEmpty();
        assertThat(sources(() -> Optional.of(agent), () -> false, unasked).find(LiveCode.AGENT))
                .containsSame(agent);
    }

    @Test
    void nobodyListensWhereItIsOff() {
        assertThat(sources(unasked, () -> true, unasked).find(LiveCode.OFF)).isEmpty();
    }

    @Test
    void thisJvmHasNoAgentAndNoDebugger() {
        assertThat(CodeReplacements.find(LiveCode.AGENT, List.of())).isEmpty();
    }

    private static Sources sources(
            Supplier<Optional<CodeReplacements>> agent,
            BooleanSupplier open,
            Supplier<Optional<CodeReplacements>> recorder) {
        return new Sources(agent, open, recorder);
    }
}
