package io.memo.demo.tower;

import java.util.concurrent.locks.ReentrantLock;

/**
 * Stands for a connection: one is enough for everyone, it changes with every use, and nothing could digest the lock in
 * it.
 */
public final class TowerConnection {

    private final ReentrantLock line = new ReentrantLock();
    private final String host;
    private final int serial;
    private int requests;

    TowerConnection(String host, int serial) {
        this.host = host;
        this.serial = serial;
    }

    /** Asks for a clearance; which answers how many were asked for so far. */
    public Clearance request() {
        line.lock();
        try {
            requests++;
            return new Clearance(host, serial, requests);
        } finally {
            line.unlock();
        }
    }

    /**
     * An answer of the tower.
     *
     * @param host who answered
     * @param connection the number of the connection, counted from 1
     * @param requests how many requests this connection had so far
     */
    public record Clearance(String host, int connection, int requests) {}
}
