package io.memo.key.external;

import static org.assertj.core.api.Assertions.assertThat;

import io.memo.MutationPolicy;
import io.memo.call.MethodSpec;
import io.memo.fingerprint.CodeFingerprint;
import io.memo.fingerprint.CodeFingerprinter;
import io.memo.fingerprint.ExternalVariable;
import io.memo.generation.MethodCode;
import io.memo.hash.StructuralHasher;
import io.memo.key.DurableKey;
import io.memo.key.Key;
import io.memo.key.KeyBuilder;
import io.memo.key.OwnObjects;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** 6.4: statics that nobody names, and that code which cannot be followed may read. */
@DisplayName("6.4")
class AssumedStaticsTests {

    private static final List<String> INITIALISED = new ArrayList<>();

    private final Target target = new Target();

    @Test
    @DisplayName("a class is not initialised for its statics; once it is, they count")
    void noInitialiserRuns() {
        KeyBuilder keys = keys(new ExternalVariable(Late.class.getName(), "value", true).assumed());
        Key before = keys.key(target, new Object[0]);
        assertThat(keys.key(target, new Object[0])).isEqualTo(before);
        assertThat(INITIALISED).doesNotContain("Late");
        Late.value = 5;
        assertThat(INITIALISED).contains("Late");
        Key five = keys.key(target, new Object[0]);
        assertThat(five).isNotEqualTo(before);
        Late.value = 6;
        assertThat(keys.key(target, new Object[0])).isNotEqualTo(five).isNotEqualTo(before);
        Late.value = 5;
        assertThat(keys.key(target, new Object[0])).isEqualTo(five);
    }

    @Test
    @DisplayName("one that reached code names is read, as the code would")
    void namedStaticsInitialise() {
        KeyBuilder keys = keys(new ExternalVariable(Named.class.getName(), "value", true));
        keys.key(target, new Object[0]);
        assertThat(INITIALISED).contains("Named");
    }

    @Test
    @DisplayName("4.6, 4.7, 7.9: a lock counts by which object it is in this process, and not at all in others")
    void lockCountsByIdentityInThisProcess() {
        Shared.lock = new ReentrantLock();
        KeyBuilder keys = keys(new ExternalVariable(Shared.class.getName(), "lock", true).assumed());
        Key before = keys.key(target, new Object[0]);
        assertThat(keys.key(target, new Object[0])).isEqualTo(before);
        DurableKey durable = keys.durableKey(target, new Object[0]);
        Shared.lock = new ReentrantLock();
        assertThat(keys.key(target, new Object[0])).isNotEqualTo(before);
        assertThat(keys.durableKey(target, new Object[0])).isNotNull().isEqualTo(durable);
    }

    private static KeyBuilder keys(ExternalVariable variable) {
        Method method;
        try {
            method = Target.class.getDeclaredMethod("run");
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException(e);
        }
        CodeFingerprint found = CodeFingerprinter.forPackages(null).fingerprint(method);
        CodeFingerprint code =
                new CodeFingerprint(found.digest(), found.manifest(), List.of(variable), Set.of(), Set.of(), List.of());
        MethodSpec spec = new MethodSpec(
                "run", method, Target.class, List.of(), null, 1, false, MutationPolicy.WARN, "", List.of());
        StructuralHasher hasher = StructuralHasher.builder().dependencies().build();
        ReadSets readSets = new ReadSets(
                spec,
                MethodCode.fixed(code),
                CodeFingerprinter.forPackages(null),
                ReadSets.ReaderFactory.of(
                        behaviour -> hasher,
                        (read, behaviour) -> new ExternalVariables(spec, read, hasher, OwnObjects.of(spec))));
        return new KeyBuilder(spec, readSets);
    }

    private static final class Target {
        int run() {
            return 1;
        }
    }

    private static final class Late {
        static int value = 1;

        static {
            INITIALISED.add("Late");
        }
    }

    private static final class Named {
        static int value = 1;

        static {
            INITIALISED.add("Named");
        }
    }

    private static final class Shared {
        static Lock lock = new ReentrantLock();
    }
}
