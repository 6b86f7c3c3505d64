package io.memo.fingerprint;

import io.memo.digest.Digest;
import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;

public interface CodeFingerprinter {
    static CodeFingerprinter forPackages(@Nullable ClassLoader loader, String... packages) {
        throw new UnsupportedOperationException();
    }

    CodeFingerprint fingerprint(Method method);

    CodeFingerprint fingerprint(Method method, Class<?> beanClass);

    @Nullable
    Digest behaviourOf(Class<?> type);

    boolean inScope(Class<?> type);
}
