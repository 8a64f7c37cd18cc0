import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import javax.net.ssl.SSLSocketFactory;

/** Connections that are encrypted for the reader endpoint, whichever name they were opened to: the certificate is compared with it alone. */
final class ExpectingReaderEndpoint extends SSLSocketFactory {
    private final String readerEndpoint;
    private final SSLSocketFactory sockets;

    ExpectingReaderEndpoint(String readerEndpoint, SSLSocketFactory sockets) {
        this.readerEndpoint = readerEndpoint;
        this.sockets = sockets;
    }

    @Override
    public Socket createSocket(Socket connected, String host, int port, boolean autoClose) throws IOException {
        return sockets.createSocket(connected, readerEndpoint, port, autoClose);
    }

    @Override
    public String[] getDefaultCipherSuites() {
        return sockets.getDefaultCipherSuites();
    }

    @Override
    public String[] getSupportedCipherSuites() {
        return sockets.getSupportedCipherSuites();
    }

    @Override
    public Socket createSocket(String host, int port) {
        throw new UnsupportedOperationException("Jedis encrypts connections that are open");
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress localHost, int localPort) {
        throw new UnsupportedOperationException("Jedis encrypts connections that are open");
    }

    @Override
    public Socket createSocket(InetAddress host, int port) {
        throw new UnsupportedOperationException("Jedis encrypts connections that are open");
    }

    @Override
    public Socket createSocket(InetAddress address, int port, InetAddress localAddress, int localPort) {
        throw new UnsupportedOperationException("Jedis encrypts connections that are open");
    }
}
