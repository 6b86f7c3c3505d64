package io.memo.acceptance.ordinary;

import io.memo.Memoize;
import io.memo.MutationPolicy;
import java.net.InetAddress;
import kotlin.LazyKt;
import org.springframework.data.util.Lazy;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import tools.jackson.core.JsonPointer;

/** A service whose values of libraries fill a cache of their own when they are read. */
@Component
class LibraryValues {

    private final MediaType type = new MediaType("text", "x-held");
    private final kotlin.Lazy<String> kotlinLazy = LazyKt.lazy(() -> "kotlin");
    private final Lazy<String> springLazy = Lazy.of(() -> "spring");
    private final JsonPointer pointer = JsonPointer.compile("/a/b");

    @Memoize
    public String heldType(String key) {
        return key + type;
    }

    @Memoize
    public String heldKotlinLazy(String key) {
        return key + kotlinLazy.getValue();
    }

    @Memoize
    public String heldSpringLazy(String key) {
        return key + springLazy.get();
    }

    @Memoize
    public String heldPointer(String key) {
        return key + pointer.tail();
    }

    @Memoize
    public String describe(MediaType type) {
        return "type " + type;
    }

    @Memoize
    public String describe(InetAddress address) {
        return "host " + address.getHostName();
    }

    @Memoize(onMutation = MutationPolicy.FAIL)
    public MediaType type(String subtype) {
        return new MediaType("text", subtype);
    }

    @Memoize(onMutation = MutationPolicy.FAIL)
    public InetAddress address(int last) throws java.net.UnknownHostException {
        return InetAddress.getByAddress(new byte[] {127, 0, 0, (byte) last});
    }

    @Memoize(onMutation = MutationPolicy.FAIL)
    public Lazy<String> lazy(String value) {
        return Lazy.of(() -> value + "!");
    }
}
