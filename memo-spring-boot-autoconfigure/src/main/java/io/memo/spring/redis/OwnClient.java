package io.memo.spring.redis;

import io.lettuce.core.AbstractRedisClient;
import io.lettuce.core.ClientOptions;
import io.lettuce.core.ClientOptions.DisconnectedBehavior;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.cluster.ClusterClientOptions;
import io.lettuce.core.cluster.ClusterTopologyRefreshOptions;
import io.lettuce.core.cluster.RedisClusterClient;
import io.lettuce.core.metrics.CommandLatencyRecorder;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.DefaultClientResources;
import io.lettuce.core.resource.Delay;
import io.lettuce.core.resource.NettyCustomizer;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.springframework.beans.DirectFieldAccessor;
import org.springframework.data.redis.connection.RedisConfiguration;
import org.springframework.data.redis.connection.RedisConfiguration.StaticMasterReplicaConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceClientConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceClientConfiguration.LettuceClientConfigurationBuilder;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

/**
 * A Redis client of memo's own for the same Redis as the application's: same addresses, credentials, encryption; other threads
 * and other patience. Nothing of the application's is changed, and nothing of it is closed with this.
 */
final class OwnClient implements AutoCloseable {

    /** Much longer than a deadline: it covers the first load of classes, name resolution and the greeting. */
    static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(3);

    static final Duration MIN_RECONNECT_DELAY = Duration.ofMillis(50);
    static final Duration MAX_RECONNECT_DELAY = Duration.ofSeconds(2);

    /** A connection on which nothing was answered for so long is given up. */
    private static final Duration SILENCE = Duration.ofSeconds(3);

    /** How many commands may wait for replies: full only while nobody answers. */
    private static final int REQUEST_QUEUE = 1_000;

    /** Without it a replica that took over in a cluster would never be found. */
    private static final ClusterTopologyRefreshOptions TOPOLOGY = ClusterTopologyRefreshOptions.builder()
            .enableAllAdaptiveRefreshTriggers()
            .adaptiveRefreshTriggersTimeout(Duration.ofSeconds(1))
            .enablePeriodicRefresh(Duration.ofSeconds(30))
            .build();

    private final ClientResources resources;
    private final LettuceConnectionFactory factory;

    private OwnClient(ClientResources resources, LettuceConnectionFactory factory) {
        this.resources = resources;
        this.factory = factory;
    }

    /** Returns if the factory connects to a list of masters and replicas, without Sentinel or Cluster. */
    static boolean isStaticMasterReplica(LettuceConnectionFactory application) {
        return configuration(application) instanceof StaticMasterReplicaConfiguration;
    }

    /**
     * Makes a client, without connecting. Takes its time: the first one in a process loads many classes.
     *
     * @param silent called when a connection is closed on which nothing was answered
     */
    static OwnClient beside(LettuceConnectionFactory application, Runnable silent) {
        LettuceClientConfiguration theirs = application.getClientConfiguration();
        ClientResources resources = resources(theirs, silent);
        LettuceClientConfigurationBuilder ours = LettuceClientConfiguration.builder()
                .clientResources(resources)
                .clientOptions(options(theirs))
                .commandTimeout(CONNECT_TIMEOUT)
                .shutdownTimeout(Duration.ZERO)
                .shutdownQuietPeriod(Duration.ZERO);
        theirs.getClientName().ifPresent(ours::clientName);
        theirs.getRedisCredentialsProviderFactory().ifPresent(ours::redisCredentialsProviderFactory);
        if (theirs.isUseSsl()) {
            var ssl = ours.useSsl().verifyPeer(theirs.getVerifyMode());
            if (theirs.isStartTls()) {
                ssl.startTls();
            }
        }
        LettuceConnectionFactory factory = new LettuceConnectionFactory(configuration(application), ours.build());
        factory.afterPropertiesSet();
        return new OwnClient(resources, factory);
    }

    AbstractRedisClient lettuce() {
        return factory.getRequiredNativeClient();
    }

    /**
     * The getters tell of a standalone server, on localhost, whatever the factory connects to, if it was made with a plain {@link
     * RedisConfiguration}; so its field comes first.
     */
    private static RedisConfiguration configuration(LettuceConnectionFactory application) {
        DirectFieldAccessor fields = new DirectFieldAccessor(application);
        if (fields.isReadableProperty("configuration")
                && fields.getPropertyValue("configuration") instanceof RedisConfiguration configuration) {
            return configuration;
        }
        if (application.getClusterConfiguration() != null) {
            return application.getClusterConfiguration();
        }
        if (application.getSentinelConfiguration() != null) {
            return application.getSentinelConfiguration();
        }
        return application.getSocketConfiguration() != null
                ? application.getSocketConfiguration()
                : application.getStandaloneConfiguration();
    }

    private static ClientOptions options(LettuceClientConfiguration theirs) {
        ClientOptions options = theirs.getClientOptions().orElseGet(ClientOptions::create);
        // A client of a single server takes no notice of what is about a cluster.
        return ClusterClientOptions.builder(options)
                .topologyRefreshOptions(TOPOLOGY)
                .autoReconnect(true)
                .suspendReconnectOnProtocolFailure(false)
                .disconnectedBehavior(DisconnectedBehavior.REJECT_COMMANDS)
                .requestQueueSize(REQUEST_QUEUE)
                .socketOptions(options.getSocketOptions()
                        .mutate()
                        .connectTimeout(CONNECT_TIMEOUT)
                        .build())
                // Each command has a deadline here; a timer of Lettuce's for each would be a second one.
                .timeoutOptions(TimeoutOptions.create())
                .build();
    }

    /** Of a cluster: who has which slots now. A node that is silent sends no word of it, so nothing else would make the client look. */
    void lookForNodes() {
        if (lettuce() instanceof RedisClusterClient cluster) {
            cluster.refreshPartitionsAsync();
        }
    }

    private static ClientResources resources(LettuceClientConfiguration theirs, Runnable silent) {
        ClientResources.Builder ours = DefaultClientResources.builder()
                .ioThreadPoolSize(DefaultClientResources.MIN_IO_THREADS)
                .computationThreadPoolSize(DefaultClientResources.MIN_COMPUTATION_THREADS)
                .threadFactoryProvider(pool -> new DefaultThreadFactory("memo-redis-" + pool, true))
                .commandLatencyRecorder(CommandLatencyRecorder.disabled())
                .reconnectDelay(Delay.exponential(
                        MIN_RECONNECT_DELAY.toMillis(), MAX_RECONNECT_DELAY.toMillis(), TimeUnit.MILLISECONDS, 2));
        theirs.getClientResources()
                .ifPresent(resources -> ours.socketAddressResolver(resources.socketAddressResolver())
                        .addressResolverGroup(resources.addressResolverGroup()));
        NettyCustomizer network = theirs.getClientResources()
                .map(ClientResources::nettyCustomizer)
                .orElse(new NettyCustomizer() {});
        ours.nettyCustomizer(new NettyCustomizer() {
            @Override
            public void afterBootstrapInitialized(Bootstrap bootstrap) {
                network.afterBootstrapInitialized(bootstrap);
            }

            @Override
            public void afterChannelInitialized(Channel channel) {
                network.afterChannelInitialized(channel);
                channel.pipeline().addLast(new SilenceWatch(SILENCE, silent));
            }
        });
        return ours.build();
    }

    @Override
    public void close() {
        factory.destroy();
        resources.shutdown(0, 500, TimeUnit.MILLISECONDS).awaitUninterruptibly(1_000);
    }
}
