package io.memo.spring.test;

import io.memo.MissCause;
import io.memo.MissReason;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.assertj.core.api.AbstractAssert;

/** What may be asserted of a miss. */
public final class MissAssert extends AbstractAssert<MissAssert, MissReason> {

    private final String method;

    MissAssert(String method, MissReason reason) {
        super(reason, MissAssert.class);
        this.method = method;
    }

    /**
     * Asserts what kind of reason it had.
     *
     * @throws AssertionError if it was another; it names the method and the reason
     */
    public MissAssert because(MissCause cause) {
        if (actual.cause() != cause) {
            failWithMessage(
                    "%s",
                    "expected a miss of %s because of %s, but it missed because of %s: %s"
                            .formatted(method, cause, actual.cause(), actual.text()));
        }
        return this;
    }

    /**
     * Asserts where something had changed.
     *
     * @param where the path of an argument or external variable that is or holds what changed, such as {@code region}, {@code
     *     order.lines} for {@code order.lines[3].price}, or {@code this.rate}; of all other reasons, whole words of {@link
     *     MissReason#text()}
     * @throws AssertionError if it was elsewhere; it names the method and the reason
     */
    public MissAssert because(String where) {
        return because(reason -> isAt(reason, where), "because of '" + where + "'");
    }

    /**
     * Asserts that the reason is as expected.
     *
     * @throws AssertionError if it is not; it names the method and the reason
     */
    public MissAssert because(Predicate<? super MissReason> expected) {
        return because(expected, "for another reason");
    }

    private MissAssert because(Predicate<? super MissReason> expected, String wording) {
        if (!expected.test(actual)) {
            failWithMessage(
                    "%s", "expected a miss of %s %s, but it missed: %s".formatted(method, wording, actual.text()));
        }
        return this;
    }

    private static boolean isAt(MissReason reason, String where) {
        if (where.isBlank()) {
            throw new IllegalArgumentException("The place is blank; name an argument or field, or use misses() alone");
        }
        String name = Pattern.quote(where);
        return switch (reason.cause()) {
            case ARGUMENT_CHANGED, EXTERNAL_CHANGED, DIMENSION_CHANGED -> {
                Pattern atOrBelow = Pattern.compile(name + "([.\\[].*)?", Pattern.DOTALL);
                yield reason.places().stream()
                        .anyMatch(place -> atOrBelow.matcher(place).matches());
            }
            default ->
                Pattern.compile("(?<!\\w)" + name + "(?!\\w)")
                        .matcher(reason.text())
                        .find();
        };
    }
}
