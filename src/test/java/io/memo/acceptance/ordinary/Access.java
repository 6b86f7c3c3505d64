package io.memo.acceptance.ordinary;

import org.aspectj.lang.ProceedingJoinPoint;
import org.aspectj.lang.annotation.Around;
import org.aspectj.lang.annotation.Aspect;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.aop.Advisor;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Role;
import org.springframework.security.authorization.method.AuthorizationManagerBeforeMethodInterceptor;

/** What lies around all services: who may call them, and a log of who did. */
@Configuration(proxyBeanMethods = false)
class Access {

    @Bean
    @Role(BeanDefinition.ROLE_INFRASTRUCTURE)
    static Advisor preAuthorize() {
        return AuthorizationManagerBeforeMethodInterceptor.preAuthorize();
    }

    /** As generators of applications write it. */
    @Aspect
    static class CallLog {

        private final Logger log = LoggerFactory.getLogger(CallLog.class);

        @Around("within(io.memo.acceptance.ordinary..*) && within(@org.springframework.stereotype.Service *)")
        Object logged(ProceedingJoinPoint call) throws Throwable {
            log.debug("Enter: {}", call.getSignature().getName());
            try {
                return call.proceed();
            } finally {
                log.debug("Exit: {} at {}", call.getSignature().getName(), System.currentTimeMillis());
            }
        }
    }

    @Bean
    static CallLog callLog() {
        return new CallLog();
    }
}
