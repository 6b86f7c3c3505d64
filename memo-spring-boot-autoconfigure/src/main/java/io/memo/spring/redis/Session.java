package io.memo.spring.redis;

import io.lettuce.core.AbstractRedisClient;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulConnection;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.cluster.RedisClusterClient;
import io.lettuce.core.cluster.api.StatefulRedisClusterConnection;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;

/**
 * A connection that was made, with its commands.
 *
 * @param connection reconnects by itself
 * @param commands of it
 */
record Session(StatefulConnection<byte[], byte[]> connection, RedisClusterAsyncCommands<byte[], byte[]> commands) {

    /** Returns whether other nodes may answer while one does not. */
    boolean isOfCluster() {
        return connection instanceof StatefulRedisClusterConnection;
    }

    /** Connects, which takes as long as it takes. */
    static Session open(AbstractRedisClient client) {
        if (client instanceof RedisClusterClient cluster) {
            StatefulRedisClusterConnection<byte[], byte[]> made = cluster.connect(ByteArrayCodec.INSTANCE);
            return new Session(made, made.async());
        }
        StatefulRedisConnection<byte[], byte[]> made = ((RedisClient) client).connect(ByteArrayCodec.INSTANCE);
        return new Session(made, made.async());
    }

    /** Makes a connection that listens, which takes as long as it takes. */
    static StatefulRedisPubSubConnection<String, String> openListening(AbstractRedisClient client) {
        return client instanceof RedisClusterClient cluster
                ? cluster.connectPubSub(StringCodec.UTF8)
                : ((RedisClient) client).connectPubSub(StringCodec.UTF8);
    }
}
