package io.memo.hash;

/**
 * Refuses every value of a class.
 *
 * @param reason why, as a message says it of the value
 */
record RefusingEncoder(String reason) implements Encoder {

    @Override
    public boolean encode(Object value, Walk walk) {
        return walk.refuse(value, reason);
    }
}
