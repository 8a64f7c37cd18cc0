import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SslOptions;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.resource.ClientResources;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.resolver.dns.DnsAddressResolverGroup;
import io.netty.resolver.dns.DnsNameResolverBuilder;
import io.netty.resolver.dns.SingletonDnsServerAddressStreamProvider;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLParameters;

final class LettuceClient {
    static ClientResources shortMemory(DnsNameResolverBuilder resolver) {
        resolver.datagramChannelType(NioDatagramChannel.class).ttl(0, 5);
        return ClientResources.builder().addressResolverGroup(new DnsAddressResolverGroup(resolver)).build();
    }

    static ClientOptions expecting(String readerEndpoint) {
        SSLParameters expected = new SSLParameters();
        expected.setServerNames(List.of(new SNIHostName(readerEndpoint)));
        return ClientOptions.builder().sslOptions(SslOptions.builder().sslParameters(() -> expected).build()).build();
    }

    static void leaveThePrimary(StatefulRedisConnection<String, String> reads) {
        if (reads.sync().info("replication").contains("role:master")) reads.sync().quit(); // it connects again by itself
    }

    private final RedisClient client;
    private StatefulRedisConnection<String, String> reads;

    private LettuceClient() {
        DnsNameResolverBuilder resolver = new DnsNameResolverBuilder().nameServerProvider(new SingletonDnsServerAddressStreamProvider(
            new InetSocketAddress("127.0.0.1", Integer.parseInt(System.getenv("DNS_PORT")))));
        RedisURI uri = RedisURI.builder().withHost(Session.NAME).withPort(Session.PORT).withSsl(true).build();
        client = RedisClient.create(shortMemory(resolver), uri);
        if (!Session.READER_ENDPOINT.isEmpty()) client.setOptions(expecting(Session.READER_ENDPOINT));
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
