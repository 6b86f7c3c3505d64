package io.memo.key;

import static org.assertj.core.api.Assertions.assertThat;

import io.memo.digest.Digest;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SimpleTimeZone;
import java.util.TimeZone;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Issue 13.8: what formats, parses and encodes without a word is part of keys that leave the process")
class MachineDefaultsTests {

    private final Locale locale = Locale.getDefault();
    private final Locale formats = Locale.getDefault(Locale.Category.FORMAT);
    private final Locale display = Locale.getDefault(Locale.Category.DISPLAY);
    private final TimeZone zone = TimeZone.getDefault();
    private final String providers = System.getProperty("java.locale.providers", "");

    @BeforeEach
    void known() {
        Locale.setDefault(Locale.ENGLISH);
        TimeZone.setDefault(TimeZone.getTimeZone("UTC"));
    }

    @AfterEach
    void asBefore() {
        Locale.setDefault(locale);
        Locale.setDefault(Locale.Category.FORMAT, formats);
        Locale.setDefault(Locale.Category.DISPLAY, display);
        TimeZone.setDefault(zone);
        if (providers.isEmpty()) {
            System.clearProperty("java.locale.providers");
        }
    }

    @Test
    void localesOfOneLanguageTagDiffer() {
        Set<Digest> known = new HashSet<>();
        Locale builtWithExtension = new Locale.Builder()
                .setLanguage("th")
                .setUnicodeLocaleKeyword("nu", "thai")
                .build();
        Stream.of(
                        new Locale("no", "NO", "NY"),
                        new Locale("nn", "NO"),
                        new Locale("en", "US", "x"),
                        new Locale("en", "US", "y"),
                        Locale.US,
                        new Locale("th"),
                        builtWithExtension,
                        new Locale("th", "TH", "TH"),
                        new Locale("th", "TH"),
                        Locale.forLanguageTag("zh-Hant"),
                        Locale.forLanguageTag("zh-Hans"))
                .forEach(each -> {
                    Locale.setDefault(each);
                    assertThat(known.add(MachineDefaults.now()))
                            .as(each.toString())
                            .isTrue();
                });
    }

    @Test
    void eachCategoryCounts() {
        Digest english = MachineDefaults.now();
        Locale.setDefault(Locale.Category.FORMAT, Locale.GERMAN);
        Digest german = MachineDefaults.now();
        Locale.setDefault(Locale.Category.FORMAT, Locale.ENGLISH);
        Locale.setDefault(Locale.Category.DISPLAY, Locale.GERMAN);
        assertThat(List.of(english, german, MachineDefaults.now())).doesNotHaveDuplicates();
        Locale.setDefault(Locale.Category.DISPLAY, Locale.ENGLISH);
        assertThat(MachineDefaults.now()).isEqualTo(english);
    }

    @Test
    void zonesOfOneNameDiffer() {
        Set<Digest> known = new HashSet<>();
        Stream.of(
                        TimeZone.getTimeZone("UTC"),
                        new SimpleTimeZone(0, "UTC"),
                        new SimpleTimeZone(3_600_000, "UTC"),
                        new SimpleTimeZone(0, "UTC", 2, 1, 0, 0, 9, 1, 0, 0),
                        new SimpleTimeZone(0, "UTC", 3, 1, 0, 0, 9, 1, 0, 0),
                        TimeZone.getTimeZone("Europe/Berlin"))
                .forEach(each -> {
                    TimeZone.setDefault(each);
                    assertThat(known.add(MachineDefaults.now()))
                            .as(each.toString())
                            .isTrue();
                });
    }

    @Test
    void dataOfLocalesCounts() {
        Digest usual = MachineDefaults.now();
        System.setProperty("java.locale.providers", "HOST," + providers);
        try {
            assertThat(MachineDefaults.now()).isNotEqualTo(usual);
        } finally {
            System.setProperty("java.locale.providers", providers);
        }
        assertThat(MachineDefaults.now()).isEqualTo(usual);
    }
}
