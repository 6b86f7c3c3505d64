package io.memo.spring.dimension;

import io.memo.KeyDimension;
import org.springframework.context.i18n.LocaleContextHolder;

/**
 * {@code locale}: the language of the request, or what somebody set for the thread. Where nobody did it is the default, as
 * for the method that asks: what a job computes at night is then right for whoever has the default.
 */
final class LocaleDimension implements KeyDimension {

    @Override
    public String name() {
        return "locale";
    }

    @Override
    public Object value() {
        return LocaleContextHolder.getLocale();
    }
}
