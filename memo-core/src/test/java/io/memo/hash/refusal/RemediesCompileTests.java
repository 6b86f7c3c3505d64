package io.memo.hash.refusal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.memo.UnhashableTypeException;
import io.memo.ValuePart;
import io.memo.fingerprint.Compiled;
import io.memo.hash.Origin;
import io.memo.hash.StructuralHasher;
import java.net.ServerSocket;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.AbstractQueuedSynchronizer;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** SPEC 4.6: each remedy is ready to be pasted. */
class RemediesCompileTests {

    private static final Pattern BEAN = Pattern.compile("@Bean (Hasher<([\\w.]+)> .*})$");

    static Stream<Object> refused() throws Exception {
        return Stream.of(
                new ReentrantLock().newCondition(),
                new ServerSocket(),
                List.of(1).iterator(),
                Executors.newSingleThreadScheduledExecutor(),
                new Nested(),
                new Hidden(),
                (Executor) Runnable::run,
                new Executor() {
                    @Override
                    public void execute(Runnable command) {
                        command.run();
                    }
                },
                java.util.Base64.getEncoder(),
                Thread.currentThread(),
                Runtime.getRuntime(),
                Stream.of(1),
                new ReentrantLock());
    }

    @ParameterizedTest
    @MethodSource("refused")
    @DisplayName("4.6: the hasher that a refusal offers compiles")
    void offeredHasherCompiles(Object value) {
        UnhashableTypeException refused = refusal(new Holder(value));
        String bean = refused.remedies().stream()
                .filter(remedy -> remedy.contains("@Bean"))
                .findFirst()
                .orElseThrow();
        Matcher matcher = BEAN.matcher(bean);
        assertThat(matcher.find()).as(bean).isTrue();
        Compiled.of("package io.memo.hash.refusal;\nimport io.memo.*;\nimport java.util.*;\nimport java.net.*;\n"
                + "import java.util.concurrent.*;\nimport java.util.concurrent.locks.*;\nimport java.util.stream.*;\n"
                + "import java.nio.file.*;\nclass Hashing { " + matcher.group(1) + " }");
    }

    @Test
    @DisplayName("4.6: a class nested in another is named with it")
    void nestedClassIsNamedWithItsOuterClass() {
        assertThat(refusal(new Holder(new Nested())).remedies())
                .anyMatch(remedy -> remedy.contains("Hasher<RemediesCompileTests.Nested>"));
        assertThat(CodeNames.nameable(AbstractQueuedSynchronizer.ConditionObject.class))
                .isEqualTo(AbstractQueuedSynchronizer.ConditionObject.class);
    }

    @Test
    @DisplayName("4.6: the parameter is written with its declared type")
    void parameterIsWrittenAsDeclared() {
        Origin origin = new Origin("Shop.price", ValuePart.ARGUMENT, "orders", List.class);
        UnhashableTypeException refused = catchThrowableOfType(
                UnhashableTypeException.class,
                () -> StructuralHasher.create().hash(new java.util.ArrayList<>(List.of(new ReentrantLock())), origin));
        assertThat(refused.remedies()).contains("leave the parameter out: @MemoIgnore List orders");
    }

    @Test
    @DisplayName("4.6: the field to leave out is the last one on the path that the application owns")
    void fieldOfLibraryIsNotOffered() {
        StructuralHasher hasher = StructuralHasher.builder()
                .application(type -> type == Holder.class || type == Locked.class)
                .build();
        UnhashableTypeException refused = catchThrowableOfType(
                UnhashableTypeException.class, () -> hasher.digest(new Holder(new LibraryCache())));
        assertThat(refused.remedies())
                .anyMatch(remedy ->
                        remedy.endsWith("@MemoIgnore private final Object held; in RemediesCompileTests.Holder"))
                .noneMatch(remedy -> remedy.contains("evictionLock"));
        assertThat(refusal(new Locked(new ReentrantLock())).remedies())
                .contains("leave the component out: @MemoIgnore Lock lock; in RemediesCompileTests.Locked");
    }

    private static UnhashableTypeException refusal(Object value) {
        return catchThrowableOfType(
                UnhashableTypeException.class, () -> StructuralHasher.create().digest(value));
    }

    static final class Holder {
        private final Object held;

        Holder(Object held) {
            this.held = held;
        }

        Object held() {
            return held;
        }
    }

    record Locked(Lock lock) {}

    static final class LibraryCache {
        private final Lock evictionLock = new ReentrantLock();

        Lock evictionLock() {
            return evictionLock;
        }
    }

    static final class Nested implements Executor {
        @Override
        public void execute(Runnable command) {
            command.run();
        }
    }

    private static final class Hidden implements Executor {
        @Override
        public void execute(Runnable command) {
            command.run();
        }
    }
}
