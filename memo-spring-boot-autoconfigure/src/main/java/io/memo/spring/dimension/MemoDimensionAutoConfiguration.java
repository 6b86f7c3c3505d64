package io.memo.spring.dimension;

import io.memo.Memoizer;
import io.memo.spring.autoconfigure.condition.ConditionalOnSetting;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;

/** The dimensions that memo brings along, each where its library is. None is made before a method names it. */
@AutoConfiguration
@ConditionalOnSetting(value = "memo.enabled", unset = true)
public final class MemoDimensionAutoConfiguration {

    @Bean
    @Lazy
    static LocaleDimension memoLocaleDimension() {
        return new LocaleDimension();
    }

    @Bean
    @Lazy
    static ZoneDimension memoZoneDimension() {
        return new ZoneDimension();
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(name = "org.springframework.security.core.context.SecurityContextHolder")
    static class OfSecurity {

        @Bean
        @Lazy
        static PrincipalDimension memoPrincipalDimension() {
            return new PrincipalDimension();
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(
            name = {
                "jakarta.servlet.http.HttpSessionIdListener",
                "org.springframework.web.context.request.ServletRequestAttributes"
            })
    @ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
    static class OfSession {

        @Bean
        @Lazy
        static SessionDimension memoSessionDimension() {
            return new SessionDimension();
        }

        @Bean
        static SessionEnds memoSessionEnds(
                ObjectProvider<SessionDimension> session, ObjectProvider<Memoizer> memoizer) {
            return new SessionEnds(session, memoizer);
        }
    }
}
