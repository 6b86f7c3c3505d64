package io.memo.engine.stream;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/**
 * The elements of one publisher, kept as they come. Each {@link Follower} gets them from the first one on, at its own pace; the
 * publisher is asked for as many as the fastest follower wants. Safe for use by several threads.
 *
 * <p>The elements are a linked list: the recording holds its first node, each follower the one that it has come to. After
 * {@value #MOST} elements the first node is let go. Then nobody can follow from the beginning any more, there is no list of
 * all elements, and what all followers have passed is garbage: a publisher without an end needs no memory without an end.
 */
public final class Recording implements Flow.Subscriber<Object> {

    /** How many elements are kept. */
    public static final int MOST = 100_000;

    private final Demand demand = new Demand();
    private final CopyOnWriteArrayList<Follower> followers = new CopyOnWriteArrayList<>();
    private final CompletableFuture<List<Object>> whole = new CompletableFuture<>();
    private final CompletableFuture<Void> tooLong = new CompletableFuture<>();
    private final int most;

    private volatile @Nullable Node first;

    // Used by the publisher alone, which calls one after the other.
    private Node last;
    private int size;
    private boolean done;

    private Recording(int most) {
        this.most = most;
        Node none = new Node(this);
        this.first = none;
        this.last = none;
    }

    /** Subscribes to the publisher and returns the recording of it. Nothing is asked for until somebody follows. */
    public static Recording of(Flow.Publisher<?> publisher) {
        return of(publisher, MOST);
    }

    /** @param most how many elements are kept */
    static Recording of(Flow.Publisher<?> publisher, int most) {
        Recording recording = new Recording(most);
        publisher.subscribe(recording);
        return recording;
    }

    /**
     * Returns the future of all elements, as an unmodifiable list; it fails as the publisher does. Where there were too many,
     * it completes with an empty list.
     */
    public CompletableFuture<List<Object>> whole() {
        return whole;
    }

    /** Returns a future that completes when there are too many elements to keep, and else never. */
    public CompletableFuture<Void> tooLong() {
        return tooLong;
    }

    /** Cancels the subscription; followers get nothing more. */
    public void cancel() {
        demand.cancel();
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
        demand.on(subscription);
    }

    @Override
    public void onNext(Object element) {
        if (done) {
            return;
        }
        if (element == null) {
            NullPointerException failure = new NullPointerException("A publisher gave null for an element");
            demand.cancel();
            onError(failure);
            throw failure;
        }
        Node node = new Node(element);
        last.next = node;
        last = node;
        size++;
        if (size > most && first != null) {
            first = null;
            tooLong.complete(null);
        }
        followers.forEach(Follower::drain);
    }

    @Override
    public void onError(Throwable failure) {
        if (!done) {
            done = true;
            whole.completeExceptionally(failure);
        }
    }

    @Override
    public void onComplete() {
        if (!done) {
            done = true;
            List<Object> all = new ArrayList<>();
            Iterator<Object> elements = elements();
            while (elements != null && elements.hasNext()) {
                all.add(elements.next());
            }
            whole.complete(List.copyOf(all));
        }
    }

    /** Returns the elements from the first one on, as far as they are there, or null if the first ones were let go. */
    @Nullable
    Iterator<Object> elements() {
        Node from = first;
        return from == null ? null : new Elements(from);
    }

    /** Has the follower told of new elements; whoever came before that, it has to look itself. */
    void add(Follower follower) {
        followers.addIfAbsent(follower);
    }

    void remove(Follower follower) {
        followers.remove(follower);
    }

    /** Has the publisher asked for so many elements, counted from the first one. */
    void want(long total) {
        demand.want(total);
    }

    private static final class Node {

        private final Object element;
        private volatile @Nullable Node next;

        private Node(Object element) {
            this.element = element;
        }
    }

    private static final class Elements implements Iterator<Object> {

        private Node passed;

        private Elements(Node passed) {
            this.passed = passed;
        }

        @Override
        public boolean hasNext() {
            return passed.next != null;
        }

        @Override
        public Object next() {
            Node next = passed.next;
            if (next == null) {
                throw new NoSuchElementException();
            }
            passed = next;
            return next.element;
        }
    }
}
