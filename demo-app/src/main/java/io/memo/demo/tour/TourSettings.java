package io.memo.demo.tour;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * How tours are planned, for everyone who asks. The planner reads these fields, so they are external variables of its
 * method: change one and calls miss, change it back and they hit what they found before.
 */
@ConfigurationProperties("demo.tour")
public class TourSettings {

    private volatile DistanceUnit unit = DistanceUnit.KILOMETRES;
    private volatile Search search = Search.OR_OPT;

    public DistanceUnit getUnit() {
        return unit;
    }

    public void setUnit(DistanceUnit unit) {
        this.unit = unit;
    }

    public Search getSearch() {
        return search;
    }

    public void setSearch(Search search) {
        this.search = search;
    }
}
