package io.memo.hash.walk;

/**
 * Refuses every value of a class.
 *
 * @param reason why, as a message says it of the value
 */
public record RefusingEncoder(String reason) implements Encoder {

    @Override
    public boolean encode(Object value, EncodingPass pass) {
        return pass.refuse(value, reason);
    }
}
