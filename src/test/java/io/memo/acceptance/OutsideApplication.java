package io.memo.acceptance;

import io.memo.MemoizedMethod;
import io.memo.Memoizer;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.util.ReflectionUtils;

/**
 * An application of somebody else: packages of its own, compiled from source text against the starter, loaded by a class
 * loader of its own, started as a Spring Boot application. Two versions of it can run one after the other, or beside each
 * other.
 */
final class OutsideApplication implements AutoCloseable {

    private static final String MAIN = """
            package shop;
            @org.springframework.boot.autoconfigure.SpringBootApplication(proxyBeanMethods = false)
            public class Shop { }
            """;

    private final URLClassLoader loader;
    private final ConfigurableApplicationContext context;

    private OutsideApplication(URLClassLoader loader, ConfigurableApplicationContext context) {
        this.loader = loader;
        this.context = context;
    }

    /** Compiles the application into the folder, without starting it. */
    static void compile(Path folder, String... sources) {
        Compiler.compile(
                folder, Stream.concat(Stream.of(MAIN), Stream.of(sources)).toArray(String[]::new));
    }

    static Setup in(Path folder) {
        return new Setup(folder);
    }

    <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    Object bean(String className) {
        return context.getBean(type(className));
    }

    Class<?> type(String className) {
        try {
            return Class.forName(className, false, loader);
        } catch (ClassNotFoundException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** Calls the only public method of that name on the bean of the class. */
    <T> T call(String className, String method, Object... arguments) {
        return invoke(bean(className), method, arguments);
    }

    @SuppressWarnings("unchecked")
    static <T> T invoke(Object bean, String method, Object... arguments) {
        Method found = Stream.of(bean.getClass().getMethods())
                .filter(candidate ->
                        candidate.getName().equals(method) && candidate.getParameterCount() == arguments.length)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(bean.getClass() + " has no " + method));
        try {
            return (T) found.invoke(bean, arguments);
        } catch (InvocationTargetException e) {
            ReflectionUtils.rethrowRuntimeException(e.getTargetException());
            throw new AssertionError("unreachable", e);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    MemoizedMethod memoized(String name) {
        return bean(Memoizer.class).methods().stream()
                .filter(method -> method.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(name + " is none of "
                        + bean(Memoizer.class).methods().stream()
                                .map(MemoizedMethod::name)
                                .toList()));
    }

    String property(String name) {
        return context.getEnvironment().getRequiredProperty(name);
    }

    ConfigurableApplicationContext context() {
        return context;
    }

    @Override
    public void close() {
        context.close();
        try {
            loader.close();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    static final class Setup {

        private final Path folder;
        private final Map<String, Object> properties = new LinkedHashMap<>();
        private WebApplicationType web = WebApplicationType.NONE;
        private Weaving weaving = Weaving.byDefault();
        private Path[] libraries = {};

        private Setup(Path folder) {
            this.folder = folder;
            properties.put("spring.main.register-shutdown-hook", "false");
            properties.put("spring.jmx.enabled", "false");
        }

        Setup property(String name, Object value) {
            properties.put(name, value);
            return this;
        }

        Setup web() {
            web = WebApplicationType.SERVLET;
            return property("server.port", "0").property("management.endpoints.web.exposure.include", "*");
        }

        Setup woven(Weaving how) {
            weaving = how;
            return this;
        }

        /** Adds jars that are not on the class path of the tests. */
        Setup with(Path... jars) {
            libraries = jars;
            return this;
        }

        OutsideApplication start(String... sources) {
            Compiler.compile(
                    folder,
                    List.of(libraries),
                    Stream.concat(Stream.of(MAIN), Stream.of(sources)).toArray(String[]::new));
            return start();
        }

        /** Starts what was compiled into the folder before. */
        OutsideApplication start() {
            ClassLoader before = Thread.currentThread().getContextClassLoader();
            try {
                URLClassLoader loader = weaving.loader(folder, before, libraries);
                Thread.currentThread().setContextClassLoader(loader);
                SpringApplication application = new SpringApplication(Class.forName("shop.Shop", false, loader));
                application.setWebApplicationType(web);
                application.setBannerMode(Banner.Mode.OFF);
                application.setDefaultProperties(properties);
                return new OutsideApplication(loader, application.run());
            } catch (ClassNotFoundException e) {
                throw new IllegalStateException(e);
            } finally {
                Thread.currentThread().setContextClassLoader(before);
            }
        }
    }
}
