package io.memo.spring.spec;

import io.memo.ReturnMode;
import io.memo.call.MethodSpec;
import io.memo.returns.ReturnedForms;
import io.memo.returns.ReturnedForms.Impossible;
import io.memo.spring.async.AsyncReturnTypes;
import io.memo.spring.report.FindingCode;
import io.memo.spring.report.StartupFinding;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What {@code memo.returns} asks of methods that say nothing themselves. Where the declared type cannot be returned so, the result is shared, and a
 * finding says so: all of an application at once.
 */
final class CommonReturns {

    private CommonReturns() {}

    /** Returns what speaks against the mode for the method, or null if nothing does as far as its declared type tells. */
    static @Nullable Impossible impossible(ReturnMode mode, Method method, Class<?> targetClass) {
        if (mode == ReturnMode.SHARED) {
            return null;
        }
        boolean async =
                AsyncReturnTypes.of(ReturnTypes.declared(method, targetClass).toClass()) != null;
        return ReturnedForms.impossible(method, targetClass, async, mode);
    }

    /** Returns the finding about a method whose result is shared against the mode, or none. */
    static List<StartupFinding> finding(ReturnMode mode, MethodSpec spec) {
        Impossible impossible = impossible(mode, spec.method(), spec.targetClass());
        if (impossible == null) {
            return List.of();
        }
        String property = "memo.methods.%s.returns".formatted(spec.name());
        List<String> remedies = new ArrayList<>();
        if (!impossible.remedy().isEmpty()) {
            remedies.add(impossible.remedy());
        }
        if (mode == ReturnMode.FROZEN && impossible.copied()) {
            remedies.add(property + "=copy gives each caller a copy");
        }
        remedies.add(property + "=shared shares the stored object, checked for changes");
        return List.of(new StartupFinding(
                FindingCode.SHARED_RESULT,
                spec.name(),
                impossible.problem(),
                FindingCode.SHARED_RESULT.remedy("Any one of these helps: " + String.join("; ", remedies))));
    }
}
