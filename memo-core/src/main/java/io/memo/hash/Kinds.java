package io.memo.hash;

import java.io.InputStream;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.io.Reader;
import java.io.Writer;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import java.lang.ref.Reference;
import java.net.DatagramSocket;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.channels.Channel;
import java.nio.channels.Selector;
import java.nio.file.FileSystem;
import java.nio.file.WatchService;
import java.util.Arrays;
import java.util.Enumeration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Scanner;
import java.util.Set;
import java.util.Spliterator;
import java.util.Timer;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import java.util.concurrent.Future;
import java.util.concurrent.Phaser;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.AbstractOwnableSynchronizer;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.StampedLock;
import java.util.random.RandomGenerator;
import java.util.stream.BaseStream;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/** Kinds of objects that are no values, known by a supertype, and why; and loggers, which count as nothing. */
final class Kinds {

    private static final String OPEN = "it is open: what it stands for is outside of it and moves on";
    private static final String READ_ONCE = "it can be read only once, and reading it would use it up";
    private static final String NOT_THERE = "its result is still to come, or comes from elsewhere";
    private static final String GUARD = "it guards threads and has no value";
    private static final String RUNS = "it runs code and has no value";

    private static final String GARBAGE = "the garbage collector may empty it";

    private static final Map<Class<?>, String> REFUSED = new LinkedHashMap<>();

    /** Types that memo does not depend on. */
    private static final Map<String, String> REFUSED_BY_NAME = Map.ofEntries(
            Map.entry("org.reactivestreams.Publisher", NOT_THERE),
            Map.entry("io.reactivex.rxjava3.core.SingleSource", NOT_THERE),
            Map.entry("io.reactivex.rxjava3.core.MaybeSource", NOT_THERE),
            Map.entry("io.reactivex.rxjava3.core.ObservableSource", NOT_THERE),
            Map.entry("io.reactivex.rxjava3.core.CompletableSource", NOT_THERE),
            Map.entry("io.smallrye.mutiny.Uni", NOT_THERE),
            Map.entry("kotlinx.coroutines.Job", NOT_THERE),
            Map.entry("kotlinx.coroutines.flow.Flow", NOT_THERE),
            Map.entry("org.springframework.web.context.request.async.DeferredResult", NOT_THERE),
            Map.entry("org.springframework.web.context.request.async.WebAsyncTask", NOT_THERE),
            Map.entry("org.springframework.web.servlet.mvc.method.annotation.ResponseBodyEmitter", NOT_THERE),
            Map.entry("org.reactivestreams.Subscriber", RUNS),
            Map.entry("org.reactivestreams.Subscription", RUNS),
            Map.entry("reactor.core.Disposable", RUNS),
            Map.entry("reactor.core.scheduler.Scheduler", RUNS),
            Map.entry("java.sql.Connection", OPEN),
            Map.entry("java.sql.Statement", OPEN),
            Map.entry("java.sql.ResultSet", OPEN),
            Map.entry("java.sql.Blob", OPEN),
            Map.entry("java.sql.Clob", OPEN),
            Map.entry("java.sql.SQLXML", OPEN),
            Map.entry("javax.sql.DataSource", OPEN),
            Map.entry("jakarta.persistence.EntityManager", OPEN),
            Map.entry("jakarta.persistence.EntityManagerFactory", OPEN),
            Map.entry("jakarta.jms.Connection", OPEN),
            Map.entry("jakarta.servlet.ServletRequest", OPEN),
            Map.entry("jakarta.servlet.ServletResponse", OPEN),
            Map.entry("org.hibernate.SharedSessionContract", OPEN));

    private static final Set<String> LOGGERS = Set.of(
            "org.slf4j.Logger",
            "org.apache.commons.logging.Log",
            "org.apache.logging.log4j.Logger",
            "java.util.logging.Logger",
            "java.lang.System$Logger");

    static {
        refuse("a thread has no value", Thread.class, ThreadGroup.class);
        refuse("what it holds depends on the thread that asks", ThreadLocal.class);
        refuse("a class loader has no value", ClassLoader.class);
        refuse("a process has no value", Process.class, ProcessHandle.class);
        refuse(GUARD, Lock.class, ReadWriteLock.class, StampedLock.class, Condition.class, Semaphore.class);
        refuse(GUARD, CountDownLatch.class, CyclicBarrier.class, Phaser.class, AbstractOwnableSynchronizer.class);
        refuse(OPEN, Socket.class, ServerSocket.class, DatagramSocket.class, Channel.class, Selector.class);
        refuse(OPEN, RandomAccessFile.class, FileSystem.class, WatchService.class, ZipFile.class);
        refuse(OPEN, OutputStream.class, Writer.class);
        refuse(READ_ONCE, InputStream.class, Reader.class, Scanner.class, BaseStream.class);
        refuse(READ_ONCE, Iterator.class, Enumeration.class, Spliterator.class);
        refuse(NOT_THERE, Future.class, CompletionStage.class, Flow.Publisher.class);
        refuse(RUNS, Flow.Subscriber.class, Flow.Subscription.class, Executor.class, Timer.class);
        refuse("it gives another answer each time", RandomGenerator.class);
        refuse(GARBAGE, Reference.class);
        refuse("what it calls cannot be read", MethodHandle.class, VarHandle.class);
    }

    private Kinds() {}

    private static void refuse(String reason, Class<?>... types) {
        for (Class<?> type : types) {
            REFUSED.put(type, reason);
        }
    }

    /** Returns why no value of the class can be hashed, or null if nothing speaks against it. */
    static @Nullable String refusal(Class<?> type) {
        for (Map.Entry<Class<?>, String> refused : REFUSED.entrySet()) {
            if (refused.getKey().isAssignableFrom(type)) {
                return refused.getValue();
            }
        }
        for (Class<?> c = type; c != null; c = c.getSuperclass()) {
            String reason = refusedMap(c.getName());
            if (reason != null) {
                return reason;
            }
        }
        if (isEnhanced(type)) {
            return "it is a generated proxy, and what is behind it is not known";
        }
        return Supertypes.first(type, name -> REFUSED_BY_NAME.get(name));
    }

    /** Returns why a map is refused, by the name of its class or of a class inside that. */
    static @Nullable String refusedMap(String name) {
        if (name.startsWith("java.util.IdentityHashMap")) {
            return "it tells its keys apart by identity";
        }
        return name.startsWith("java.util.WeakHashMap") ? GARBAGE : null;
    }

    /** Returns whether the class was generated for a proxy whose target is not in its fields. */
    static boolean isEnhanced(Class<?> type) {
        String name = type.getName();
        boolean generated = name.contains("$$EnhancerBy") || name.contains("$$SpringCGLIB$$");
        return (generated && written(type) == type) || name.contains("$$FastClassBy");
    }

    /**
     * Returns the class that the user wrote, of an object of the subclass that Spring generates of a configuration class, or
     * of a bean with {@code @Lookup} methods: unlike a proxy, such an object holds its own fields.
     */
    static Class<?> written(Class<?> type) {
        Class<?> parent = type.getSuperclass();
        return parent != null && (isConfiguration(type) || looksUp(type)) ? parent : type;
    }

    private static boolean isConfiguration(Class<?> type) {
        String marker = "org.springframework.context.annotation.ConfigurationClassEnhancer$EnhancedConfiguration";
        return Arrays.stream(type.getInterfaces())
                .anyMatch(each -> each.getName().equals(marker));
    }

    /** Of methods that look nothing up the first callback is none: they run on the object itself. A proxy has no such methods. */
    private static boolean looksUp(Class<?> type) {
        Class<?>[] interfaces = type.getInterfaces();
        return type.getName().contains("$$SpringCGLIB$$")
                && interfaces.length == 1
                && interfaces[0].getName().equals("org.springframework.cglib.proxy.Factory")
                && Arrays.stream(type.getDeclaredFields())
                        .anyMatch(field -> field.getName().equals("CGLIB$CALLBACK_0")
                                && field.getType().getName().equals("org.springframework.cglib.proxy.NoOp"));
    }

    static boolean isLogger(Class<?> type) {
        return Supertypes.first(type, name -> LOGGERS.contains(name) ? name : null) != null;
    }
}
