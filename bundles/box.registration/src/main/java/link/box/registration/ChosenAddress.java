package link.box.registration;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.time.Duration;
import javax.net.ssl.SSLSocketFactory;
import link.box.api.work.Worker;

/** Sockets that connect to one address, whatever the name resolves to, and that end at a time. TLS goes on top, with the name. */
final class ChosenAddress extends SSLSocketFactory {
    private final SSLSocketFactory tls;
    private final InetAddress address;
    private final Worker worker;
    private final Duration longest;

    ChosenAddress(SSLSocketFactory tls, InetAddress address, Worker worker, Duration longest) {
        this.tls = tls;
        this.address = address;
        this.worker = worker;
        this.longest = longest;
    }

    @Override
    public Socket createSocket() {
        return new BoundedSocket(worker, longest) {
            @Override
            public void connect(SocketAddress endpoint, int timeout) throws IOException {
                super.connect(new InetSocketAddress(address, ((InetSocketAddress) endpoint).getPort()), timeout);
            }
        };
    }

    @Override
    public Socket createSocket(Socket connected, String host, int port, boolean autoClose) throws IOException {
        return tls.createSocket(connected, host, port, autoClose);
    }

    @Override
    public Socket createSocket(String host, int port) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress localHost, int localPort) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Socket createSocket(InetAddress host, int port) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress localAddress, int localPort) {
        throw new UnsupportedOperationException();
    }

    @Override
    public String[] getDefaultCipherSuites() {
        return tls.getDefaultCipherSuites();
    }

    @Override
    public String[] getSupportedCipherSuites() {
        return tls.getSupportedCipherSuites();
    }
}
