package io.memo.hash;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Types of the JDK that were looked at one by one and have no value that could be read, each with the reason. By name:
 * not every version of Java has all of them.
 */
final class Decided {

    private static final Map<String, String> REASONS = new HashMap<>();

    static {
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

    private Decided() {}

    private static void decide(String reason, String... types) {
        for (String type : types) {
            REASONS.put(type, reason);
        }
    }

    /** Returns why values of the type are refused, or null if nothing was decided about it. */
    static @Nullable String reason(Class<?> type) {
        return REASONS.get(type.getName());
    }
}
