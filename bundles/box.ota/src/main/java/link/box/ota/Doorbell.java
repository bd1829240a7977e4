package link.box.ota;

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
final class Doorbell implements Vitals.Sign {
    private static final String BUNDLE = "link.box.https";
    private static final String WANTED = "HTTP/1.1 204";

    private final InetSocketAddress address;
    private final Duration patience;
    private final Timed timed;
    private final Supplier<Optional<TlsCertificate>> served;
    private final Supplier<Optional<X509Certificate>> own;

    /**
     * @param address where the port listens; a wildcard is asked on loopback
     * @param patience how long the answer may take
     * @param served what is served under its names, if anything is
     * @param own the identity's, which is served otherwise
     */
    Doorbell(InetSocketAddress address, Duration patience, Timed timed, Supplier<Optional<TlsCertificate>> served,
            Supplier<Optional<X509Certificate>> own) {
        this.address = address.getAddress().isAnyLocalAddress() ? new InetSocketAddress(InetAddress.getLoopbackAddress(), address.getPort())
                : address;
        this.patience = patience;
        this.timed = timed;
        this.served = served;
        this.own = own;
    }

    @Override
    public void look(Vitals.Finding finding) throws InterruptedException {
        Vital vital = new Vital(Vital.Kind.HTTPS, BUNDLE, String.valueOf(address.getPort()));
        try {
            timed.call("the answer of HTTPS", patience, this::ring);
            finding.well(vital);
        } catch (SwapFailed e) {
            finding.ill(vital, e.getMessage());
        }
    }

    private Void ring() throws IOException {
        Optional<String> name = served.get().flatMap(each -> each.names().stream().filter(one -> !one.startsWith("*")).findFirst());
        X509Certificate expected = name.isPresent() ? served.get().map(TlsCertificate::leaf).orElseThrow()
                : own.get().orElseThrow(() -> new IOException("the Box has no identity"));
        try (Socket plain = new Socket()) {
            plain.connect(address, (int) patience.toMillis());
            plain.setSoTimeout((int) patience.toMillis());
            SSLSocketFactory factory = Trust.context(Trust.pin(expected), null).getSocketFactory();
            try (SSLSocket tls = (SSLSocket) factory.createSocket(plain, null, address.getPort(), true)) {
                name.ifPresent(each -> ask(tls, each));
                tls.startHandshake();
                if (!tls.getSession().getPeerCertificates()[0].equals(expected)) {
                    throw new IOException("another certificate than the Box's own is shown");
                }
                ping(tls, name.orElse(address.getAddress().getHostAddress()));
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
        tls.getOutputStream().write(("GET /ping HTTP/1.1\r\nHost: " + name + ":" + address.getPort() + "\r\nConnection: close\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII));
        String begin = new String(tls.getInputStream().readNBytes(WANTED.length()), StandardCharsets.US_ASCII);
        if (!WANTED.equals(begin)) {
            throw new IOException("it answers \"" + begin + "\" to /ping");
        }
    }
}
