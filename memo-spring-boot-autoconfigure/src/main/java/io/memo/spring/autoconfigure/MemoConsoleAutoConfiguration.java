package io.memo.spring.autoconfigure;

import io.memo.Memoizer;
import io.memo.spring.autoconfigure.condition.ConditionalOnSetting;
import io.memo.spring.console.ConsoleServlet;
import io.memo.spring.console.MutationLog;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication.Type;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The console, if {@code memo.console.enabled} says so, which by default it does with DevTools alone. It is a servlet: a
 * reactive application has none, and is told so.
 */
@AutoConfiguration(after = MemoAutoConfiguration.class)
@ConditionalOnSetting("memo.console.enabled")
public final class MemoConsoleAutoConfiguration {

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnWebApplication(type = Type.SERVLET)
    static class OnServlets {

        @Bean
        static MutationLog memoMutationLog() {
            return new MutationLog();
        }

        @Bean
        @ConditionalOnBean(Memoizer.class)
        static ServletRegistrationBean<ConsoleServlet> memoConsole(
                Memoizer memoizer, MutationLog alerts, MemoProperties properties) {
            PropertyRules.check(properties);
            ServletRegistrationBean<ConsoleServlet> registration = new ServletRegistrationBean<>(
                    new ConsoleServlet(memoizer, alerts, properties.console().readOnly()),
                    properties.console().path() + "/*");
            registration.setName("memoConsole");
            registration.setLoadOnStartup(1);
            return registration;
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnWebApplication(type = Type.REACTIVE)
    static class OnReactive {

        OnReactive() {
            LoggerFactory.getLogger(MemoConsoleAutoConfiguration.class)
                    .info("memo.console.enabled is true, but the console of memo needs a servlet web application,"
                            + " and this is a reactive one: there is none. The actuator endpoint memo tells the same.");
        }
    }
}
