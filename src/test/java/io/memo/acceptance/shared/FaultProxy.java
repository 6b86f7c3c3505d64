package io.memo.acceptance.shared;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** A bad network between a client and a server of this machine: two threads per connection hand the bytes on, or do not. */
public final class FaultProxy implements AutoCloseable {

    private final int target;
    private final int port;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final AtomicLong cutAfter = new AtomicLong(Long.MAX_VALUE);
    private final AtomicReference<byte[]> injected = new AtomicReference<>();
    private final AtomicLong replied = new AtomicLong();
    private final AtomicLong flipped = new AtomicLong();
    private volatile ServerSocket listener;
    private volatile boolean hanging;
    private volatile long delayMillis;
    private volatile int bytesPerSecond;
    private volatile int corruptEvery;

    /** @param target the server's port */
    public FaultProxy(int target) {
        this.target = target;
        listener = listen(0);
        port = listener.getLocalPort();
    }

    /** Returns where clients connect to. */
    public int port() {
        return port;
    }

    /** Hands everything on, as fast as it comes; takes connections again. */
    public void pass() {
        delayMillis = 0;
        bytesPerSecond = 0;
        corruptEvery = 0;
        cutAfter.set(Long.MAX_VALUE);
        if (listener.isClosed()) {
            listener = listen(port);
        }
        hang(false);
    }

    /** Takes connections and bytes, and hands none on, until {@link #pass}. */
    public void hang() {
        hang(true);
    }

    /** Breaks all connections and takes no more, until {@link #pass}. */
    public void refuse() {
        close(listener);
        cut();
    }

    /** Breaks the connections that there are by a reset. */
    public void cut() {
        for (Socket socket : sockets) {
            try {
                socket.setSoLinger(true, 0);
            } catch (IOException e) {
                // It is closed already.
            }
            close(socket);
        }
        sockets.clear();
    }

    /** Holds each piece for so long, in both directions. */
    public void delay(long milliseconds) {
        delayMillis = milliseconds;
    }

    /** Lets replies through at this speed. */
    public void bytesPerSecond(int bytes) {
        bytesPerSecond = bytes;
    }

    /** Flips one bit in so many bytes of the replies. */
    public void corrupt(int everyBytes) {
        corruptEvery = everyBytes;
    }

    /** Puts bytes before the next reply, which the server never sent. */
    public void inject(byte[] bytes) {
        injected.set(bytes);
    }

    /** Returns how many bits were flipped so far. */
    public long flipped() {
        return flipped.get();
    }

    /** Breaks the connections once so many more bytes of replies went through. */
    public void cutAfterBytes(long bytes) {
        cutAfter.set(replied.get() + bytes);
    }

    private void hang(boolean hang) {
        lock.lock();
        try {
            hanging = hang;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private ServerSocket listen(int where) {
        try {
            ServerSocket made = new ServerSocket();
            made.setReuseAddress(true);
            made.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), where));
            daemon(() -> accept(made));
            return made;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void accept(ServerSocket from) {
        try {
            while (true) {
                Socket client = from.accept();
                sockets.add(client);
                try {
                    Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
                    sockets.add(server);
                    daemon(() -> pump(client, server, false));
                    daemon(() -> pump(server, client, true));
                } catch (IOException e) {
                    close(client);
                }
            }
        } catch (IOException e) {
            // The listener is closed.
        }
    }

    private void pump(Socket from, Socket to, boolean replies) {
        byte[] bytes = new byte[8_192];
        try (from;
                to) {
            OutputStream out = to.getOutputStream();
            for (int n = from.getInputStream().read(bytes);
                    n >= 0;
                    n = from.getInputStream().read(bytes)) {
                await(delayMillis * 1_000_000);
                if (replies) {
                    reply(bytes, n, out);
                } else {
                    out.write(bytes, 0, n);
                }
            }
        } catch (IOException e) {
            // One side is gone: closing tells the other.
        } finally {
            sockets.remove(from);
            sockets.remove(to);
        }
    }

    private void reply(byte[] bytes, int length, OutputStream out) throws IOException {
        byte[] extra = injected.getAndSet(null);
        if (extra != null) {
            out.write(extra);
        }
        int speed = bytesPerSecond;
        int piece = speed == 0 ? length : 1;
        for (int i = 0; i < length; i += piece) {
            long before = replied.getAndAdd(piece);
            long left = cutAfter.get() - before;
            if (left < piece) {
                out.write(bytes, i, (int) Math.max(0, left));
                cut();
                throw new IOException("cut");
            }
            int every = corruptEvery;
            for (int at = every - 1 - (int) (before % Math.max(1, every)); every > 0 && at < piece; at += every) {
                bytes[i + at] ^= 1 << (before + at) % 7;
                flipped.incrementAndGet();
            }
            await(speed == 0 ? 0 : 1_000_000_000L / speed);
            out.write(bytes, i, piece);
        }
    }

    /** Waits for the time, and then for as long as it hangs. */
    private void await(long nanos) {
        lock.lock();
        try {
            long left = nanos;
            while (left > 0) {
                left = changed.awaitNanos(left);
            }
            while (hanging) {
                changed.await();
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        } finally {
            lock.unlock();
        }
    }

    private static void daemon(Runnable work) {
        Thread thread = new Thread(work, "fault proxy");
        thread.setDaemon(true);
        thread.start();
    }

    private static void close(AutoCloseable closeable) {
        try {
            closeable.close();
        } catch (Exception e) {
            // It is closed already.
        }
    }

    @Override
    public void close() {
        refuse();
        hang(false);
    }
}
