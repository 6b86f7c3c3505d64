package io.memo.engine.async;

import io.memo.engine.stream.Mapped;
import io.memo.engine.stream.Recording;
import io.memo.returns.ResultForms;
import java.util.concurrent.Flow;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What callers are given of results that come element by element.
 *
 * @param forms freezes or copies, or null where callers share the elements
 */
record GivenElements(@Nullable ResultForms forms) {

    /** Returns the recording of a publisher's elements; frozen, if callers get them so. */
    Recording recording(Flow.Publisher<?> publisher) {
        return forms == null || forms.isCopying()
                ? Recording.of(publisher)
                : Recording.of(new Mapped(publisher, forms::element));
    }

    /** Returns what makes of a recorded element what one caller is given. */
    UnaryOperator<Object> each() {
        return forms == null || !forms.isCopying() ? UnaryOperator.identity() : forms::element;
    }
}
