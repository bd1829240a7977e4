package link.box.pagekite;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import link.box.common.tls.Pem;
import link.box.common.tls.Trust;
import link.box.testing.Made;

/** Where the tunnel ends: a TLS server that sends back what it gets. */
final class EchoBox implements AutoCloseable {
    private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final boolean introduced;
    private final SSLContext context = SSLContext.getInstance("TLS");
    private final Path certificate;

    /** @param introduced whether each connection says first where it comes from */
    EchoBox(Path folder, String host, boolean introduced) throws IOException, GeneralSecurityException {
        this.introduced = introduced;
        Made made = Made.selfSigned(host);
        certificate = Files.writeString(folder.resolve("box.pem"), Pem.block("CERTIFICATE", made.chain().get(0).getEncoded()));
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry("box", made.key(), new char[0], made.chain().toArray(X509Certificate[]::new));
        KeyManagerFactory factory = KeyManagerFactory.getInstance("SunX509");
        factory.init(store, new char[0]);
        context.init(factory.getKeyManagers(), null, null);
        Thread thread = new Thread(this::serve, "echo");
        thread.setDaemon(true);
        thread.start();
    }

    int port() {
        return server.getLocalPort();
    }

    /** @return a TLS connection to the Box through that one, with name and certificate checked */
    SSLSocket dial(Socket through, String host) throws IOException {
        SSLSocket socket = (SSLSocket) Trust.context(certificate.toString(), null).getSocketFactory()
                .createSocket(through, host, 443, true);
        var parameters = socket.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        socket.setSSLParameters(parameters);
        return socket;
    }

    @Override
    public void close() throws IOException {
        server.close();
    }

    private void serve() {
        while (!server.isClosed()) {
            try (Socket socket = server.accept()) {
                if (introduced) {
                    PlainBox.introduction(socket);
                }
                Socket tls = context.getSocketFactory().createSocket(socket, null, true);
                tls.getInputStream().transferTo(tls.getOutputStream());
            } catch (IOException e) {
                System.err.println("echo: " + e.getMessage());
            }
        }
    }
}
