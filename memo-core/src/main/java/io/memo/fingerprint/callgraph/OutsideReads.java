package io.memo.fingerprint.callgraph;

import io.memo.fingerprint.classfile.Annotation;
import io.memo.fingerprint.classfile.MethodRef;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Calls that read from outside the process: files, the network, databases, other programs. */
final class OutsideReads {

    /** Names that read, by type; a star stands for the rest of a name. Opening a stream or a connection counts as reading. */
    private static final Map<String, List<String>> NAMES = Map.ofEntries(
            Map.entry(
                    "java/nio/file/Files",
                    List.of(
                            "read*",
                            "lines",
                            "list",
                            "walk*",
                            "find",
                            "newInputStream",
                            "newBufferedReader",
                            "newByteChannel",
                            "newDirectoryStream",
                            "exists",
                            "notExists",
                            "size",
                            "get*",
                            "is*",
                            "mismatch")),
            Map.entry("java/nio/channels/FileChannel", List.of("open")),
            Map.entry("java/nio/channels/SocketChannel", List.of("open", "connect")),
            Map.entry("java/io/FileInputStream", List.of("<init>")),
            Map.entry("java/io/FileReader", List.of("<init>")),
            Map.entry("java/io/RandomAccessFile", List.of("<init>")),
            Map.entry(
                    "java/io/File",
                    List.of("exists", "length", "lastModified", "list*", "is*", "can*", "getCanonical*")),
            Map.entry("java/util/zip/ZipFile", List.of("<init>")),
            Map.entry("java/util/jar/JarFile", List.of("<init>")),
            Map.entry("java/net/URL", List.of("openStream", "openConnection", "getContent")),
            Map.entry("java/net/URLConnection", List.of("connect", "getInputStream", "getContent", "getHeader*")),
            Map.entry(
                    "java/net/HttpURLConnection",
                    List.of("connect", "getInputStream", "getContent", "getHeader*", "getResponse*")),
            Map.entry("java/net/Socket", List.of("<init>", "connect", "getInputStream")),
            Map.entry("java/net/DatagramSocket", List.of("receive")),
            Map.entry("java/net/InetAddress", List.of("getByName", "getAllByName", "getLocalHost", "isReachable")),
            Map.entry("java/net/http/HttpClient", List.of("send", "sendAsync")),
            Map.entry("java/lang/ProcessBuilder", List.of("start")),
            Map.entry("java/lang/Runtime", List.of("exec")),
            Map.entry("java/sql/DriverManager", List.of("getConnection")),
            Map.entry("javax/sql/DataSource", List.of("getConnection")),
            Map.entry("java/sql/Statement", List.of("execute*")),
            Map.entry("java/sql/PreparedStatement", List.of("execute*")),
            Map.entry("java/sql/CallableStatement", List.of("execute*")),
            Map.entry("jakarta/persistence/EntityManager", List.of("find*", "getReference", "refresh", "create*Query")),
            Map.entry("org/hibernate/Session", List.of("find*", "get", "load", "byId*", "refresh", "create*")),
            Map.entry("okhttp3/Call", List.of("execute", "enqueue")),
            Map.entry("com/mongodb/client/MongoCollection", List.of("find*", "count*", "aggregate", "distinct")));

    /** Spring's clients: their operations, by the beginning of the type's name. */
    private static final Map<String, List<String>> CLIENTS = Map.of(
            "org/springframework/web/client/RestTemplate", List.of("*For*", "exchange*", "execute", "put", "delete"),
            "org/springframework/web/client/RestOperations", List.of("*For*", "exchange*", "execute", "put", "delete"),
            "org/springframework/web/client/RestClient$", List.of("retrieve", "exchange*"),
            "org/springframework/web/reactive/function/client/WebClient$", List.of("retrieve", "exchange*"),
            "org/springframework/jdbc/core/", List.of("query*", "execute*", "update", "batchUpdate", "call", "sql"),
            "org/springframework/ws/client/core/", List.of("*end*"),
            "redis/clients/jedis/", List.of("get*", "hget*", "mget*", "exists"));

    private static final List<String> DECLARED_CLIENTS = List.of(
            "org/springframework/web/service/annotation/",
            "org/springframework/cloud/openfeign/",
            "org/springframework/data/",
            "org/apache/ibatis/annotations/",
            "retrofit2/http/");

    private static final String REPOSITORY = "org/springframework/data/repository/Repository";

    private OutsideReads() {}

    static boolean isOne(MethodRef method) {
        if (isNamed(NAMES.getOrDefault(method.owner(), List.of()), method.name())) {
            return true;
        }
        for (Map.Entry<String, List<String>> client : CLIENTS.entrySet()) {
            if (method.owner().startsWith(client.getKey()) && isNamed(client.getValue(), method.name())) {
                return !method.isConstructor();
            }
        }
        return isOfData(method) || isResource(method);
    }

    /** Returns whether the method, which has no body, stands for a query or a request by its type or its annotations. */
    static boolean isDeclared(Target method, Set<String> supertypes) {
        return method.method().isAbstract()
                && (supertypes.contains(REPOSITORY)
                        || isClient(method.method().annotations())
                        || isClient(method.owner().annotations()));
    }

    private static boolean isClient(List<Annotation> annotations) {
        return annotations.stream()
                .anyMatch(annotation -> DECLARED_CLIENTS.stream().anyMatch(annotation.type()::startsWith));
    }

    private static boolean isOfData(MethodRef method) {
        String owner = method.owner();
        return owner.startsWith("org/springframework/data/")
                && !method.isConstructor()
                && (owner.endsWith("Repository")
                        || owner.endsWith("Operations")
                        || owner.endsWith("Template")
                        || owner.endsWith("Executor"));
    }

    /** What lies on the class path belongs to the application and stays as it is while that runs. */
    private static boolean isResource(MethodRef method) {
        return method.owner().startsWith("org/springframework/core/io/")
                && !method.owner().endsWith("/ClassPathResource")
                && isNamed(
                        List.of("getInputStream", "getContentAs*", "lastModified", "exists", "contentLength"),
                        method.name());
    }

    private static boolean isNamed(List<String> patterns, String name) {
        for (String pattern : patterns) {
            if (matches(pattern, name)) {
                return true;
            }
        }
        return false;
    }

    private static boolean matches(String pattern, String name) {
        int star = pattern.indexOf('*');
        if (star < 0) {
            return pattern.equals(name);
        }
        int last = pattern.lastIndexOf('*');
        boolean ends = name.startsWith(pattern.substring(0, star)) && name.endsWith(pattern.substring(last + 1));
        return ends
                && name.contains(
                        pattern.substring(star + (star < last ? 1 : 0), last).replace("*", ""));
    }
}
