package io.memo.store.shared;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A store of bytes that several machines use, such as Redis. Safe for use by several threads.
 *
 * <p>Every operation but {@link #ping} ends within a short time that the store keeps itself to, whatever the network does: it
 * throws when that is over, and at once while it knows that the other side is not there. None waits for a connection to be
 * made; that goes on in the background from the beginning. Keys are printable ASCII.
 */
public interface SharedStore extends AutoCloseable {

    /** Returns what it is called in meters and messages, such as {@code redis}. */
    String name();

    /**
     * Returns if the store answers. May take longer than the other operations.
     *
     * @throws IOException if it does not
     */
    void ping() throws IOException;

    /**
     * Returns the bytes under the key, or null if there are none.
     *
     * @throws IOException if that cannot be told in time
     */
    byte @Nullable [] get(String key) throws IOException;

    /**
     * Keeps the bytes under the key unless there are some already, and returns whether it did.
     *
     * @param timeToLive after which they may go by themselves, positive
     * @throws IOException if that cannot be told in time
     */
    boolean putIfAbsent(String key, byte[] value, Duration timeToLive) throws IOException;

    /**
     * Keeps the bytes under the key, in place of those that are there. Where a store cannot do that in one step there may be none for a
     * moment, or those of another that was faster.
     *
     * @param timeToLive after which they may go by themselves, positive
     * @throws IOException if they may not be there
     */
    default void put(String key, byte[] value, Duration timeToLive) throws IOException {
        remove(key);
        putIfAbsent(key, value, timeToLive);
    }

    /**
     * Removes what is under the key; nothing there is no failure.
     *
     * @throws IOException if it may still be there
     */
    void remove(String key) throws IOException;

    /**
     * Returns the fields of the map under the key, none if there is no such map.
     *
     * @throws IOException if that cannot be told in time
     */
    Map<String, String> fields(String key) throws IOException;

    /**
     * Sets a field of the map under the key if it has no value yet.
     *
     * @throws IOException if it may not be set
     */
    void putFieldIfAbsent(String key, String field, String value) throws IOException;

    /**
     * Sets a field of the map under the key. Where a store cannot change a field alone, it may change others to values that
     * nobody used before.
     *
     * @throws IOException if it may not be set
     */
    void putField(String key, String field, String value) throws IOException;

    /** Returns what lets one machine among several do a thing, or null if the store cannot do that. */
    default @Nullable Leases leases() {
        return null;
    }

    /**
     * Sends a message to all who listen to the channel, on all machines. It may be lost, so nobody waits until it arrived.
     *
     * @throws IOException if it is known already that it was not sent
     */
    default void publish(String channel, String message) throws IOException {}

    /**
     * Hands messages on the channel to the listener, by a thread of the store's, until the store is closed. Messages may be
     * lost, as all are by a store that cannot send any.
     */
    default void subscribe(String channel, Consumer<String> listener) {}

    /** Lets go of connections and threads, within two seconds; what is stored stays. */
    @Override
    void close();
}
