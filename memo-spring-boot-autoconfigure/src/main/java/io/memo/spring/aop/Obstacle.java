package io.memo.spring.aop;

import io.memo.spring.report.FindingCode;
import io.memo.spring.report.StartupFinding;
import io.memo.spring.spec.ReturnTypes;
import java.lang.reflect.Method;

/**
 * Why calls of a method pass the proxy of its bean by.
 *
 * @param why the reason, to go behind "is not memoized:"
 * @param remedy what can be done about it, as a sentence without its full stop
 */
public record Obstacle(String why, String remedy) {

    /** Returns the finding. */
    public StartupFinding found(Method method, Class<?> type) {
        FindingCode code = FindingCode.NOT_INTERCEPTABLE;
        return new StartupFinding(
                code,
                "%s in bean class %s".formatted(ReturnTypes.describe(method), type.getName()),
                why,
                "%s, or accept it with suppressWarnings = \"%s\".".formatted(remedy, code.code()));
    }
}
