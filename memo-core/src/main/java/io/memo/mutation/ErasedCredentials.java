package io.memo.mutation;

import io.memo.hash.classify.Supertypes;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tells a login from a mutation: Spring Security takes the credentials out of who logged in, in place, by setting them to null. Known by the
 * name of its interface.
 */
public final class ErasedCredentials {

    private static final String CONTAINER = "org.springframework.security.core.CredentialsContainer";

    private ErasedCredentials() {}

    /** Returns whether the result holds credentials, and every place where it differs is null now. */
    public static boolean explain(@Nullable Object result, Differences found) {
        return result != null
                && !found.perhapsMore()
                && Supertypes.find(result.getClass(), CONTAINER) != null
                && allNull(result, found.places());
    }

    private static boolean allNull(Object result, List<String> places) {
        return !places.isEmpty() && places.stream().allMatch(place -> "null".equals(PresentValue.at(result, place)));
    }
}
