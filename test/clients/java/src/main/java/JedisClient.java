import java.time.Duration;
import java.time.Instant;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocketFactory;
import redis.clients.jedis.ConnectionPoolConfig;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.RedisClient;

final class JedisClient {
    static JedisClientConfig expecting(String readerEndpoint) {
        SSLParameters compared = new SSLParameters();
        compared.setEndpointIdentificationAlgorithm("HTTPS");
        SSLSocketFactory sockets = new ExpectingReaderEndpoint(readerEndpoint, (SSLSocketFactory) SSLSocketFactory.getDefault());
        return DefaultJedisClientConfig.builder().ssl(true).sslSocketFactory(sockets).sslParameters(compared).build();
    }

    static ConnectionPoolConfig poolOf(Duration maximumAge) {
        ConnectionPoolConfig pool = new ConnectionPoolConfig();
        pool.setTimeBetweenEvictionRuns(maximumAge.dividedBy(2));
        pool.setEvictionPolicy((settings, connection, idle) -> connection.getCreateInstant().plus(maximumAge).isBefore(Instant.now()));
        return pool;
    }

    public static void main(String[] arguments) throws Exception {
        Session.begin();
        var builder = RedisClient.builder().hostAndPort(Session.NAME, Session.PORT).clientConfig(Session.READER_ENDPOINT.isEmpty()
            ? DefaultJedisClientConfig.builder().ssl(true).build()
            : expecting(Session.READER_ENDPOINT));
        if (!Session.CHECK_EVERY.isZero()) builder.poolConfig(poolOf(Session.CHECK_EVERY));
        RedisClient reads = builder.build();
        Session.serve(() -> reads.info("server"));
    }
}
