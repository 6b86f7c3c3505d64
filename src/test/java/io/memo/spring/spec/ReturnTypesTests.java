package io.memo.spring.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.memo.InvalidMemoizeException;
import io.reactivex.rxjava3.core.Completable;
import io.reactivex.rxjava3.core.Flowable;
import io.reactivex.rxjava3.core.Maybe;
import io.reactivex.rxjava3.core.Observable;
import io.reactivex.rxjava3.core.Single;
import io.reactivex.rxjava3.subjects.SingleSubject;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.io.InputStream;
import java.io.Reader;
import java.lang.reflect.Method;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Enumeration;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Scanner;
import java.util.Spliterator;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ScheduledFuture;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import kotlin.Lazy;
import kotlin.Unit;
import kotlin.coroutines.Continuation;
import kotlin.sequences.Sequence;
import kotlinx.coroutines.Deferred;
import kotlinx.coroutines.Job;
import kotlinx.coroutines.channels.ReceiveChannel;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.reactivestreams.Publisher;
import org.springframework.core.io.InputStreamResource;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.context.request.async.DeferredResult;
import org.springframework.web.context.request.async.WebAsyncTask;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyEmitter;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;
import reactor.core.publisher.ConnectableFlux;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** SPEC 3.4: what cannot be given to several callers is refused at start-up, whatever it is wrapped in; all else is not. */
class ReturnTypesTests {

    private static final String ONCE = " can be consumed only once, so it cannot be returned to several callers.";
    private static final String READ = " can be read only once, so it cannot be returned to several callers.";
    private static final String LATER =
            " stands for a value that is not there yet, so it cannot be returned to several callers.";
    private static final String REQUEST = " answers a single request, so it cannot be returned to several callers.";
    private static final String NOTHING = " yields nothing that could be kept.";

    /** What is said of the method with that name. */
    private static final Map<String, String> SAID = Map.ofEntries(
            Map.entry("stream", "a Stream" + ONCE),
            Map.entry("intStream", "an IntStream" + ONCE),
            Map.entry("iterator", "an Iterator" + ONCE),
            Map.entry("scanner", "a Scanner" + ONCE),
            Map.entry("spliterator", "a Spliterator" + ONCE),
            Map.entry("enumeration", "an Enumeration" + ONCE),
            Map.entry("directory", "a DirectoryStream" + ONCE),
            Map.entry("rows", "a ResultSet" + ONCE),
            Map.entry("bytes", "an InputStream" + READ),
            Map.entry("characters", "a Reader" + READ),
            Map.entry("channel", "a FileChannel" + READ),
            Map.entry("resource", "an InputStreamResource" + READ),
            Map.entry("future", "a Future" + LATER),
            Map.entry("scheduled", "a ScheduledFuture" + LATER),
            Map.entry("task", "a FutureTask" + LATER),
            Map.entry("ownFuture", "an OwnFuture" + LATER),
            Map.entry("connectable", "a ConnectableFlux" + LATER),
            Map.entry("subject", "a SingleSubject" + LATER),
            Map.entry("deferredResult", "a DeferredResult" + REQUEST),
            Map.entry("webTask", "a WebAsyncTask" + REQUEST),
            Map.entry("emitter", "a ResponseBodyEmitter" + REQUEST),
            Map.entry("sse", "a SseEmitter" + REQUEST),
            Map.entry("body", "a StreamingResponseBody" + REQUEST),
            Map.entry("handled", "a Callable" + REQUEST),
            Map.entry("nothing", "it returns nothing that could be kept."),
            Map.entry("boxedNothing", "it returns nothing that could be kept."),
            Map.entry("unit", "a Unit" + NOTHING),
            Map.entry("monoOfNothing", "it returns Mono<Void>, and a Void" + NOTHING),
            Map.entry("futureOfNothing", "it returns CompletableFuture<Void>, and a Void" + NOTHING),
            Map.entry("stageOfUnit", "it returns CompletionStage<Unit>, and a Unit" + NOTHING),
            Map.entry("fluxOfNothing", "it returns Flux<Void>, and a Void" + NOTHING),
            Map.entry("uniOfNothing", "it returns Uni<Void>, and a Void" + NOTHING),
            Map.entry("maybeOfNothing", "it returns Maybe<Void>, and a Void" + NOTHING),
            Map.entry("wildcard", "it returns CompletableFuture<Void>, and a Void" + NOTHING),
            Map.entry("completable", "a Completable" + NOTHING),
            Map.entry(
                    "sequence",
                    "a Sequence is computed anew by each who reads it, so it cannot be returned to several callers."),
            Map.entry(
                    "kotlinFlow",
                    "a Flow runs anew for each who collects it, so it cannot be returned to several callers."),
            Map.entry("deferred", "a Deferred" + LATER),
            Map.entry("job", "a Job" + LATER),
            Map.entry("received", "a ReceiveChannel" + ONCE),
            Map.entry("lazy", "a Lazy" + LATER),
            Map.entry("suspended", "it is a suspend function, which memo cannot keep."),
            Map.entry("monoOfStream", "it returns Mono<Stream<String>>, and a Stream" + ONCE),
            Map.entry("futureOfBytes", "it returns CompletableFuture<InputStream>, and an InputStream" + READ),
            Map.entry("fluxOfBuffers", "it returns Flux<DataBuffer>, and a DataBuffer" + READ),
            Map.entry("monoOfMono", "it returns Mono<Mono<String>>, and a Mono" + LATER),
            Map.entry("listOfFutures", "it returns List<CompletableFuture<String>>, and a CompletableFuture" + LATER),
            Map.entry("arrayOfIterators", "it returns Iterator<String>[], and an Iterator" + ONCE),
            Map.entry("mapOfReaders", "it returns Map<String, Optional<Reader>>, and a Reader" + READ),
            Map.entry(
                    "response",
                    "it returns ResponseEntity<StreamingResponseBody>, and a StreamingResponseBody" + REQUEST),
            Map.entry("laterResponse", "it returns Mono<ResponseEntity<Flux<String>>>, and a Flux" + LATER));

    static Stream<Method> refused() {
        return Arrays.stream(Refused.class.getDeclaredMethods()).filter(method -> !method.isSynthetic());
    }

    static Stream<Method> accepted() {
        return Arrays.stream(Accepted.class.getDeclaredMethods()).filter(method -> !method.isSynthetic());
    }

    @ParameterizedTest
    @MethodSource("refused")
    @DisplayName("SPEC 3.4, issues 12.7, 12.15: refused, and why")
    void isRefused(Method method) {
        assertThatThrownBy(() -> ReturnTypes.check(method, Refused.class))
                .isInstanceOf(InvalidMemoizeException.class)
                .hasMessageStartingWith(
                        "@Memoize on " + ReturnTypes.describe(method) + ": " + SAID.get(method.getName()))
                .satisfies(refusal ->
                        assertThat(((InvalidMemoizeException) refusal).remedy()).endsWith("."));
    }

    @Test
    @DisplayName("SPEC 3.4: each refused method has its row")
    void eachHasItsRow() {
        assertThat(refused().map(Method::getName)).containsExactlyInAnyOrderElementsOf(SAID.keySet());
    }

    @ParameterizedTest
    @MethodSource("accepted")
    @DisplayName("SPEC 3.4, 1.5: not refused: values, whatever their types can do besides")
    void isAccepted(Method method) {
        assertThatCode(() -> ReturnTypes.check(method, Accepted.class)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @DisplayName("Issue 12.7: a type variable that a class or an interface above leaves open is resolved")
    @CsvSource({
        "OfStream, get, a Stream can be consumed",
        "OfStream, later, 'it returns CompletableFuture<Stream<String>>, and a Stream can be consumed'",
        "OfNothing, later, 'it returns CompletableFuture<Void>, and a Void yields nothing'",
        "OfNothing, all, 'it returns List<Void>'",
        "OfOwner, ask, a Future stands for a value"
    })
    void typeVariableIsResolved(String type, String method, String said) throws Exception {
        Class<?> bean = Class.forName(ReturnTypesTests.class.getName() + "$" + type);
        Method found = Arrays.stream(bean.getMethods())
                .filter(each -> each.getName().equals(method) && !each.isBridge())
                .findFirst()
                .orElseThrow();
        if (said.startsWith("it returns List")) {
            assertThatCode(() -> ReturnTypes.check(found, bean)).doesNotThrowAnyException();
        } else {
            assertThatThrownBy(() -> ReturnTypes.check(found, bean)).hasMessageContaining(said);
        }
    }

    @Test
    @DisplayName("SPEC 3.6: what is kept of a result: what comes later; of several elements one")
    void whatComesLaterIsKept() throws Exception {
        assertThat(ReturnTypes.kept(Accepted.class.getDeclaredMethod("mono"), Accepted.class)
                        .toClass())
                .isEqualTo(String.class);
        assertThat(ReturnTypes.kept(Accepted.class.getDeclaredMethod("flux"), Accepted.class)
                        .toString())
                .isEqualTo("java.util.List<java.lang.String>");
        assertThat(ReturnTypes.kept(Base.class.getDeclaredMethod("later"), OfOwner.class)
                        .toString())
                .isEqualTo("java.util.concurrent.Future<java.lang.String>");
        assertThat(ReturnTypes.kept(Accepted.class.getDeclaredMethod("text"), Accepted.class)
                        .toClass())
                .isEqualTo(String.class);
    }

    static class OwnFuture<T> extends CompletableFuture<T> {}

    interface Asked<T> {
        T ask();
    }

    static class Base<T> implements Asked<T> {
        @Override
        public T ask() {
            throw new UnsupportedOperationException();
        }

        public T get() {
            throw new UnsupportedOperationException();
        }

        public CompletableFuture<T> later() {
            throw new UnsupportedOperationException();
        }

        public List<T> all() {
            throw new UnsupportedOperationException();
        }
    }

    static class OfStream extends Base<Stream<String>> {}

    static class OfNothing extends Base<Void> {}

    static class OfOwner extends Base<Future<String>> {}

    abstract static class Refused {
        abstract Stream<String> stream();

        abstract IntStream intStream();

        abstract Iterator<String> iterator();

        abstract Scanner scanner();

        abstract Spliterator<String> spliterator();

        abstract Enumeration<String> enumeration();

        abstract DirectoryStream<Path> directory();

        abstract ResultSet rows();

        abstract InputStream bytes();

        abstract Reader characters();

        abstract FileChannel channel();

        abstract InputStreamResource resource();

        abstract Future<String> future();

        abstract ScheduledFuture<String> scheduled();

        abstract FutureTask<String> task();

        abstract OwnFuture<String> ownFuture();

        abstract ConnectableFlux<String> connectable();

        abstract SingleSubject<String> subject();

        abstract DeferredResult<String> deferredResult();

        abstract WebAsyncTask<String> webTask();

        abstract ResponseBodyEmitter emitter();

        abstract SseEmitter sse();

        abstract StreamingResponseBody body();

        @GetMapping("/")
        abstract Callable<String> handled();

        abstract void nothing();

        abstract Void boxedNothing();

        abstract Unit unit();

        abstract Mono<Void> monoOfNothing();

        abstract CompletableFuture<Void> futureOfNothing();

        abstract CompletionStage<Unit> stageOfUnit();

        abstract Flux<Void> fluxOfNothing();

        abstract Uni<Void> uniOfNothing();

        abstract Maybe<Void> maybeOfNothing();

        abstract CompletableFuture<? extends Void> wildcard();

        abstract Completable completable();

        abstract Sequence<String> sequence();

        abstract kotlinx.coroutines.flow.Flow<String> kotlinFlow();

        abstract Deferred<String> deferred();

        abstract Job job();

        abstract ReceiveChannel<String> received();

        abstract Lazy<String> lazy();

        abstract Object suspended(String id, Continuation<? super String> rest);

        abstract Mono<Stream<String>> monoOfStream();

        abstract CompletableFuture<InputStream> futureOfBytes();

        abstract Flux<DataBuffer> fluxOfBuffers();

        abstract Mono<Mono<String>> monoOfMono();

        abstract List<CompletableFuture<String>> listOfFutures();

        abstract Iterator<String>[] arrayOfIterators();

        abstract Map<String, Optional<Reader>> mapOfReaders();

        abstract ResponseEntity<StreamingResponseBody> response();

        abstract Mono<ResponseEntity<Flux<String>>> laterResponse();
    }

    abstract static class Accepted {
        abstract String text();

        abstract Object anything();

        abstract <T> T whatever();

        abstract Mono<String> mono();

        abstract Mono<?> someMono();

        abstract Flux<List<String>> flux();

        abstract Publisher<String> publisher();

        abstract Flow.Publisher<String> jdkPublisher();

        abstract Single<String> single();

        abstract Maybe<String> maybe();

        abstract Observable<String> observable();

        abstract Flowable<String> flowable();

        abstract Uni<String> uni();

        abstract Multi<String> multi();

        abstract CompletableFuture<Optional<String>> future();

        abstract CompletionStage<? super String> stage();

        abstract ResponseEntity<Void> status();

        abstract Mono<ResponseEntity<Void>> laterStatus();

        abstract Supplier<Stream<String>> supplier();

        abstract Callable<String> script();

        abstract Iterable<String> iterable();

        abstract Path path();

        abstract JsonNode json();

        abstract Growing<String> growing();

        abstract Class<Stream<?>> type();

        abstract byte[][] bytes();
    }

    /** Has itself, larger, for an element. */
    static class Growing<T> extends ArrayList<Growing<List<T>>> {}
}
