package io.memo.key;

import io.memo.digest.Digest;
import io.memo.digest.FramedSink;
import java.nio.charset.Charset;
import java.util.Locale;
import java.util.TimeZone;

/**
 * What code gets that formats, parses or encodes without saying how: it is the same for all calls of one process, and another
 * machine, or the same one after a restart, may have others.
 */
final class MachineDefaults {

    private MachineDefaults() {}

    /** Returns what tells the default locales, time zone and charset of now from others. */
    static Digest now() {
        return new FramedSink()
                .putString(Locale.getDefault().toLanguageTag())
                .putString(Locale.getDefault(Locale.Category.FORMAT).toLanguageTag())
                .putString(Locale.getDefault(Locale.Category.DISPLAY).toLanguageTag())
                .putString(TimeZone.getDefault().getID())
                .putString(Charset.defaultCharset().name())
                .digest();
    }
}
