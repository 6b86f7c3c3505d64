package io.memo.acceptance.ordinary;

import java.util.ArrayList;
import java.util.List;
import lombok.Builder;
import lombok.Data;

/** Books on their way to a member; Lombok writes all but the fields. */
@Data
@Builder
class Parcel {

    private final String member;

    @Builder.Default
    private List<String> titles = new ArrayList<>();
}
