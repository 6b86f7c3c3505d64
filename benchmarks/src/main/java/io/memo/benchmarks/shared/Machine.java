package io.memo.benchmarks.shared;

import io.memo.Memoizer;
import io.memo.TierFigures;
import io.memo.TierFigures.Put;
import io.memo.benchmarks.shared.app.Price;
import io.memo.benchmarks.shared.app.Prices;
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
final class Machine implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final ConfigurableApplicationContext context;
    private final Prices prices;

    private Machine(ConfigurableApplicationContext context) {
        this.context = context;
        this.prices = context.getBean(Prices.class);
    }

    /** Starts one, and waits until it is connected. */
    static Machine start(Contender contender, int redis) {
        List<String> properties = new ArrayList<>(contender.properties());
        properties.addAll(List.of(
                "spring.application.name=prices",
                "spring.data.redis.host=127.0.0.1",
                "spring.data.redis.port=" + redis,
                "spring.main.register-shutdown-hook=false",
                "spring.jmx.enabled=false",
                "logging.level.root=error"));
        Machine machine = new Machine(new SpringApplicationBuilder(contender.application())
                .web(WebApplicationType.NONE)
                .bannerMode(Banner.Mode.OFF)
                .properties(properties.toArray(String[]::new))
                .run());
        machine.prices.price(-1);
        machine.tier().ifPresent(tier -> Awaitility.await().atMost(PATIENCE).until(() -> !machine.readsPaused()));
        return machine;
    }

    static List<Machine> start(Contender contender, int redis, int number) {
        List<Machine> machines = new ArrayList<>();
        for (int i = 0; i < number; i++) {
            machines.add(start(contender, redis));
        }
        return machines;
    }

    Price price(long article) {
        return prices.price(article);
    }

    /** Waits until so many results of this machine are in Redis, where they are written in the background. */
    void awaitStored(long results) {
        if (tier().isPresent()) {
            Awaitility.await().atMost(PATIENCE).until(() -> stored() >= results);
        }
    }

    /** Returns how many results this machine has written in the background so far. */
    long stored() {
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
