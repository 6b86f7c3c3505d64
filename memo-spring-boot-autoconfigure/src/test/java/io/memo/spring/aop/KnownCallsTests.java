package io.memo.spring.aop;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class KnownCallsTests {

    @Test
    void findsWhatItKnowsByMethodAndClass() {
        List<KnownCalls.Known> all = new ArrayList<>();
        KnownCalls calls = KnownCalls.NONE;
        for (Class<?> type : List.of(String.class, List.class, Thread.class)) {
            for (Method method : type.getMethods()) {
                for (Class<?> target : List.of(type, Object.class)) {
                    KnownCalls.Known known = new KnownCalls.Known(method, target, null);
                    assertThat(calls.find(method, target)).isNull();
                    calls = calls.with(known);
                    all.add(known);
                }
            }
        }

        KnownCalls full = calls;
        assertThat(all)
                .allSatisfy(known -> assertThat(full.find(known.called(), known.targetClass()))
                        .isSameAs(known));
    }

    @Test
    void remembersBoundedlyMany() throws NoSuchMethodException {
        KnownCalls calls = KnownCalls.NONE;
        for (int i = 0; i < 5000; i++) {
            // Each is a copy of its own.
            calls = calls.with(new KnownCalls.Known(Object.class.getDeclaredMethod("hashCode"), Object.class, null));
        }

        KnownCalls full = calls;
        KnownCalls.Known more = new KnownCalls.Known(Object.class.getDeclaredMethod("hashCode"), Object.class, null);
        assertThat(full.with(more)).isSameAs(full);
    }
}
