package io.memo.engine.async;

import io.memo.engine.stream.Follower;
import java.util.List;
import java.util.concurrent.Flow;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A caller that gets the elements of a publisher as they come. */
final class StreamPassenger extends Passenger {

    private final Follower follower;

    /** @param given makes what the caller gets of an element that was recorded */
    StreamPassenger(AsyncCall call, Flow.Subscriber<? super Object> subscriber, UnaryOperator<Object> given) {
        super(call);
        this.follower = new Follower(subscriber, () -> answer().cancel(false), this::ended, given);
    }

    /** Returns what the subscriber asks by, and cancels by. */
    Flow.Subscription subscription() {
        return follower;
    }

    @Override
    Passenger behind() {
        StreamPassenger passenger = new StreamPassenger(call().anew(), new Unheard(), UnaryOperator.identity());
        passenger.subscription().request(Long.MAX_VALUE);
        return passenger;
    }

    /** Has all elements come, and does nothing with them. */
    private static final class Unheard implements Flow.Subscriber<Object> {

        @Override
        public void onSubscribe(Flow.Subscription subscription) {}

        @Override
        public void onNext(Object element) {}

        @Override
        public void onError(Throwable failure) {}

        @Override
        public void onComplete() {}
    }

    @Override
    boolean sit(Pending run) {
        return run instanceof Pending.Elements elements && follower.sit(elements.recording());
    }

    @Override
    void begin() {
        follower.begin();
    }

    @Override
    boolean part() {
        return super.part() && follower.part();
    }

    @Override
    boolean waitsForTheEnd() {
        return false;
    }

    @Override
    void land(@Nullable Object value, @Nullable Throwable failure) {
        super.land(value, failure);
        if (failure == null) {
            follower.complete(value instanceof List<?> elements ? elements : List.of());
        } else {
            follower.fail(failure);
        }
    }
}
