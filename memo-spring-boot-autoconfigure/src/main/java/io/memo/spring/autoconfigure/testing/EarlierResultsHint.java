package io.memo.spring.autoconfigure.testing;

import io.memo.MemoizedMethod;
import io.memo.Memoizer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.springframework.context.ApplicationContext;
import org.springframework.test.context.TestContext;
import org.springframework.test.context.support.AbstractTestExecutionListener;

/**
 * Tells of a test that fails which memoized methods answered it with what earlier tests had left: rows that these rolled back are still
 * in the results. The hint is a suppressed exception of the failure, so it is shown wherever that is.
 */
final class EarlierResultsHint extends AbstractTestExecutionListener {

    private static final String HITS = EarlierResultsHint.class.getName() + ".hits";

    @Override
    public void beforeTestExecution(TestContext test) {
        if (test.hasApplicationContext()) {
            Map<String, Long> hits = new HashMap<>();
            methods(test).stream()
                    .filter(method -> method.figures().entries() > 0)
                    .forEach(method -> hits.put(method.name(), method.figures().hits()));
            test.setAttribute(HITS, hits);
        }
    }

    @Override
    public void afterTestExecution(TestContext test) {
        Throwable failure = test.getTestException();
        if (test.removeAttribute(HITS) instanceof Map<?, ?> before && failure != null && !before.isEmpty()) {
            TreeSet<String> answered = new TreeSet<>();
            methods(test).stream()
                    .filter(method -> before.get(method.name()) instanceof Long hits
                            && method.figures().hits() > hits)
                    .forEach(method -> answered.add(method.name()));
            if (!answered.isEmpty()) {
                failure.addSuppressed(new EarlierResults(answered));
            }
        }
    }

    private static List<MemoizedMethod> methods(TestContext test) {
        ApplicationContext context = test.getApplicationContext();
        return context.getBeansOfType(Memoizer.class, false, false).values().stream()
                .flatMap(memoizer -> memoizer.methods().stream())
                .toList();
    }

    /** No failure of its own, and without a stack trace, for it comes from nowhere. */
    private static final class EarlierResults extends RuntimeException {

        private EarlierResults(TreeSet<String> answered) {
            super(
                    "Results that earlier tests left in memo's cache answered calls of this test: "
                            + String.join(", ", answered)
                            + ". What these tests rolled back may still be in them. If that is why it failed, annotate the test class"
                            + " with @ClearMemo of memo-spring-boot-test, or call Memoizer.clear() before each test.",
                    null,
                    false,
                    false);
        }
    }
}
