package io.memo.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.memo.Miss;
import io.memo.MissCause;
import io.memo.MissReason;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** 8.2: an engine that forgets explains the next miss of a method as its first; what was counted stays. */
class ForgetTests {

    private final Fixture fixture = new Fixture();

    @Test
    @DisplayName("8.2: forgotten are entries, calls and their reasons; counted is what happened")
    void entriesGoButCountsStay() {
        MemoEngine engine = fixture.engine();
        MethodMemoizer method = engine.add(fixture.spec("Target.compute"));
        fixture.call(method, "a", () -> 1);
        fixture.call(method, "b", () -> 1);
        assertThat(causes(method)).containsExactly(MissCause.ARGUMENT_CHANGED, MissCause.FIRST_CALL);

        engine.forget();
        assertThat(method.misses()).isEmpty();
        assertThat(method.figures().entries()).isZero();
        assertThat(method.figures().misses()).isEqualTo(2);

        assertThat(fixture.call(method, "b", () -> 2)).isEqualTo(2);
        fixture.call(method, "a", () -> 2);
        assertThat(causes(method)).containsExactly(MissCause.ARGUMENT_CHANGED, MissCause.FIRST_CALL);
    }

    private static Iterable<MissCause> causes(MethodMemoizer method) {
        return method.misses().stream().map(Miss::reason).map(MissReason::cause).toList();
    }
}
