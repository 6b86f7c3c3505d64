package io.memo.benchmarks.woven;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.context.annotation.AdviceMode;
import org.springframework.context.annotation.Bean;

/** The application. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@EnableCaching(mode = AdviceMode.ASPECTJ)
public class Application {

    @Bean
    WovenQuotes quotes() {
        return new WovenQuotes();
    }
}
