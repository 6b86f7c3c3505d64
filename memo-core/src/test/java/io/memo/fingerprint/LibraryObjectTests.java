package io.memo.fingerprint;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Issue 13.7: an object behind a library's final static that others can change. */
class LibraryObjectTests {

    private static CodeFingerprint reading(String member) {
        return Compiled.of(Map.of(
                        "lib/L",
                        """
                package lib;
                import java.util.*;
                public class L {
                    public static final Map<String, Integer> RATES = new HashMap<>();
                    public static final int[] STEPS = {1};
                    public static final java.util.concurrent.atomic.AtomicInteger COUNT = new java.util.concurrent.atomic.AtomicInteger();
                    public static final Config CONFIG = new Config();
                    public static final Sub SUB = new Sub();
                    public static final Open OPEN = new Open();
                    public static final Fluent FLUENT = new Fluent();
                    public static final Settings SETTINGS = new Config();
                    public static final String NAME = "a" + L.class;
                    public static final Value VALUE = new Value(1);
                    public static final Lazy LAZY = new Lazy();
                    public static final Kind KIND = Kind.A;
                    public static final Comparator<String> ORDER = Comparator.reverseOrder();
                    public static final org.slf4j.Logger LOG = null;
                    public interface Settings { int rate(); void setRate(int rate); }
                    public static class Config implements Settings { private int rate; public int rate() { return rate; }
                        public void setRate(int rate) { this.rate = rate; } }
                    public static class Sub extends Config { }
                    public static class Open { public int rate; }
                    public static class Fluent { int rate; public Fluent rate(int rate) { this.rate = rate; return this; } }
                    public record Value(int rate) { }
                    public static class Lazy { private String text; public String toString() { return text = "x"; } }
                    public enum Kind { A }
                }
                """,
                        "app/Svc",
                        "package app; class Svc { Object price() { return lib.L." + member + "; } }"))
                .fingerprint();
    }

    @ParameterizedTest
    @DisplayName("Issue 13.7: said not to be tracked")
    @ValueSource(
            strings = {
                "RATES",
                "STEPS",
                "COUNT",
                "CONFIG",
                "CONFIG.rate()",
                "SUB.rate()",
                "OPEN.rate",
                "FLUENT",
                "SETTINGS.rate()"
            })
    void whatCanChangeIsReported(String member) {
        assertThat(reading(member).warnings())
                .containsExactly("not tracked: what lib.L." + member.replaceAll("\\..*", "")
                        + " holds, an object of a library that can change");
    }

    @ParameterizedTest
    @DisplayName("Issue 13.7: a value, a cache that fills itself, a constant, a function, a logger")
    @ValueSource(strings = {"NAME", "VALUE.rate()", "LAZY.toString()", "KIND", "ORDER", "LOG"})
    void whatCannotIsNot(String member) {
        assertThat(reading(member).warnings()).isEmpty();
    }
}
