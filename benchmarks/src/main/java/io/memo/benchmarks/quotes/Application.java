package io.memo.benchmarks.quotes;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.context.annotation.Bean;

/** The application. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@EnableCaching
public class Application {

    @Bean
    Settings settings() {
        return new Settings();
    }

    @Bean
    Quotes quotes(Settings settings) {
        return new Quotes("EU", 19, 0.5, settings);
    }

    @Bean
    FreshQuotes freshQuotes() {
        return new FreshQuotes();
    }
}
