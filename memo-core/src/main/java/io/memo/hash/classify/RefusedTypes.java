package io.memo.hash.classify;

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
import java.util.Enumeration;
import java.util.HashMap;
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

/**
 * Types whose objects are no values, and why: known by a supertype, or types of the JDK that were looked at one by one. And loggers,
 * which count as nothing.
 */
public final class RefusedTypes {

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

    /** By name: not every version of Java has all of them. */
    private static final Map<String, String> REFUSED_OF_JDK = new HashMap<>();

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
        decide(
                "it is half made, and what it will build cannot be read",
                "java.lang.ProcessBuilder",
                "java.nio.file.attribute.AclEntry$Builder",
                "java.time.format.DateTimeFormatterBuilder",
                "java.util.Calendar$Builder",
                "java.util.Locale$Builder",
                "java.util.HexFormat$Builder");
        decide(
                "it is a position in a text and moves on",
                "java.text.CollationElementIterator",
                "java.text.StringCharacterIterator",
                "java.util.regex.Matcher");
        decide(
                "it is part of the running program and has no value",
                "java.lang.Compiler",
                "java.lang.Module",
                "java.lang.ModuleLayer",
                "java.lang.ModuleLayer$Controller",
                "java.lang.Package",
                "java.lang.Runtime",
                "java.lang.ScopedValue",
                "java.lang.ScopedValue$Carrier",
                "java.lang.SecurityManager",
                "java.lang.StackWalker",
                "java.util.ServiceLoader");
        decide(
                "it describes the machine, which changes",
                "java.net.InterfaceAddress",
                "java.net.NetworkInterface",
                "java.net.CookieManager",
                "java.net.DatagramPacket");
        decide(
                "it runs code and has no value",
                "java.nio.file.SimpleFileVisitor",
                "java.util.Formatter",
                "java.util.Observable",
                "java.util.ResourceBundle$Control",
                "java.util.concurrent.Exchanger",
                "java.util.concurrent.ExecutorCompletionService",
                "java.util.concurrent.StructuredTaskScope$ShutdownOnFailure",
                "java.util.concurrent.StructuredTaskScope$ShutdownOnSuccess",
                "java.util.concurrent.ThreadPoolExecutor$AbortPolicy",
                "java.util.concurrent.ThreadPoolExecutor$CallerRunsPolicy",
                "java.util.concurrent.ThreadPoolExecutor$DiscardOldestPolicy",
                "java.util.concurrent.ThreadPoolExecutor$DiscardPolicy",
                "java.util.concurrent.atomic.DoubleAccumulator",
                "java.util.concurrent.atomic.LongAccumulator");
        decide(
                "not all that it is made of can be read",
                "java.lang.Enum$EnumDesc",
                "java.net.HttpCookie",
                "java.net.SocketPermission",
                "java.net.URLPermission",
                "java.sql.DriverPropertyInfo",
                "java.text.AttributedString",
                "java.text.Bidi",
                "java.text.CompactNumberFormat",
                "java.text.ListFormat",
                "java.time.zone.ZoneRules",
                "java.util.Base64$Decoder",
                "java.util.Base64$Encoder",
                "java.util.PropertyResourceBundle",
                "java.util.StringJoiner");
    }

    private RefusedTypes() {}

    private static void refuse(String reason, Class<?>... types) {
        for (Class<?> type : types) {
            REFUSED.put(type, reason);
        }
    }

    private static void decide(String reason, String... types) {
        for (String type : types) {
            REFUSED_OF_JDK.put(type, reason);
        }
    }

    /** Returns why no value of the class can be hashed, or null if nothing speaks against it. */
    public static @Nullable String refusal(Class<?> type) {
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
        if (GeneratedTypes.isEnhanced(type)) {
            return "it is a generated proxy, and what is behind it is not known";
        }
        return Supertypes.first(type, name -> REFUSED_BY_NAME.get(name));
    }

    /** Returns why values of just this type of the JDK are refused, or null if nothing was decided about it. */
    public static @Nullable String refusalOfJdk(Class<?> type) {
        return REFUSED_OF_JDK.get(type.getName());
    }

    /** Returns why a map is refused, by the name of its class or of a class inside that. */
    public static @Nullable String refusedMap(String name) {
        if (name.startsWith("java.util.IdentityHashMap")) {
            return "it tells its keys apart by identity";
        }
        return name.startsWith("java.util.WeakHashMap") ? GARBAGE : null;
    }

    public static boolean isLogger(Class<?> type) {
        return Supertypes.first(type, name -> LOGGERS.contains(name) ? name : null) != null;
    }
}
