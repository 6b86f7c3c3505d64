package io.memo.store.fory;

import static org.assertj.core.api.Assertions.assertThat;

import io.memo.TierFigures.Got;
import io.memo.TierFigures.Put;
import io.memo.store.MovedTicker;
import io.memo.store.serial.Codecs;
import io.memo.store.tier.method.Machine;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("7.4, F12 entries that Fory writes")
class ForyEntriesTests {

    record Plain(String name, List<Integer> numbers) {}

    @TempDir
    private Path directory;

    @Test
    @DisplayName("what Fory writes and cannot read is refused when it is written")
    void whatCannotBeReadBack() throws Exception {
        MovedTicker ticker = new MovedTicker();
        List<Object> writeOnly = Stream.<Object>of("a", null).toList();
        assertThat(Codecs.Kind.FORY.forResults(Object.class).encode(writeOnly)).isNotEmpty();
        Machine machine =
                new Machine(ticker, Object.class, Codecs.Kind.FORY.ofTests(), List.of(Machine.disk(directory, ticker)));
        try (machine) {
            machine.keep("a list that Fory 1.6.0 cannot read", writeOnly);
            assertThat(machine.value("a list that Fory 1.6.0 cannot read")).isEqualTo("nothing");
            assertThat(machine.put(Put.REFUSED)).isOne();
            assertThat(machine.got(Got.UNREADABLE)).isZero();
            machine.keep("a record", new Plain("p", List.of(1, 2)));
            assertThat(machine.value("a record")).isEqualTo(new Plain("p", List.of(1, 2)));
        }
    }
}
