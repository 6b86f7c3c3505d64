package io.memo.spring.aop;

import io.memo.UnhashableTypeException;
import io.memo.engine.MethodMemoizer;
import io.memo.key.MethodSpec;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.core.ResolvableType;

/** Looks through the declared results of memoized methods for what cannot be checked for changes, and so is never stored. */
final class ResultFindings {

    private ResultFindings() {}

    /** Returns what was found about the method that is not accepted. */
    static List<FoundCause> of(MethodMemoizer memoizer, Collection<String> accepted) {
        if (accepted.contains(FindingCode.UNSTORABLE_RESULT.code())) {
            return List.of();
        }
        MethodSpec spec = memoizer.spec();
        ResolvableType returned = ResolvableType.forMethodReturnType(spec.method(), spec.targetClass());
        ResolvableType stored = memoizer.isAsync() ? returned.getGeneric(0) : returned;
        UnhashableTypeException refused = memoizer.unstorable(stored.getType());
        return refused == null ? List.of() : List.of(cause(spec.name(), refused));
    }

    private static FoundCause cause(String method, UnhashableTypeException refused) {
        String places = refused.offences().stream()
                .map(offence -> "%s (%s): %s".formatted(offence.path(), offence.type(), offence.reason()))
                .collect(Collectors.joining(", "));
        String remedies = "The method runs at every call that returns one. Any one of these helps: "
                + String.join("; ", refused.remedies()) + ".";
        return new FoundCause(FindingCode.UNSTORABLE_RESULT, method, places, remedies);
    }
}
