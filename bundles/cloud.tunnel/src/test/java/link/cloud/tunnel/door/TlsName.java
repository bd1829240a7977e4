package link.cloud.tunnel.door;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import link.box.common.tls.Pem;
import link.box.common.tls.Trust;
import link.box.testing.Made;

/** A name with its key and certificate, and clients that believe no other. */
final class TlsName {
    private final String host;
    private final SSLContext context;
    private final Path certificate;

    TlsName(Path folder, String host) throws Exception {
        this.host = host;
        Made made = Made.selfSigned(host);
        context = context(made);
        certificate = Files.writeString(folder.resolve(host + ".pem"), Pem.block("CERTIFICATE", made.chain().get(0).getEncoded()));
    }

    SSLContext context() {
        return context;
    }

    /** @return a server of that name */
    Echo echo() throws IOException {
        return new Echo(context.getServerSocketFactory().createServerSocket(0, 1024, InetAddress.getLoopbackAddress()));
    }

    /** @return TLS through that connection, with name and certificate checked */
    SSLSocket dial(Socket through) throws IOException {
        SSLContext trusting = Trust.context(certificate.toString(), null);
        SSLSocket socket = (SSLSocket) trusting.getSocketFactory().createSocket(through, host, 443, true);
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        socket.setSSLParameters(parameters);
        return socket;
    }

    private static SSLContext context(Made made) throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry("key", made.key(), new char[0], made.chain().toArray(X509Certificate[]::new));
        KeyManagerFactory factory = KeyManagerFactory.getInstance("SunX509");
        factory.init(store, new char[0]);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(factory.getKeyManagers(), null, null);
        return context;
    }
}
