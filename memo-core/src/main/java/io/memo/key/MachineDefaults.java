package io.memo.key;

import io.memo.digest.Digest;
import io.memo.digest.FramedSink;
import java.io.File;
import java.nio.charset.Charset;
import java.util.Locale;
import java.util.SimpleTimeZone;
import java.util.TimeZone;

/**
 * What code gets that formats, parses or encodes without saying how: it is the same for all calls of one process, and another
 * machine, or the same one after a restart, may have others.
 */
final class MachineDefaults {

    private MachineDefaults() {}

    /** Returns what tells the defaults of now from others: locales, time zone, charset, line separator, data of locales. */
    static Digest now() {
        FramedSink sink = new FramedSink();
        put(sink, Locale.getDefault());
        put(sink, Locale.getDefault(Locale.Category.FORMAT));
        put(sink, Locale.getDefault(Locale.Category.DISPLAY));
        put(sink, TimeZone.getDefault());
        return sink.putString(Charset.defaultCharset().name())
                .putString(System.lineSeparator())
                .putString(File.separator)
                .putString(System.getProperty("java.locale.providers", ""))
                .digest();
    }

    /** Part by part: a language tag leaves out what is not well-formed, and corrects what is outdated. */
    private static void put(FramedSink sink, Locale locale) {
        sink.putString(locale.getLanguage())
                .putString(locale.getScript())
                .putString(locale.getCountry())
                .putString(locale.getVariant());
        sink.putInt(locale.getExtensionKeys().size());
        for (char key : locale.getExtensionKeys()) {
            sink.putString(key + locale.getExtension(key));
        }
    }

    /** One with rules of its own may have the name of another. */
    private static void put(FramedSink sink, TimeZone zone) {
        sink.putString(zone.getID())
                .putString(zone.getClass().getName())
                .putInt(zone.getRawOffset())
                .putInt(zone.getDSTSavings())
                .putString(zone.getClass() == SimpleTimeZone.class ? zone.toString() : "");
    }
}
