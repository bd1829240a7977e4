package link.box.ota.health;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import link.box.api.tls.TlsCertificate;
import link.box.common.tls.Trust;

/** Whether the Box's own HTTPS port answers, with the certificate that it says it serves. */
public final class Doorbell implements Vitals.Sign {
    private static final String BUNDLE = "link.box.https";
    private static final String WANTED = "HTTP/1.1 204";

    private final String host;
    private final int port;
    private final Duration patience;
    private final Timed timed;
    private final Supplier<Optional<TlsCertificate>> served;
    private final Supplier<Optional<X509Certificate>> own;

    /**
     * @param host the address where the port listens; a wildcard is asked on loopback
     * @param patience how long the answer may take
     * @param served what is served under its names, if anything is
     * @param own the identity's, which is served otherwise
     */
    public Doorbell(String host, int port, Duration patience, Timed timed, Supplier<Optional<TlsCertificate>> served,
            Supplier<Optional<X509Certificate>> own) {
        this.host = host;
        this.port = port;
        this.patience = patience;
        this.timed = timed;
        this.served = served;
        this.own = own;
    }

    @Override
    public void look(Vitals.Finding finding) throws InterruptedException {
        Vital vital = new Vital(Vital.Kind.HTTPS, BUNDLE, String.valueOf(port));
        try {
            timed.call("the answer of HTTPS", patience, this::ring);
            finding.well(vital);
        } catch (Failed e) {
            finding.ill(vital, e.getMessage());
        }
    }

    private Void ring() throws IOException {
        Optional<String> name = served.get().flatMap(each -> each.names().stream().filter(one -> !one.startsWith("*")).findFirst());
        X509Certificate expected = name.isPresent() ? served.get().map(TlsCertificate::leaf).orElseThrow()
                : own.get().orElseThrow(() -> new IOException("the Box has no identity"));
        try (Socket plain = new Socket()) {
            InetAddress listening = InetAddress.getByName(host);
            InetAddress address = listening.isAnyLocalAddress() ? InetAddress.getLoopbackAddress() : listening;
            plain.connect(new InetSocketAddress(address, port), (int) patience.toMillis());
            plain.setSoTimeout((int) patience.toMillis());
            SSLSocketFactory factory = Trust.context(Trust.pin(expected), null).getSocketFactory();
            try (SSLSocket tls = (SSLSocket) factory.createSocket(plain, null, port, true)) {
                name.ifPresent(each -> ask(tls, each));
                tls.startHandshake();
                if (!tls.getSession().getPeerCertificates()[0].equals(expected)) {
                    throw new IOException("another certificate than the Box's own is shown");
                }
                ping(tls, name.orElse(address.getHostAddress()));
            }
        }
        return null;
    }

    private static void ask(SSLSocket tls, String name) {
        SSLParameters parameters = tls.getSSLParameters();
        parameters.setServerNames(List.of(new SNIHostName(name)));
        tls.setSSLParameters(parameters);
    }

    private void ping(SSLSocket tls, String name) throws IOException {
        tls.getOutputStream().write(("GET /ping HTTP/1.1\r\nHost: " + name + ":" + port + "\r\nConnection: close\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII));
        String begin = new String(tls.getInputStream().readNBytes(WANTED.length()), StandardCharsets.US_ASCII);
        if (!WANTED.equals(begin)) {
            throw new IOException("it answers \"" + begin + "\" to /ping");
        }
    }
}
