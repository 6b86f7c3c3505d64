package io.memo.spring.autoconfigure;

import io.memo.FunctionOptions;
import io.memo.Memoizer;
import io.memo.engine.MemoEngine;
import io.memo.engine.MemoEngineBuilder;
import io.memo.engine.explain.StartRecords;
import io.memo.engine.observe.MemoListener;
import io.memo.fingerprint.ApplicationScope;
import io.memo.fingerprint.CodeFingerprinter;
import io.memo.spring.aop.FrozenProxies;
import io.memo.spring.aop.InnerAdvice;
import io.memo.spring.aop.MemoizeAdvisor;
import io.memo.spring.aop.MemoizedMethods;
import io.memo.spring.async.CarriedContext;
import io.memo.spring.autoconfigure.condition.ConditionalOnSetting;
import io.memo.spring.autoconfigure.condition.LogSlowAfterCondition;
import io.memo.spring.autoconfigure.parts.AutoProxyCreatorRegistrar;
import io.memo.spring.autoconfigure.parts.DisabledMemoizer;
import io.memo.spring.autoconfigure.parts.EventPublishingListener;
import io.memo.spring.autoconfigure.parts.IgnoredFieldsProperty;
import io.memo.spring.autoconfigure.parts.RefreshThreads;
import io.memo.spring.autoconfigure.parts.ReleasesAtStop;
import io.memo.spring.autoconfigure.parts.Remembered;
import io.memo.spring.autoconfigure.parts.SlowComputations;
import io.memo.spring.context.BeanClasses;
import io.memo.spring.context.ContextObjects;
import io.memo.spring.dimension.DimensionBeans;
import io.memo.spring.spec.HasherBeans;
import io.memo.spring.spec.MemoizeDefaults;
import io.memo.spring.spec.SpecSource;
import io.memo.spring.startup.ChildContexts;
import io.memo.spring.startup.MemoizedBeans;
import io.memo.spring.startup.ReplacedCodeNews;
import io.memo.spring.startup.SettingsCheck;
import io.memo.store.handover.Handover;
import io.memo.store.shared.SharedStore;
import io.memo.store.tier.MemoCodec;
import io.memo.store.trust.LoadedClassFingerprints;
import io.memo.store.trust.StorableClasses;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.SearchStrategy;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Role;
import org.springframework.core.env.Environment;

/**
 * Memoizes the annotated methods of all beans. Needs no annotation of the application; {@code memo.enabled=false} leaves
 * a {@link Memoizer} that holds nothing.
 */
@AutoConfiguration
@EnableConfigurationProperties(MemoProperties.class)
public final class MemoAutoConfiguration {

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnSetting(value = "memo.enabled", unset = true)
    @Import(AutoProxyCreatorRegistrar.class)
    static class Enabled {

        @Bean
        @Role(BeanDefinition.ROLE_INFRASTRUCTURE)
        static MemoizeAdvisor memoizeAdvisor(ObjectProvider<MemoizedMethods> methods, Environment environment) {
            int order =
                    Binder.get(environment).bind("memo.order", Integer.class).orElse(MemoProperties.DEFAULT_ORDER);
            return new MemoizeAdvisor(Remembered.of(methods::getObject), order);
        }

        @Bean
        @Role(BeanDefinition.ROLE_INFRASTRUCTURE)
        @ConditionalOnSetting(value = "memo.freeze-proxies", unset = true)
        static FrozenProxies memoFrozenProxies() {
            return new FrozenProxies();
        }

        @Bean
        @ConditionalOnMissingBean(search = SearchStrategy.CURRENT)
        static MemoEngine memoizer(
                ConfigurableApplicationContext context,
                MemoProperties properties,
                CodeFingerprinter fingerprinter,
                HasherBeans hashers,
                DimensionBeans dimensions,
                ReplacedCodeNews liveCode,
                PersistedResults persisted,
                ObjectProvider<MemoListener> listeners,
                ObjectProvider<StartRecords> records,
                ObjectProvider<Handover> handovers) {
            PropertyRules.check(properties);
            Path directory = properties.explain().directory();
            MemoEngineBuilder builder = MemoEngine.builder(fingerprinter);
            return (directory == null
                            ? builder.startRecords(records.getIfUnique())
                            : builder.explainDirectory(directory))
                    .hashers(IgnoredFieldsProperty.addTo(
                            hashers.all(), properties.hash().ignoredFields(), context.getClassLoader()))
                    .managedObjects(new ContextObjects(context, properties.identities()))
                    .liveCode(liveCode.source())
                    .maxNodes(properties.hash().maxNodes())
                    .maxBytes(PropertyRules.bytes(properties))
                    .onUnhashable(properties.onUnhashable())
                    .onAbsentDimension(properties.onAbsentDimension())
                    .waitTimeout(properties.waitTimeout())
                    .refreshPool(RefreshThreads.pool(
                            properties.refresh().threads(),
                            properties.refresh().queueCapacity(),
                            context.getEnvironment()))
                    .callerContext(new CarriedContext())
                    .functionDefaults(FunctionOptions.defaults()
                            .maxEntries(properties.maxEntries())
                            .onMutation(properties.onMutation())
                            .mutationCheck(properties.mutationCheck())
                            .returns(properties.returns())
                            .varyBy(dimensions.ofFunctions()))
                    .showValues(properties.showValues())
                    .outside(persisted)
                    .left(persisted)
                    .handover(handovers.getIfUnique())
                    .listeners(Stream.concat(listeners.orderedStream(), Stream.of(new EventPublishingListener(context)))
                            .toList())
                    .build();
        }

        @Bean
        static ReleasesAtStop memoReleasesAtStop(MemoEngine engine) {
            return new ReleasesAtStop(engine);
        }

        @Bean
        static PersistedResults memoPersistedResults(
                ConfigurableApplicationContext context,
                MemoProperties properties,
                CodeFingerprinter fingerprinter,
                ObjectProvider<MemoCodec> codecs,
                ObjectProvider<SharedStore> sharedStore) {
            PropertyRules.check(properties);
            List<String> packages = ApplicationPackages.of(context, properties.packages());
            String unnamed = packages.isEmpty() ? "application" : packages.get(0);
            String application = context.getEnvironment().getProperty("spring.application.name", unnamed);
            MemoProperties.Persist persist = properties.persist();
            StorableClasses classes = new StorableClasses(
                    Objects.requireNonNull(context.getClassLoader()),
                    ApplicationScope.of(Set.copyOf(packages))::contains,
                    Set.copyOf(persist.allow()),
                    new LoadedClassFingerprints(fingerprinter));
            int maxBytes = Math.toIntExact(persist.maxEntrySize().toBytes());
            // Made before, and so closed after what still waits to be written to it.
            SharedStore store = properties.shared().enabled() ? sharedStore.getIfAvailable() : null;
            return new PersistedResults(
                    persist,
                    application,
                    codecs.getIfAvailable(() -> properties.codec().codec(classes, maxBytes)),
                    () -> store == null
                            ? null
                            : SharedResults.in(
                                    store, properties.shared(), application, PersistedResults.directory(persist)));
        }

        @Bean
        static ReplacedCodeNews memoReplacedCodeNews(
                ConfigurableApplicationContext context, MemoProperties properties) {
            return ReplacedCodeNews.find(properties.liveCode(), context.getClassLoader());
        }

        @Bean
        static HasherBeans memoHasherBeans(ConfigurableListableBeanFactory beanFactory) {
            return new HasherBeans(beanFactory);
        }

        @Bean
        static DimensionBeans memoDimensionBeans(
                ConfigurableListableBeanFactory beanFactory, MemoProperties properties) {
            return new DimensionBeans(beanFactory, properties.varyBy());
        }

        @Bean
        static SpecSource memoSpecSource(
                Environment environment,
                HasherBeans hashers,
                DimensionBeans dimensions,
                MemoProperties properties,
                BeanFactory beanFactory) {
            return new SpecSource(
                    environment,
                    hashers,
                    dimensions,
                    new MemoizeDefaults(
                            properties.maxEntries(),
                            properties.onMutation(),
                            properties.mutationCheck(),
                            properties.returns(),
                            properties.shared().enabled()),
                    beanFactory);
        }

        @Bean
        static MemoizedMethods memoizedMethods(
                ConfigurableListableBeanFactory beanFactory,
                MemoEngine engine,
                SpecSource specs,
                MemoProperties properties) {
            return new MemoizedMethods(engine, specs, new InnerAdvice(beanFactory, properties.order()));
        }

        @Bean
        static MemoizedBeans memoizedBeans(
                ConfigurableApplicationContext context,
                MemoizedMethods methods,
                SpecSource specs,
                CodeFingerprinter fingerprinter,
                HasherBeans hashers,
                ReplacedCodeNews liveCode,
                MemoProperties properties) {
            return new MemoizedBeans(
                    context.getBeanFactory(),
                    methods,
                    specs,
                    fingerprinter,
                    new InnerAdvice(context.getBeanFactory(), properties.order()),
                    hashers,
                    properties.warnings(),
                    ApplicationPackages.of(context, properties.packages()),
                    new SettingsCheck(
                            context.getEnvironment(),
                            Objects.requireNonNull(context.getClassLoader()),
                            properties.packages(),
                            KnownProperties.names()),
                    liveCode);
        }

        @Bean
        static ChildContexts memoChildContexts(ConfigurableApplicationContext context, MemoProperties properties) {
            return new ChildContexts(context, properties.warnings());
        }

        @Bean
        @Conditional(LogSlowAfterCondition.class)
        static SlowComputations memoSlowComputations(MemoProperties properties) {
            PropertyRules.check(properties);
            return new SlowComputations(Objects.requireNonNull(properties.logSlowAfter()));
        }

        @Bean
        static CodeFingerprinter memoCodeFingerprinter(
                ConfigurableApplicationContext context, MemoProperties properties) {
            ApplicationScope scope =
                    ApplicationScope.of(Set.copyOf(ApplicationPackages.of(context, properties.packages())));
            return CodeFingerprinter.of(
                    context.getClassLoader(),
                    properties.pinLibraries() ? scope.pinningLibraries() : scope,
                    new BeanClasses(context.getBeanFactory()));
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnSetting(value = "memo.enabled", is = false, unset = true)
    static class Disabled {

        @Bean
        @ConditionalOnMissingBean
        static Memoizer memoizer() {
            return DisabledMemoizer.bySetting();
        }
    }
}
