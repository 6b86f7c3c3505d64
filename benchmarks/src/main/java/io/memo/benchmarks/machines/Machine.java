package io.memo.benchmarks.machines;

import io.memo.Memoizer;
import io.memo.TierFigures;
import io.memo.TierFigures.Put;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** An application with connections and memory of its own. */
public final class Machine<T> implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final ConfigurableApplicationContext context;
    private final T service;

    private Machine(ConfigurableApplicationContext context, T service) {
        this.context = context;
        this.service = service;
    }

    /** Starts one, and waits until it is connected. */
    public static <T> Machine<T> start(Application<T> application, int redis) {
        List<String> properties = new ArrayList<>(application.properties());
        properties.addAll(List.of(
                "spring.application.name=prices",
                "spring.data.redis.host=127.0.0.1",
                "spring.data.redis.port=" + redis,
                "spring.main.register-shutdown-hook=false",
                "spring.jmx.enabled=false",
                "logging.level.root=error"));
        ConfigurableApplicationContext context = new SpringApplicationBuilder(application.configuration())
                .web(WebApplicationType.NONE)
                .bannerMode(Banner.Mode.OFF)
                .properties(properties.toArray(String[]::new))
                .run();
        Machine<T> machine = new Machine<>(context, context.getBean(application.service()));
        application.firstCall().accept(machine.service);
        machine.tier().ifPresent(tier -> Awaitility.await().atMost(PATIENCE).until(() -> !machine.readsPaused()));
        return machine;
    }

    /** Starts several. */
    public static <T> List<Machine<T>> start(Application<T> application, int redis, int number) {
        List<Machine<T>> machines = new ArrayList<>();
        for (int i = 0; i < number; i++) {
            machines.add(start(application, redis));
        }
        return machines;
    }

    /** Returns what is called. */
    public T service() {
        return service;
    }

    /** Waits until so many results of this machine are in Redis, where they are written in the background. */
    public void awaitStored(long results) {
        if (tier().isPresent()) {
            Awaitility.await().atMost(PATIENCE).until(() -> stored() >= results);
        }
    }

    /** Returns how many results this machine has written in the background so far. */
    public long stored() {
        return tier().map(tier -> tier.puts().getOrDefault(Put.STORED, 0L)).orElse(0L);
    }

    private boolean readsPaused() {
        return tier().map(TierFigures::readsPaused).orElse(false);
    }

    private Optional<TierFigures> tier() {
        return context.getBeanProvider(Memoizer.class).stream()
                .flatMap(memoizer -> memoizer.methods().stream())
                .flatMap(method -> method.tiers().stream())
                .findFirst();
    }

    @Override
    public void close() {
        context.close();
    }
}
