package io.memo.acceptance;

import io.memo.Memoizer;
import java.util.function.Consumer;
import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** One life of the application, whose classes the context class loader of the thread has. */
public final class Redeployed {

    private Redeployed() {}

    /**
     * Starts the application, uses it and stops it.
     *
     * @param seen is given what must not outlive it
     */
    public static void live(Consumer<Object> seen) throws ClassNotFoundException {
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        try (ConfigurableApplicationContext context = start(Class.forName("shop.Shop", false, loader))) {
            Runnable caller = (Runnable) context.getBean(loader.loadClass("shop.Service$Caller"));
            caller.run();
            caller.run();
            seen.accept(context);
            seen.accept(context.getBean(Memoizer.class));
        }
    }

    static ConfigurableApplicationContext start(Class<?> application, String... properties) {
        return new SpringApplicationBuilder(application)
                .web(WebApplicationType.NONE)
                .bannerMode(Banner.Mode.OFF)
                .properties(
                        "spring.main.register-shutdown-hook=false",
                        "logging.register-shutdown-hook=false",
                        "memo.log-slow-after=1h",
                        "memo.observations.enabled=true")
                .properties(properties)
                .run();
    }
}
