package io.memo.spring.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

import io.memo.InvalidMemoizeException;
import io.memo.Memoize;
import io.memo.spring.cache.SpringCacheStore;
import io.memo.spring.redis.RedisSharedStore;
import io.memo.store.shared.SharedStore;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.config.DestructionAwareBeanPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.ContextConsumer;
import org.springframework.cache.CacheManager;
import org.springframework.cache.concurrent.ConcurrentMapCacheManager;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.connection.RedisStaticMasterReplicaConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

@DisplayName("7.3: whose store it is")
class MemoSharedAutoConfigurationTests {

    private static final String ENABLED = "memo.shared.enabled=true";
    private static final String SECRET = "memo.shared.secret=0123456789abcdef";
    private static final String OR_ELSE =
            "or name one of Spring's caches by memo.shared.cache, or declare a SharedStore bean.";

    private final ApplicationContextRunner memo =
            new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(MemoSharedAutoConfiguration.class));
    private final ApplicationContextRunner runner =
            memo.withConfiguration(AutoConfigurations.of(DataRedisAutoConfiguration.class));

    @Test
    void nobodysUnlessAskedFor() {
        runner.run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(SharedStore.class));
        runner.withPropertyValues(ENABLED, SECRET, "memo.enabled=false")
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(SharedStore.class));
    }

    @Test
    @DisplayName("F13: the Redis of the application, also while it is not there; its factory stays the only one")
    void redisOfTheApplicationIsUsed() {
        runner.withPropertyValues(ENABLED, SECRET, "spring.data.redis.port=1").run(context -> {
            assertThat(context).hasNotFailed().hasSingleBean(RedisConnectionFactory.class);
            assertThat(context.getBean(SharedStore.class)).isInstanceOf(RedisSharedStore.class);
        });
    }

    @Test
    void thePrimaryOneOfSeveral() {
        ApplicationContextRunner two = memo.withPropertyValues(ENABLED, SECRET)
                .withBean("one", RedisConnectionFactory.class, LettuceConnectionFactory::new);
        two.withBean("two", RedisConnectionFactory.class, LettuceConnectionFactory::new)
                .run(refused(
                        "memo.shared.enabled=true, but there are several RedisConnectionFactory beans: one, two.",
                        "Mark the one to be used with @Primary, " + OR_ELSE));
        two.withBean(
                        "two",
                        RedisConnectionFactory.class,
                        LettuceConnectionFactory::new,
                        definition -> definition.setPrimary(true))
                .run(context -> assertThat(context.getBean(SharedStore.class)).isInstanceOf(RedisSharedStore.class));
    }

    @Test
    void theApplicationsOwnStoreBeforeAnyOther() {
        SharedStore own = mock(SharedStore.class);
        runner.withPropertyValues(ENABLED, SECRET, "memo.shared.cache=results")
                .withBean(SharedStore.class, () -> own)
                .run(context -> assertThat(context.getBean(SharedStore.class)).isSameAs(own));
    }

    public static class Service {

        @Memoize
        public String answer(int question) {
            return "answer " + question;
        }
    }

    @Test
    @DisplayName("F28: the store is closed after what still waits to be written to it")
    void closedLast() {
        List<String> ended = new ArrayList<>();
        DestructionAwareBeanPostProcessor notes = (bean, name) -> ended.add(name);
        runner.withConfiguration(AutoConfigurations.of(MemoAutoConfiguration.class))
                .withPropertyValues(ENABLED, SECRET)
                .withBean(DestructionAwareBeanPostProcessor.class, () -> notes)
                .withBean(Service.class)
                .withBean("store", SharedStore.class, () -> mock(SharedStore.class), bean -> bean.setLazyInit(true))
                .run(context ->
                        assertThat(context.getBean(Service.class).answer(1)).isEqualTo("answer 1"));
        assertThat(ended).containsSubsequence("memoPersistedResults", "store");
    }

    @Test
    void aNamedCache() {
        ApplicationContextRunner named = memo.withPropertyValues(ENABLED, SECRET, "memo.shared.cache=results");
        named.withBean(CacheManager.class, ConcurrentMapCacheManager::new)
                .run(context -> assertThat(context.getBean(SharedStore.class)).isInstanceOf(SpringCacheStore.class));
        named.withBean(CacheManager.class, () -> new ConcurrentMapCacheManager("others"))
                .run(refused(
                        "memo.shared.cache=results, but the CacheManager has no cache of that name: it has [others].",
                        "Name one of these, or configure the cache."));
        named.run(refused(
                "memo.shared.cache=results, but there is no CacheManager, or none among several is primary.",
                "Add @EnableCaching and a cache library, or mark the CacheManager to be used with @Primary."));
    }

    @Test
    void noStoreAtAll() {
        memo.withPropertyValues(ENABLED, SECRET)
                .run(refused(
                        "memo.shared.enabled=true, but there is no RedisConnectionFactory.",
                        "Add spring-boot-starter-data-redis, " + OR_ELSE));
        memo.withPropertyValues(ENABLED, SECRET)
                .withClassLoader(new FilteredClassLoader("io.lettuce"))
                .withBean(RedisConnectionFactory.class, () -> mock(RedisConnectionFactory.class))
                .run(context -> assertThat(context)
                        .getFailure()
                        .rootCause()
                        .hasMessageContaining("not a LettuceConnectionFactory. Use Lettuce, which is Boot's default"));
    }

    @Test
    void aListOfMastersAndReplicas() {
        memo.withPropertyValues(ENABLED, SECRET)
                .withBean(
                        RedisConnectionFactory.class,
                        () -> new LettuceConnectionFactory(new RedisStaticMasterReplicaConfiguration("localhost")))
                .run(context -> assertThat(context)
                        .getFailure()
                        .hasStackTraceContaining("which does not tell where to write. Give the address of the master"));
    }

    @Test
    void aSecretUnlessItIsToBeUnsigned() {
        String noSecret =
                "memo.shared.enabled=true, but memo.shared.secret is not set, so entries of others could not be told from forged"
                        + " ones.";
        String remedy =
                "Set memo.shared.secret to the same random text of at least 16 bytes on all machines, or accept whatever"
                        + " is in the store by memo.shared.unsigned=true.";
        runner.withPropertyValues(ENABLED).run(refused(noSecret, remedy));
        runner.withPropertyValues(ENABLED, "memo.shared.secret=").run(refused(noSecret, remedy));
        runner.withPropertyValues(ENABLED, "memo.shared.unsigned=true", "spring.data.redis.port=1")
                .run(context -> assertThat(context).hasNotFailed().hasSingleBean(SharedStore.class));
        runner.withPropertyValues(ENABLED, "memo.shared.secret=0123456789abcde")
                .run(refused(
                        "memo.shared.secret has a secret of 15 bytes; it must have at least 16.",
                        "Make a random one, such as with: openssl rand -base64 32"));
        runner.withPropertyValues(ENABLED, SECRET, "memo.shared.accepted-secrets=0123456789abcdef,short")
                .run(refused(
                        "memo.shared.accepted-secrets has a secret of 5 bytes; it must have at least 16.",
                        "Make a random one, such as with: openssl rand -base64 32"));
    }

    @Test
    void senselessLimitsStopTheStart() {
        for (String wrong : new String[] {
            "deadline=0ms", "time-to-live=-1d", "lease=0s", "max-wait=0s", "min-compute=-1ms", "max-entry-size=9MB"
        }) {
            runner.withPropertyValues(ENABLED, SECRET, "memo.shared." + wrong)
                    .run(context -> assertThat(context)
                            .getFailure()
                            .hasStackTraceContaining(
                                    "Property memo.shared." + wrong.substring(0, wrong.indexOf('=')) + " "));
        }
    }

    @Test
    void theTextOfThePropertiesHasNoSecret() {
        runner.withPropertyValues(
                        ENABLED, SECRET, "memo.shared.accepted-secrets=fedcba9876543210", "spring.data.redis.port=1")
                .run(context -> assertThat(context.getBean(MemoProperties.class).toString())
                        .contains("Shared[enabled=true")
                        .doesNotContain("0123456789abcdef")
                        .doesNotContain("fedcba9876543210"));
    }

    private static ContextConsumer<AssertableApplicationContext> refused(String problem, String remedy) {
        Consumer<Throwable> check = failure -> {
            InvalidMemoizeException refusal = (InvalidMemoizeException) failure;
            assertThat(refusal.problem()).isEqualTo(problem);
            assertThat(refusal.remedy()).isEqualTo(remedy);
        };
        return context -> assertThat(context).getFailure().rootCause().satisfies(check::accept);
    }
}
