package io.memo.spring.aop;

import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.core.env.Environment;

/**
 * Reads {@code memo.methods.<name>.*}. A name has a dot in it, which a bound map would take for a level of its own, so
 * each name is bound by itself: as {@code memo.methods.Quotes.price.ttl} or {@code memo.methods[Quotes.price].ttl}.
 */
final class MethodOverrides {

    private static final String PREFIX = "memo.methods";
    private static final Bindable<MethodProperties> TYPE = Bindable.of(MethodProperties.class);

    private final Environment environment;

    MethodOverrides(Environment environment) {
        this.environment = environment;
    }

    MethodProperties of(String name) {
        Binder binder = Binder.get(environment);
        return binder.bind(ConfigurationPropertyName.of(PREFIX).append("[" + name + "]"), TYPE, null)
                .orElseGet(() -> binder.bind(ConfigurationPropertyName.adapt(PREFIX + "." + name, '.'), TYPE, null)
                        .orElse(MethodProperties.NONE));
    }
}
