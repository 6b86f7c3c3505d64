package io.memo.acceptance.ordinary;

import io.memo.Memoize;
import io.memo.MutationPolicy;
import java.util.List;
import lombok.Getter;
import lombok.RequiredArgsConstructor;
import lombok.Setter;
import lombok.Synchronized;
import lombok.Value;
import lombok.With;
import lombok.extern.slf4j.Slf4j;
import org.springframework.stereotype.Service;

/** A service whose constructor, logger, accessors and locks Lombok writes. */
@Slf4j
@Service
@RequiredArgsConstructor
class Parcels {

    private final Members members;

    @Getter
    @Setter
    private int weightOfBook = 300;

    /** What is written on a parcel. */
    @Value
    @With
    static class Label {
        String member;
        int grams;
        List<String> titles;
    }

    @Memoize(ttl = "10m", onMutation = MutationPolicy.FAIL)
    public Label label(Parcel parcel) {
        log.info("a label for {}", parcel);
        return new Label(parcel.getMember(), 0, List.copyOf(parcel.getTitles())).withGrams(grams(parcel));
    }

    @Memoize(ttl = "10m")
    public long parcels(int perParcel) {
        return members.count() / perParcel;
    }

    @Synchronized
    private int grams(Parcel parcel) {
        return parcel.getTitles().size() * getWeightOfBook();
    }
}
