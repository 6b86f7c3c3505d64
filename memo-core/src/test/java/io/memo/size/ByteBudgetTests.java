package io.memo.size;

import static org.assertj.core.api.Assertions.assertThat;

import io.memo.size.ByteBudget.Place;
import io.memo.size.ByteBudget.Tenant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ByteBudgetTests {

    private static final class Holder implements Tenant {
        private boolean used;

        @Override
        public boolean wasUsed() {
            boolean was = used;
            used = false;
            return was;
        }
    }

    private final ByteBudget budget = new ByteBudget(100);

    @DisplayName("SPEC 5.7: who came first makes room first")
    @Test
    void firstComeFirstGone() {
        Holder first = take(40);
        take(40);
        Holder third = new Holder();

        assertThat(budget.place(third, 50).take()).containsExactly(first);
        assertThat(budget.held()).isEqualTo(90);
    }

    @DisplayName("SPEC 5.7: who was used since it was looked at last stays, and has to be used again to stay once more")
    @Test
    void usedOnesStay() {
        Holder first = take(40);
        Holder second = take(40);
        first.used = true;

        assertThat(budget.place(new Holder(), 40).take()).containsExactly(second);
        assertThat(budget.place(new Holder(), 40).take()).containsExactly(first);
    }

    @DisplayName("SPEC 5.7: where all are used at all times, somebody makes room nevertheless")
    @Test
    void someoneGoesThoughAllAreUsed() {
        Tenant always = () -> true;
        for (int i = 0; i < 10; i++) {
            budget.place(always, 10).take();
        }

        assertThat(budget.place(always, 10).take()).hasSize(1);
    }

    @DisplayName("SPEC 5.7: what was given back before it was taken is not taken, so that nobody holds it for ever")
    @Test
    void releasedBeforeTakenIsNotTaken() {
        Place place = budget.place(new Holder(), 40);
        place.release();

        assertThat(place.take()).isEmpty();
        assertThat(budget.held()).isZero();
    }

    @DisplayName("SPEC 5.7: what made room and is given back then, or is given back twice, counts once")
    @Test
    void givenBackTwiceCountsOnce() {
        Place place = budget.place(new Holder(), 60);
        place.take();
        take(60);
        place.release();
        place.release();

        assertThat(budget.held()).isEqualTo(60);
    }

    @DisplayName("SPEC 5.7: the sum is that of those who hold something, and never above the limit")
    @Test
    void sumIsExact() {
        Random random = new Random(57);
        List<Place> places = new ArrayList<>();
        List<Holder> holders = new ArrayList<>();
        List<Integer> sizes = new ArrayList<>();
        Set<Integer> in = new HashSet<>();
        for (int step = 0; step < 20_000; step++) {
            int which = places.isEmpty() ? 0 : random.nextInt(places.size());
            switch (random.nextInt(4)) {
                case 0, 1 -> {
                    Holder holder = new Holder();
                    int size = 1 + random.nextInt(40);
                    Place place = budget.place(holder, size);
                    places.add(place);
                    holders.add(holder);
                    sizes.add(size);
                    place.take().forEach(gone -> in.remove(holders.indexOf((Holder) gone)));
                    in.add(places.size() - 1);
                }
                case 2 -> {
                    if (!places.isEmpty()) {
                        places.get(which).release();
                        in.remove(which);
                    }
                }
                default -> {
                    if (!holders.isEmpty()) {
                        holders.get(which).used = true;
                    }
                }
            }
            assertThat(budget.held())
                    .isEqualTo(in.stream().mapToInt(sizes::get).sum())
                    .isLessThanOrEqualTo(100);
            if (places.size() > 200) {
                places.forEach(Place::release);
                places.clear();
                holders.clear();
                sizes.clear();
                in.clear();
            }
        }
    }

    private Holder take(int bytes) {
        Holder holder = new Holder();
        budget.place(holder, bytes).take();
        return holder;
    }
}
