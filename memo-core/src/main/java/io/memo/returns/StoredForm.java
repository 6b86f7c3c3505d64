package io.memo.returns;

import io.memo.store.Remembered;
import org.jspecify.annotations.Nullable;

/**
 * What is stored of a result.
 *
 * @param value the object to store
 * @param remembered what is known of it
 * @param isPrivate whether callers get copies of it
 */
public record StoredForm(@Nullable Object value, Remembered remembered, boolean isPrivate) {

    /** Returns the form of a result that callers share. */
    public static StoredForm shared(@Nullable Object value, Remembered remembered) {
        return new StoredForm(value, remembered, false);
    }

    /** Returns it as the answer of the call that it was stored by. */
    public Answer answer() {
        return Answer.of(this);
    }
}
