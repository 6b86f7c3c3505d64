package io.memo.fingerprint.ambient;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.IllegalFormatException;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("SPEC 6.5, 6.11, issue 13.14: what a format says in every locale")
class FormatsTests {

    private static final List<Locale> LOCALES = List.of(
            Locale.ROOT,
            Locale.GERMANY,
            Locale.forLanguageTag("tr-TR"),
            Locale.forLanguageTag("ar-EG-u-nu-arab"),
            Locale.forLanguageTag("th-TH-u-nu-thai"),
            Locale.forLanguageTag("hi-IN-u-nu-deva"));

    private static final String CONVERSIONS = "sSbBcCnhHxXodfeEgGaA%";
    private static final String FLAGS = "-#+ 0,(";

    @ParameterizedTest
    @ValueSource(
            strings = {"", "no conversion", "%s", "%-10s|%5.2s", "%1$s %<s", "%x%n", "%08X", "100%%", "%b %c %h %o"})
    void isAlike(String format) {
        assertThat(Formats.isAlikeEverywhere(format)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"%d", "%s %,.2f", "%1$tY", "%TH", "%S", "%C", "%e", "%s%", "% ", "%-5d", "%2$-5.1f", "%a"})
    void isNot(String format) {
        assertThat(Formats.isAlikeEverywhere(format)).isFalse();
    }

    @Test
    @DisplayName("SPEC 6.11: of 20,000 formats by chance each that is said to be alike is so in fact")
    void formatsSaidToBeAlikeAreAlike() {
        Random random = new Random(7);
        int alike = 0;
        for (int i = 0; i < 20_000; i++) {
            String format = format(random);
            if (!Formats.isAlikeEverywhere(format)) {
                continue;
            }
            Object argument =
                    random.nextBoolean() ? (Object) (random.nextInt() * 31) : random.nextBoolean() ? "ii" : 'i';
            List<String> texts = LOCALES.stream()
                    .map(locale -> formatted(locale, format, argument))
                    .distinct()
                    .toList();
            assertThat(texts)
                    .as("%s of %s", format.replace("%", "%%"), argument)
                    .hasSize(1);
            alike++;
        }
        assertThat(alike).isGreaterThan(1_000);
    }

    private static String format(Random random) {
        StringBuilder format = new StringBuilder();
        for (int i = 1 + random.nextInt(2); i > 0; i--) {
            format.append(random.nextInt(4) == 0 ? "i" : "").append('%').append(random.nextInt(4) == 0 ? "1$" : "");
            for (int flag = random.nextInt(3); flag > 0; flag--) {
                format.append(FLAGS.charAt(random.nextInt(FLAGS.length())));
            }
            format.append(random.nextInt(3) == 0 ? "12" : "")
                    .append(random.nextInt(6) == 0 ? ".1" : "")
                    .append(CONVERSIONS.charAt(random.nextInt(CONVERSIONS.length())));
        }
        return format.toString();
    }

    private static String formatted(Locale locale, String format, Object argument) {
        try {
            return String.format(locale, format, argument, argument);
        } catch (IllegalFormatException e) {
            return "none";
        }
    }
}
