package io.memo.benchmarks.quotes;

/** What a {@code @ConfigurationProperties} class looks like. */
public class Settings {

    private String unit = "km";
    private int factor = 3;
    private int unread = 4;

    /** Returns the unit. */
    public String getUnit() {
        return unit;
    }

    /** Sets the unit. */
    public void setUnit(String unit) {
        this.unit = unit;
    }

    /** Returns the factor. */
    public int getFactor() {
        return factor;
    }

    /** Sets the factor. */
    public void setFactor(int factor) {
        this.factor = factor;
    }

    /** Returns what no cached method reads. */
    public int getUnread() {
        return unread;
    }

    /** Sets what no cached method reads. */
    public void setUnread(int unread) {
        this.unread = unread;
    }
}
