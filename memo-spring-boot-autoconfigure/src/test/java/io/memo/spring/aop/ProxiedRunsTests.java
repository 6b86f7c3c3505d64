package io.memo.spring.aop;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import org.aopalliance.intercept.MethodInvocation;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mockito.Mockito;
import org.springframework.util.ReflectionUtils;

class ProxiedRunsTests {

    private final Method method = ReflectionUtils.findMethod(ProxiedRunsTests.class, "toString");
    private final Object target = new Object();

    @BeforeEach
    void expectWovenCode() {
        ProxiedRuns.expectWovenCode();
    }

    /** Runs the body between the proxy and the method. */
    private Object run(Object on, Body body) throws Throwable {
        MethodInvocation invocation = Mockito.mock(MethodInvocation.class);
        Mockito.when(invocation.getThis()).thenReturn(on);
        Mockito.when(invocation.proceed()).thenAnswer(call -> body.run());
        return ProxiedRuns.run(method, invocation);
    }

    private interface Body {
        Object run() throws Throwable;
    }

    @Test
    void firstExecutionOnTheTargetTakesTheMark() throws Throwable {
        run(target, () -> {
            ProxiedRuns.Mark mark = ProxiedRuns.take(method, target);
            assertThat(mark).isNotNull();
            assertThat(ProxiedRuns.take(method, target))
                    .as("a call on this within the body")
                    .isNull();
            ProxiedRuns.putBack(mark);
            assertThat(ProxiedRuns.take(method, target))
                    .as("advice runs the body again")
                    .isNotNull();
            return null;
        });
        assertThat(ProxiedRuns.take(method, target)).as("after the run").isNull();
    }

    @Test
    void otherTargetsAndMethodsLeaveTheMark() throws Throwable {
        Method other = ReflectionUtils.findMethod(ProxiedRunsTests.class, "hashCode");
        run(target, () -> {
            assertThat(ProxiedRuns.take(method, new Object())).isNull();
            assertThat(ProxiedRuns.take(other, target)).isNull();
            assertThat(ProxiedRuns.take(method, target)).isNotNull();
            return null;
        });
    }

    @Test
    void innerRunGivesTheOuterMarkBack() throws Throwable {
        run(target, () -> {
            run(new Object(), () -> {
                assertThat(ProxiedRuns.take(method, target)).isNull();
                return null;
            });
            assertThat(ProxiedRuns.take(method, target)).isNotNull();
            return null;
        });
    }
}
