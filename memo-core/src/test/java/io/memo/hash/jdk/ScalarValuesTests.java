package io.memo.hash.jdk;

import static io.memo.hash.Digests.assertAlike;
import static io.memo.hash.Digests.assertAllDiffer;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ScalarValuesTests {

    @Test
    @DisplayName("V01 equal strings are alike, interned or not; others differ")
    void stringsByContent() {
        assertAlike("tour", new String("tour".toCharArray()));
        assertAlike("t\u00f6ur", new StringBuilder("t\u00f6").append("ur").toString());
        assertAllDiffer("", "t", "tour", "t\u00f6ur", "to\u0308ur", "\u0142", "tour ");
    }

    @Test
    @DisplayName("V02 neighbouring and extreme integers differ")
    void integersDiffer() {
        assertAllDiffer(10, 11, -1, 1, 127, 128, -128, 0, Integer.MIN_VALUE, Integer.MAX_VALUE);
        assertAllDiffer(10L, 11L, -1L, 1L, 127L, 128L, 0L, Long.MIN_VALUE, Long.MAX_VALUE, 1L << 32, 1L << 31);
        assertAllDiffer(
                BigInteger.ZERO,
                BigInteger.ONE,
                BigInteger.TWO.pow(64),
                BigInteger.TWO.pow(64).negate(),
                BigInteger.valueOf(Long.MIN_VALUE),
                BigInteger.valueOf(Long.MAX_VALUE));
    }

    @Test
    @DisplayName("V03 one in seven types is seven values")
    void typesCount() {
        assertAllDiffer(1, 1L, 1.0, 1.0f, true, '1', "1", (byte) 1, (short) 1, BigInteger.ONE, BigDecimal.ONE);
        assertAllDiffer("true", true, "TRUE", "null", null, 't');
    }

    @Test
    @DisplayName("V06, V09, 4.1 nothing has many forms, and all of them differ")
    void emptyThingsDiffer() {
        assertAllDiffer(
                null,
                false,
                0,
                0L,
                0.0,
                '\0',
                "",
                List.of(),
                Optional.empty(),
                Set.of(),
                Map.of(),
                new Object[0],
                new int[0],
                new String[0],
                List.of(List.of()),
                Optional.of(List.of()),
                new long[0],
                new byte[0],
                List.of(""),
                "null");
        assertAlike(new ArrayList<>(), List.of());
        assertAlike(new HashMap<>(), Map.of());
        assertAlike(new HashSet<>(), Set.of());
    }

    @Test
    @DisplayName("4.2 doubles by their bits: two zeros, one NaN")
    void doublesByBits() {
        assertAllDiffer(0.0, -0.0, Double.NaN, Double.MIN_VALUE, -1.0, -2.0, Double.POSITIVE_INFINITY);
        assertAllDiffer(0.0f, -0.0f, Float.NaN, Float.MIN_VALUE);
        assertAlike(Double.NaN, Double.longBitsToDouble(0x7ff8000000000001L));
        assertAlike(new double[] {Double.NaN}, new double[] {Double.longBitsToDouble(0xfff8000000000001L)});
        assertAlike(new float[] {Float.NaN}, new float[] {Float.intBitsToFloat(0x7fc00001)});
    }

    @Test
    @DisplayName("V38 a lone surrogate is itself, not a question mark")
    void loneSurrogates() {
        assertAllDiffer("\ud800", "?", "\udc00", "\ud800\udc00", "\ufffd", "\udc00\ud800");
    }

    @Test
    @DisplayName("V18 decimals with their scale")
    void decimalsWithScale() {
        assertAllDiffer(new BigDecimal("1"), new BigDecimal("1.0"), new BigDecimal("1.00"), new BigDecimal("10"));
        assertAlike(new BigDecimal("12.50"), new BigDecimal(BigInteger.valueOf(1250), 2));
    }

    private enum Colour {
        RED,
        GREEN {
            @Override
            String say() {
                return "g";
            }
        };

        String say() {
            return "?";
        }
    }

    private enum Light {
        RED,
        GREEN
    }

    @Test
    @DisplayName("V19 enum constants by class and name, those with bodies too")
    void constantsCountByClassAndName() {
        assertAlike(Colour.GREEN, Colour.valueOf("GREEN"));
        assertAllDiffer(Colour.RED, Colour.GREEN, Light.RED, Light.GREEN, "RED", TimeUnit.DAYS, TimeUnit.HOURS);
    }

    @Test
    @DisplayName("4.2 classes by name")
    void classesCountByName() {
        assertAllDiffer(String.class, Integer.class, int.class, int[].class, "java.lang.String", void.class);
    }

    @Test
    void longStringsCountToTheLastUnit() {
        String latin = "a".repeat(100_000);
        String wide = "\u0142".repeat(100_000);
        assertAlike(latin, "a".repeat(100_000));
        assertAlike(wide, "\u0142".repeat(100_000));
        assertAllDiffer(
                latin,
                latin + "a",
                latin.substring(1) + "b",
                wide,
                wide.substring(1) + "a",
                "a".repeat(2048),
                "a".repeat(2049));
    }
}
