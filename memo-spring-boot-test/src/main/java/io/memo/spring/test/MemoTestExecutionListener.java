package io.memo.spring.test;

import io.memo.Memoizer;
import io.memo.engine.MemoEngine;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContext;
import org.springframework.core.NamedInheritableThreadLocal;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.test.context.TestContext;
import org.springframework.test.context.TestContextAnnotationUtils;
import org.springframework.test.context.support.AbstractTestExecutionListener;

/** Knows the Spring test that runs in a thread, for {@link MemoAssertions}, and does what {@link ClearMemo} says. */
final class MemoTestExecutionListener extends AbstractTestExecutionListener {

    /**
     * After the listener of {@code @DirtiesContext} and before that of transactions; the ends come in reverse order, so that
     * entries are cleared after the roll-back, in a context that is still there.
     */
    private static final int ORDER = 3500;

    /** The bean that memo registers in slices that leave it out. */
    private static final String STAND_IN = "memoSliceMemoizer";

    /** Inherited, since a test with a time limit may run in a thread of its own. */
    private static final ThreadLocal<@Nullable TestContext> CURRENT =
            new NamedInheritableThreadLocal<>("Spring test whose memoizers are asked");

    @Override
    public int getOrder() {
        return ORDER;
    }

    @Override
    public void beforeTestMethod(TestContext test) {
        CURRENT.set(test);
        clear(test);
    }

    @Override
    public void afterTestMethod(TestContext test) {
        CURRENT.remove();
        clear(test);
    }

    private static void clear(TestContext test) {
        if (isToBeCleared(test)) {
            memoizers(test.getApplicationContext()).forEach(MemoTestExecutionListener::clear);
        }
    }

    private static boolean isToBeCleared(TestContext test) {
        return AnnotatedElementUtils.hasAnnotation(test.getTestMethod(), ClearMemo.class)
                || TestContextAnnotationUtils.hasAnnotation(test.getTestClass(), ClearMemo.class);
    }

    private static void clear(Memoizer memoizer) {
        if (memoizer instanceof MemoEngine engine) {
            engine.forget();
        } else {
            memoizer.clear();
        }
    }

    /**
     * Returns the memoizers of the Spring test that runs in this thread, those of parent contexts included; at least one.
     *
     * @throws IllegalStateException if no such test runs, or memo is not in its application context
     */
    static List<Memoizer> currentMemoizers() {
        TestContext test = CURRENT.get();
        if (test == null) {
            throw new IllegalStateException(
                    "No Spring test runs in this thread, so there is no application context whose"
                            + " memoizers could be asked. Use @SpringBootTest or a slice, or assertThatCall(memoizer, call).");
        }
        List<Memoizer> memoizers = memoizers(test.getApplicationContext());
        if (memoizers.isEmpty()) {
            throw new IllegalStateException(
                    "There is no Memoizer in the application context of %s: slices leave memo out."
                                    .formatted(test.getTestClass().getName())
                            + " Annotate the test class with @AutoConfigureMemo.");
        }
        return memoizers;
    }

    private static List<Memoizer> memoizers(ApplicationContext context) {
        List<Memoizer> memoizers = new ArrayList<>();
        for (ApplicationContext each = context; each != null; each = each.getParent()) {
            Map<String, Memoizer> found = new LinkedHashMap<>(each.getBeansOfType(Memoizer.class));
            found.remove(STAND_IN);
            memoizers.addAll(found.values());
        }
        return memoizers;
    }
}
