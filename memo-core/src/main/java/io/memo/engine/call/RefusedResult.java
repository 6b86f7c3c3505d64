package io.memo.engine.call;

import io.memo.hash.classify.Supertypes;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Why results of a type cannot be given to several callers, and what to return instead. The types are known by name, for most
 * are of libraries that may not be there; what is true of a type is true of its subtypes.
 *
 * @param reason goes on after "which"
 * @param remedy a sentence
 */
public record RefusedResult(String reason, String remedy) {

    private static final String COLLECT = "Return what it yields: a List, a byte[], a String.";

    private static final RefusedResult ONCE = new RefusedResult("can be consumed only once", COLLECT);
    private static final RefusedResult READ = new RefusedResult("can be read only once", COLLECT);

    /** For a type whose value comes later, where nobody says how to wait for it. */
    public static final RefusedResult LATER = new RefusedResult(
            "stands for a value that is not there yet",
            "Return a CompletableFuture, a CompletionStage, or Reactor's Mono or Flux.");

    /** For a type that says that there is no value, and for that type as the value of another. */
    public static final RefusedResult NOTHING =
            new RefusedResult("yields nothing that could be kept", "Remove @Memoize, or return a value.");

    /** For what Spring MVC runs when it answers a request. */
    public static final RefusedResult REQUEST = new RefusedResult(
            "answers a single request",
            "Put @Memoize on a method of another bean that returns the value itself, and call that from the controller.");

    private static final Map<String, RefusedResult> BY_NAME = new HashMap<>();

    static {
        refuse(
                ONCE,
                "java.util.stream.BaseStream",
                "java.util.Iterator",
                "java.util.Spliterator",
                "java.util.Enumeration",
                "java.nio.file.DirectoryStream",
                "java.sql.ResultSet",
                "okhttp3.Call",
                "retrofit2.Call");
        refuse(
                READ,
                "java.io.InputStream",
                "java.io.Reader",
                "java.nio.channels.Channel",
                "org.springframework.core.io.InputStreamResource",
                "org.springframework.core.io.buffer.DataBuffer",
                "org.springframework.http.HttpInputMessage",
                "org.springframework.web.reactive.function.client.ClientResponse",
                "io.netty.buffer.ByteBuf",
                "okhttp3.ResponseBody",
                "okhttp3.Response",
                "feign.Response");
        refuse(
                LATER,
                "java.util.concurrent.Future",
                "java.util.concurrent.CompletionStage",
                "java.util.concurrent.Flow$Publisher",
                "org.reactivestreams.Publisher",
                "io.reactivex.rxjava3.core.SingleSource",
                "io.reactivex.rxjava3.core.MaybeSource",
                "io.reactivex.rxjava3.core.ObservableSource",
                "io.reactivex.SingleSource",
                "io.reactivex.MaybeSource",
                "io.reactivex.ObservableSource",
                "rx.Single",
                "rx.Observable",
                "io.smallrye.mutiny.Uni",
                "io.vertx.core.Future",
                "io.vavr.concurrent.Future",
                "scala.concurrent.Future");
        refuse(
                NOTHING,
                "void",
                "java.lang.Void",
                "kotlin.Unit",
                "io.reactivex.rxjava3.core.CompletableSource",
                "io.reactivex.CompletableSource",
                "rx.Completable");
        refuse(
                REQUEST,
                "org.springframework.web.context.request.async.DeferredResult",
                "org.springframework.web.context.request.async.WebAsyncTask",
                "org.springframework.web.servlet.mvc.method.annotation.ResponseBodyEmitter",
                "org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody",
                "jakarta.ws.rs.core.StreamingOutput",
                "jakarta.ws.rs.sse.SseEventSink",
                "jakarta.servlet.ServletResponse",
                "jakarta.servlet.AsyncContext");
        kotlin("kotlin.sequences.Sequence", "is computed anew by each who reads it", "sequence.toList()");
        kotlin("kotlinx.coroutines.flow.Flow", "runs anew for each who collects it", "flow.toList()");
        kotlin("kotlinx.coroutines.Job", LATER.reason, "deferred.await()");
        kotlin("kotlinx.coroutines.channels.ReceiveChannel", ONCE.reason, "channel.toList()");
        kotlin("kotlin.Lazy", LATER.reason, "lazy.value");
    }

    /** Returns why results of the type are refused, or null if nothing speaks against them. */
    public static @Nullable RefusedResult of(Class<?> type) {
        return Supertypes.first(type, BY_NAME::get);
    }

    private static void refuse(RefusedResult refused, String... types) {
        for (String type : types) {
            BY_NAME.put(type, refused);
        }
    }

    private static void kotlin(String type, String reason, String instead) {
        BY_NAME.put(type, new RefusedResult(reason, "Return what it yields: " + instead + "."));
    }
}
