package io.memo.spring.dimension;

import io.memo.KeyDimension;
import org.springframework.context.i18n.LocaleContextHolder;

/** {@code zone}: the time zone of the request, or what somebody set for the thread, or else the default, as of {@link LocaleDimension}. */
final class ZoneDimension implements KeyDimension {

    @Override
    public String name() {
        return "zone";
    }

    @Override
    public Object value() {
        return LocaleContextHolder.getTimeZone().toZoneId();
    }
}
