package io.memo.acceptance.ordinary;

import io.memo.Memoize;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/** Services that guard or spread their work. */
final class HeldLocks {

    private HeldLocks() {}

    @Component("ReentrantLock")
    static class WithLock implements Lookup {

        private Lock lock = new ReentrantLock();

        @Override
        @Memoize
        public String look(String key) {
            lock.lock();
            try {
                return key + "!";
            } finally {
                lock.unlock();
            }
        }

        @Override
        public void renew() {
            lock = new ReentrantLock();
        }
    }

    @Component("ReentrantReadWriteLock")
    static class WithReadWriteLock implements Lookup {

        private ReadWriteLock lock = new ReentrantReadWriteLock();

        @Override
        @Memoize
        public String look(String key) {
            lock.readLock().lock();
            try {
                return key + "!";
            } finally {
                lock.readLock().unlock();
            }
        }

        @Override
        public void renew() {
            lock = new ReentrantReadWriteLock();
        }
    }

    @Component("Semaphore")
    static class WithSemaphore implements Lookup {

        private Semaphore permits = new Semaphore(2);

        @Override
        @Memoize
        public String look(String key) {
            permits.acquireUninterruptibly();
            try {
                return key + "!";
            } finally {
                permits.release();
            }
        }

        @Override
        public void renew() {
            permits = new Semaphore(2);
        }
    }

    @Component("ExecutorService")
    static class WithExecutor implements Lookup, DisposableBean {

        private ExecutorService workers = Executors.newFixedThreadPool(1);

        @Override
        @Memoize
        public String look(String key) {
            return CompletableFuture.supplyAsync(() -> key + "!", workers).join();
        }

        @Override
        public void renew() {
            workers.shutdown();
            workers = Executors.newFixedThreadPool(1);
        }

        @Override
        public void destroy() {
            workers.shutdown();
        }
    }

    @Component("monitor")
    static class WithMonitor implements Lookup {

        private Object monitor = new Object();

        @Override
        @Memoize
        public String look(String key) {
            synchronized (monitor) {
                return key + "!";
            }
        }

        @Override
        public void renew() {
            monitor = new Object();
        }
    }
}
