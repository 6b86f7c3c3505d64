package io.memo.demo.tour;

/** A unit of distance. */
public enum DistanceUnit {
    /** Kilometres. */
    KILOMETRES("km", 1),
    /** Statute miles. */
    MILES("mi", 1.609344),
    /** Nautical miles. */
    NAUTICAL_MILES("NM", 1.852);

    private final String symbol;
    private final double kilometres;

    DistanceUnit(String symbol, double kilometres) {
        this.symbol = symbol;
        this.kilometres = kilometres;
    }

    /** Returns the symbol that follows a number. */
    public String symbol() {
        return symbol;
    }

    /** Returns the distance in this unit. */
    double fromKilometres(double distance) {
        return distance / kilometres;
    }
}
