package link.box.pagekite;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.function.LongSupplier;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import link.box.api.tunnel.Tunnel;
import link.box.common.client.Reason;

/** Comes to the Box as its visitors do: to the frontend's public address, through the tunnel, to its own listener. For one thread. */
final class Visit {
    private static final Duration LONGEST = Duration.ofSeconds(8);
    private static final int LONGEST_HEAD = 1 << 12;
    private static final String END = "\r\n\r\n";
    private static final String HTTP_OK = "HTTP/1.1 200 ";
    private static final String HTTP_NO_CONTENT = "HTTP/1.1 204 ";

    private final Tunnel tunnel;
    private final boolean connects;
    private final LongSupplier nanos;
    private final OwnTrust trust = new OwnTrust();

    /**
     * @param connects whether to ask the frontend for the Box by HTTP CONNECT, instead of by TLS alone
     * @param nanos a clock that never jumps
     */
    Visit(Tunnel tunnel, boolean connects, LongSupplier nanos) {
        this.tunnel = tunnel;
        this.connects = connects;
        this.nanos = nanos;
    }

    /**
     * Blocks for some seconds at most.
     *
     * @param own the certificate that the Box serves: exactly this one has to be shown, so no CA has to be believed
     * @throws Unreached with what it means
     */
    void pay(X509Certificate own) throws Unreached {
        try (Bounded socket = new Bounded(nanos, LONGEST)) {
            connect(socket);
            if (connects) {
                ask(socket, "CONNECT " + tunnel.host() + ":443 HTTP/1.1\r\nHost: " + tunnel.host() + ":443\r\n\r\n", HTTP_OK);
            }
            try (SSLSocket tls = secure(socket, own)) {
                ask(tls, "GET /ping HTTP/1.1\r\nHost: " + tunnel.host() + "\r\nConnection: close\r\n\r\n", HTTP_NO_CONTENT);
            }
        } catch (Unreached e) {
            throw e;
        } catch (IOException e) {
            throw silent(e);
        }
    }

    private void connect(Bounded socket) throws Unreached {
        try {
            socket.connect(new InetSocketAddress(tunnel.frontend(), tunnel.port()));
        } catch (IOException e) {
            throw new Unreached("the tunnel's frontend cannot be reached where visitors look for it, at " + where() + ": " + Reason.of(e),
                    "check tunnel.frontend.address and tunnel.frontend.port, or ask the frontend's operator", e);
        }
    }

    private SSLSocket secure(Socket socket, X509Certificate own) throws IOException {
        SSLSocket tls = (SSLSocket) trust.in(own).createSocket(socket, tunnel.host(), tunnel.port(), true);
        try {
            tls.startHandshake();
        } catch (SSLException e) {
            throw foreign(e) ? stolen(e) : refused(e);
        }
        if (!tls.getSession().getPeerCertificates()[0].equals(own)) {
            throw stolen(null);
        }
        return tls;
    }

    private static boolean foreign(Throwable failure) {
        return failure != null && (failure instanceof CertificateException || foreign(failure.getCause()));
    }

    private void ask(Socket socket, String request, String wanted) throws IOException {
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        InputStream input = socket.getInputStream();
        StringBuilder answer = new StringBuilder();
        int next = input.read();
        while (next >= 0 && answer.append((char) next).indexOf(END, answer.length() - END.length()) < 0) {
            if (answer.length() > LONGEST_HEAD) {
                throw refused(new IOException("no end of the headers within " + LONGEST_HEAD + " bytes"));
            }
            next = input.read();
        }
        if (!answer.toString().replaceFirst("^HTTP/1.0", "HTTP/1.1").startsWith(wanted)) {
            throw answer.isEmpty() ? new IOException("the connection ended") : refused(new IOException("it answers \""
                    + answer.substring(0, Math.min(60, answer.length())).lines().findFirst().orElse("") + '"'));
        }
    }

    private Unreached stolen(Exception e) {
        return new Unreached("another certificate than this Box's is shown at " + where() + " under the name " + tunnel.host()
                + ": somebody else has taken its place", "ask the frontend's operator who flies this name; change the tunnel's secret", e);
    }

    private Unreached refused(Exception e) {
        return new Unreached("the tunnel's frontend at " + where() + " leads visitors of " + tunnel.host() + " nowhere, although the kite flies: "
                + Reason.of(e), "ask the frontend's operator; check that tunnel.frontend.address belongs to this frontend", e);
    }

    private Unreached silent(IOException e) {
        String why = e instanceof SocketTimeoutException ? "no answer in time" : Reason.of(e);
        return new Unreached("the tunnel's frontend at " + where() + " accepts visitors of " + tunnel.host() + " and forwards nothing: " + why,
                "if it lasts, ask the frontend's operator, or set another frontend beside it in tunnel.frontend", e);
    }

    private String where() {
        return tunnel.frontend().getHostAddress() + " port " + tunnel.port();
    }
}
