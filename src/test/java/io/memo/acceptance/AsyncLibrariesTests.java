package io.memo.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.reactivestreams.Publisher;
import org.springframework.core.ReactiveAdapter;
import org.springframework.core.ReactiveAdapterRegistry;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** SPEC 3.4, issue 12.7: the types of Reactor, RxJava, Mutiny and the JDK, as the real libraries have them. */
@Timeout(120)
class AsyncLibrariesTests {

    private static final String QUOTES = """
            package shop;
            import io.memo.Memoize;
            import io.memo.acceptance.Runs;
            import io.reactivex.rxjava3.core.*;
            import io.smallrye.mutiny.*;
            import java.util.List;
            import java.util.concurrent.Callable;
            import reactor.adapter.JdkFlowAdapter;
            import reactor.core.publisher.*;
            @org.springframework.stereotype.Service
            public class Quotes extends Base<Mono<String>> {
                private static Callable<String> run(String what, int n) {
                    return () -> {
                        Runs.ran(what);
                        if (n < 0) {
                            throw new IllegalStateException("negative");
                        }
                        return what + n;
                    };
                }
                @Memoize public Mono<String> mono(int n) { return Mono.fromCallable(run("mono", n)); }
                @Memoize public Single<String> single(int n) { return Single.fromCallable(run("single", n)); }
                @Memoize public Maybe<String> maybe(int n) { return Maybe.fromCallable(run("maybe", n)); }
                @Memoize public Uni<String> uni(int n) {
                    return Uni.createFrom().item(n).map(x -> { try { return run("uni", x).call(); } catch (Exception e) { throw (RuntimeException) e; } });
                }
                @Memoize public Flux<String> flux(int n) { return Flux.defer(() -> { try { return Flux.just(run("flux", n).call(), "b"); } catch (Exception e) { return Flux.error(e); } }); }
                @Memoize public org.reactivestreams.Publisher<String> publisher(int n) { return Mono.fromCallable(run("publisher", n)).concatWith(Mono.just("b")); }
                @Memoize public java.util.concurrent.Flow.Publisher<String> jdk(int n) { return JdkFlowAdapter.publisherToFlowPublisher(Mono.fromCallable(run("jdk", n)).concatWith(Mono.just("b"))); }
                @Memoize public Observable<String> observable(int n) { return Observable.fromCallable(run("observable", n)).concatWith(Observable.just("b")); }
                @Memoize public Flowable<String> flowable(int n) { return Flowable.fromCallable(run("flowable", n)).concatWith(Flowable.just("b")); }
                @Memoize public Multi<String> multi(int n) {
                    return Multi.createFrom().items(n, 0).map(x -> { try { return x == 0 ? "b" : run("multi", x).call(); } catch (Exception e) { throw (RuntimeException) e; } });
                }
                @Memoize public Maybe<String> emptyMaybe() { Runs.ran("emptyMaybe"); return Maybe.empty(); }
                @Memoize public Uni<String> nullUni() { Runs.ran("nullUni"); return Uni.createFrom().nullItem(); }

                private static void subscribed() { Runs.ran("subscribed"); }
                private static void cancelled() { Runs.ran("cancelled"); }
                @Memoize public Mono<String> hungMono() { return Mono.<String>never().doOnSubscribe(s -> subscribed()).doOnCancel(() -> cancelled()); }
                @Memoize public Single<String> hungSingle() { return Single.<String>never().doOnSubscribe(s -> subscribed()).doOnDispose(() -> cancelled()); }
                @Memoize public Maybe<String> hungMaybe() { return Maybe.<String>never().doOnSubscribe(s -> subscribed()).doOnDispose(() -> cancelled()); }
                @Memoize public Uni<String> hungUni() { return Uni.createFrom().<String>nothing().onSubscription().invoke(s -> subscribed()).onCancellation().invoke(() -> cancelled()); }
                @Memoize public Flux<String> hungFlux() { return Flux.<String>never().doOnSubscribe(s -> subscribed()).doOnCancel(() -> cancelled()); }
                @Memoize public Observable<String> hungObservable() { return Observable.<String>never().doOnSubscribe(s -> subscribed()).doOnDispose(() -> cancelled()); }
                @Memoize public Multi<String> hungMulti() { return Multi.createFrom().<String>nothing().onSubscription().invoke(s -> subscribed()).onCancellation().invoke(() -> cancelled()); }

                @Memoize public Flux<Long> endlessFlux() { return Flux.<Long, Long>generate(() -> 0L, (n, sink) -> { sink.next(n); return n + 1; }).doOnCancel(() -> cancelled()); }
                @Memoize public Flowable<Long> endlessFlowable() { return Flowable.rangeLong(0, Long.MAX_VALUE).doOnCancel(() -> cancelled()); }
                @Memoize public Multi<Integer> endlessMulti() { return Multi.createFrom().range(0, Integer.MAX_VALUE).onCancellation().invoke(() -> cancelled()); }
                @Memoize public Observable<Long> endlessObservable() { return Observable.intervalRange(0, Long.MAX_VALUE, 0, 1, java.util.concurrent.TimeUnit.MILLISECONDS).doOnDispose(() -> cancelled()); }

                @Memoize public Flux<String> inContext() { return Flux.deferContextual(context -> Flux.just("of " + context.getOrDefault("user", "nobody"))); }
                @Memoize public Mono<String> ofIgnored(List<Integer> ids, @io.memo.MemoIgnore Mono<String> go) { return go.map(x -> "of " + ids); }
                @Memoize public Object undeclared(String what) {
                    Runs.ran(what);
                    return switch (what) {
                        case "single" -> Single.just("s");
                        case "maybe" -> Maybe.just("s");
                        case "observable" -> Observable.just("s");
                        case "completable" -> Completable.fromAction(() -> {});
                        case "uni" -> Uni.createFrom().item("s");
                        case "multi" -> Multi.createFrom().item("s");
                        case "mono" -> Mono.just("s");
                        case "future" -> new java.util.concurrent.CompletableFuture<String>();
                        case "deferred" -> new org.springframework.web.context.request.async.DeferredResult<String>();
                        case "emitter" -> new org.springframework.web.servlet.mvc.method.annotation.SseEmitter();
                        case "task" -> new org.springframework.web.context.request.async.WebAsyncTask<String>(() -> "s");
                        case "job" -> kotlinx.coroutines.CompletableDeferredKt.CompletableDeferred("s");
                        case "flow" -> kotlinx.coroutines.flow.FlowKt.flowOf("s");
                        default -> throw new IllegalArgumentException(what);
                    };
                }
                @Override protected Mono<String> make(int n) { return Mono.fromCallable(run("inherited", n)); }
            }
            class Base<T> {
                @Memoize public T inherited(int n) { return make(n); }
                protected T make(int n) { throw new UnsupportedOperationException(); }
            }
            """;

    @TempDir
    private static Path folder;

    private static OutsideApplication shop;

    @BeforeAll
    static void start() {
        shop = OutsideApplication.in(folder).property("memo.warnings", "off").start(QUOTES);
    }

    @AfterAll
    static void stop() {
        shop.close();
    }

    @BeforeEach
    void resetRuns() {
        Runs.reset();
    }

    @ParameterizedTest
    @ValueSource(strings = {"mono", "single", "maybe", "uni", "inherited"})
    @DisplayName(
            "SPEC 3.4: of a single value it is stored, each caller gets a publisher of its own, a failure is not stored")
    void singleValue(String method) {
        Object first = shop.call("shop.Quotes", method, 1);
        Object second = shop.call("shop.Quotes", method, 1);
        assertThat(second).isNotSameAs(first);
        assertThat(Runs.of(method)).as("nobody subscribed").isZero();
        assertThat(elements(first)).containsExactly(method + 1);
        assertThat(elements(first)).containsExactly(method + 1);
        assertThat(elements(second)).containsExactly(method + 1);
        assertThat(Runs.of(method)).isOne();

        Object failing = shop.call("shop.Quotes", method, -1);
        assertThatThrownBy(() -> elements(failing))
                .isExactlyInstanceOf(IllegalStateException.class)
                .hasMessage("negative");
        assertThatThrownBy(() -> elements(failing)).isExactlyInstanceOf(IllegalStateException.class);
        assertThat(Runs.of(method)).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"flux", "publisher", "jdk", "observable", "flowable", "multi"})
    @DisplayName("SPEC 3.4: several elements are stored as a list and published to each caller")
    void severalElements(String method) {
        Object first = shop.call("shop.Quotes", method, 1);
        assertThat(elements(first)).containsExactly(method + 1, "b");
        assertThat(elements(first)).containsExactly(method + 1, "b");
        assertThat(elements(shop.call("shop.Quotes", method, 1))).containsExactly(method + 1, "b");
        assertThat(Runs.of(method)).isOne();

        Object failing = shop.call("shop.Quotes", method, -1);
        assertThatThrownBy(() -> elements(failing))
                .isExactlyInstanceOf(IllegalStateException.class)
                .hasMessage("negative");
        assertThatThrownBy(() -> elements(failing)).isExactlyInstanceOf(IllegalStateException.class);
        assertThat(Runs.of(method)).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"emptyMaybe", "nullUni"})
    @DisplayName("SPEC 3.4: no value is a value")
    void noValue(String method) {
        assertThat(elements(shop.call("shop.Quotes", method))).isEmpty();
        assertThat(elements(shop.call("shop.Quotes", method))).isEmpty();
        assertThat(Runs.of(method)).isOne();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"hungMono", "hungSingle", "hungMaybe", "hungUni", "hungFlux", "hungObservable", "hungMulti"})
    @DisplayName(
            "SPEC 3.4: the source is cancelled when its last caller cancels, not before, and the next call starts anew")
    void lastCancelStopsTheSource(String method) {
        Disposable first = subscribe(method);
        Disposable second = subscribe(method);
        assertThat(Runs.of("subscribed")).isOne();
        first.dispose();
        assertThat(Runs.of("cancelled")).isZero();
        second.dispose();
        assertThat(Runs.of("cancelled")).isOne();

        Disposable third = subscribe(method);
        assertThat(Runs.of("subscribed")).isEqualTo(2);
        third.dispose();
        assertThat(Runs.of("cancelled")).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"endlessFlux", "endlessFlowable", "endlessMulti", "endlessObservable"})
    @DisplayName("Issue 12.7: take(3) of a publisher without an end answers, and nothing goes on behind it")
    void takeEndsAnEndlessSource(String method) {
        for (int call = 1; call <= 2; call++) {
            List<?> three = publisher(shop.call("shop.Quotes", method))
                    .take(3)
                    .collectList()
                    .block(Duration.ofSeconds(60));
            assertThat(three).extracting(Object::toString).isEqualTo(List.of("0", "1", "2"));
            assertThat(Runs.of("cancelled")).isEqualTo(call);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"endlessFlux", "endlessFlowable", "endlessMulti", "endlessObservable"})
    @DisplayName(
            "Issue 12.7: who asks for all and cancels at the first element stops a publisher that is in the middle of it")
    void endlessAskedForAll(String method) {
        Object first = publisher(shop.call("shop.Quotes", method)).next().block(Duration.ofSeconds(60));
        assertThat(first).hasToString("0");
        assertThat(Runs.of("cancelled")).isOne();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "single",
                "maybe",
                "observable",
                "completable",
                "uni",
                "multi",
                "mono",
                "future",
                "deferred",
                "emitter",
                "task",
                "job",
                "flow"
            })
    @DisplayName(
            "SPEC 3.4, 3.6: what the declared type hides is not stored: each caller gets the one that its own run made")
    void undeclaredTypeIsNotStored(String what) {
        Object first = shop.call("shop.Quotes", "undeclared", what);
        Object second = shop.call("shop.Quotes", "undeclared", what);
        assertThat(second).isNotSameAs(first);
        assertThat(Runs.of(what)).isEqualTo(2);
    }

    @Test
    @DisplayName("Issue 12.15: a Flux runs in the context of its first subscriber, and later ones get what came of it")
    void firstSubscribersContext() {
        Flux<String> flux = shop.call("shop.Quotes", "inContext");
        assertThat(flux.contextWrite(context -> context.put("user", "Ann"))
                        .collectList()
                        .block())
                .containsExactly("of Ann");
        assertThat(flux.contextWrite(context -> context.put("user", "Bob"))
                        .collectList()
                        .block())
                .containsExactly("of Ann");
    }

    @ParameterizedTest
    @CsvSource({"1, false, of [1]", "7, true, 'of [7, 2]'"})
    @DisplayName("Issue 13.13: a list that the caller changes before the value is there: not filed under the old key")
    void changedArgument(int id, boolean changes, String answer) {
        List<Integer> ids = new ArrayList<>(List.of(id));
        Sinks.One<String> go = Sinks.one();
        Mono<String> waiting = shop.call("shop.Quotes", "ofIgnored", ids, go.asMono());
        CompletableFuture<String> caller = waiting.toFuture();
        if (changes) {
            ids.add(2);
        }
        go.tryEmitValue("go");
        assertThat(caller.join()).isEqualTo(answer);
        Mono<String> again = shop.call("shop.Quotes", "ofIgnored", List.of(id), Mono.just("go"));
        assertThat(again.block()).isEqualTo("of [" + id + "]");
    }

    private static Disposable subscribe(String method) {
        return publisher(shop.call("shop.Quotes", method)).subscribe();
    }

    private static List<Object> elements(Object given) {
        return publisher(given).collectList().block(Duration.ofSeconds(60));
    }

    private static Flux<Object> publisher(Object given) {
        ReactiveAdapter adapter = ReactiveAdapterRegistry.getSharedInstance().getAdapter(null, given);
        Publisher<Object> publisher = adapter.toPublisher(given);
        return Flux.from(publisher);
    }
}
