import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.SocketAddressResolver;
import io.netty.resolver.DefaultAddressResolverGroup;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnknownHostException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

final class LettuceClient {
    /** What the name leads to is looked up for each connection, and presented as the reader endpoint: the certificate is compared with it alone. */
    static ClientResources expecting(String readerEndpoint) {
        return ClientResources.builder().socketAddressResolver(new SocketAddressResolver() {
            @Override
            public SocketAddress resolve(RedisURI uri) {
                try {
                    byte[] address = InetAddress.getByName(uri.getHost()).getAddress();
                    return new InetSocketAddress(InetAddress.getByAddress(readerEndpoint, address), uri.getPort());
                } catch (UnknownHostException unknown) {
                    return InetSocketAddress.createUnresolved(readerEndpoint, uri.getPort()); // never the name: its certificate would do
                }
            }
        }).build();
    }

    static void leaveThePrimary(StatefulRedisConnection<String, String> reads) {
        if (reads.sync().info("replication").contains("role:master")) reads.sync().quit(); // it connects again by itself
    }

    private final RedisClient client;
    private StatefulRedisConnection<String, String> reads;

    private LettuceClient() {
        RedisURI uri = RedisURI.builder().withHost(Session.NAME).withPort(Session.PORT).withSsl(true).build();
        client = Session.READER_ENDPOINT.isEmpty()
            ? RedisClient.create(ClientResources.builder().addressResolverGroup(DefaultAddressResolverGroup.INSTANCE).build(), uri)
            : RedisClient.create(expecting(Session.READER_ENDPOINT), uri);
    }

    private String info() {
        if (reads == null) {
            reads = client.connect();
            long millis = Session.CHECK_EVERY.toMillis();
            if (millis > 0) {
                Executors.newSingleThreadScheduledExecutor().scheduleAtFixedRate(() -> leaveThePrimary(reads), millis, millis, TimeUnit.MILLISECONDS);
            }
        }
        return reads.sync().info("server");
    }

    public static void main(String[] arguments) throws Exception {
        Session.begin();
        Session.serve(new LettuceClient()::info);
    }
}
