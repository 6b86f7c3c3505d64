package io.memo.spring.weaving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

import io.memo.spring.aop.KnownCalls;
import org.aspectj.lang.JoinPoint;
import org.junit.jupiter.api.Test;

class KnownExecutionsTests {

    @Test
    void eachExecutionIsFoundByItsPartAndClass() {
        JoinPoint.StaticPart[] parts = new JoinPoint.StaticPart[50];
        KnownCalls known = KnownCalls.NONE;
        for (int i = 0; i < parts.length; i++) {
            parts[i] = mock();
            known = known.with(new KnownCalls.Known(parts[i], String.class, null))
                    .with(new KnownCalls.Known(parts[i], Integer.class, null));
        }
        for (JoinPoint.StaticPart part : parts) {
            assertThat(known.find(part, String.class)).extracting("called").isSameAs(part);
            assertThat(known.find(part, Integer.class))
                    .extracting("targetClass")
                    .isEqualTo(Integer.class);
            assertThat(known.find(part, Long.class)).isNull();
        }
    }

    @Test
    void whatIsKnownIsNotAddedTwice() {
        JoinPoint.StaticPart part = mock();
        KnownCalls once = KnownCalls.NONE.with(new KnownCalls.Known(part, String.class, null));
        assertThat(once.with(new KnownCalls.Known(part, String.class, null))).isSameAs(once);
    }
}
