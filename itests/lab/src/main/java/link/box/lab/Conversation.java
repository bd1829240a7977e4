package link.box.lab;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/** Requests, byte for byte, and their answers on one TLS connection that stays open. Believes whom the lab has started. */
public final class Conversation implements AutoCloseable {
    private static final int CONNECT_MILLIS = 3_000;
    private static final Pattern LENGTH = Pattern.compile("\r\ncontent-length: *(\\d+)\r\n");
    /** One for all, so that the next connection may resume the session of the one before. */
    private static final SSLContext TLS = context();
    private final SSLSocket socket;
    private final InputStream in;
    private boolean over;
    private int asked;
    private boolean answered;

    /**
     * @param name that the handshake asks for; an IPv4 address is not asked for
     * @param patience how long an answer may take
     */
    public Conversation(int port, String name, Duration patience) throws IOException {
        Socket plain = new Socket();
        plain.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), CONNECT_MILLIS);
        plain.setTcpNoDelay(true);
        plain.setSoTimeout((int) patience.toMillis());
        socket = (SSLSocket) TLS.getSocketFactory().createSocket(plain, name, port, true);
        if (!name.matches("[0-9.]+")) {
            SSLParameters parameters = socket.getSSLParameters();
            parameters.setServerNames(List.of(new SNIHostName(name)));
            socket.setSSLParameters(parameters);
        }
        socket.startHandshake();
        in = new BufferedInputStream(socket.getInputStream());
    }

    /** An answer: its first line and headers as they came, and its body. */
    public record Answer(String head, String body) {
        /** @return the number in the first line */
        public int status() {
            return Integer.parseInt(head.substring(9, 12));
        }
    }

    /**
     * Waits for the answer.
     *
     * @throws IOException there was none: the connection was ended, or it took too long ({@code SocketTimeoutException})
     */
    public Answer ask(byte[] request) throws IOException {
        asked++;
        answered = false;
        socket.getOutputStream().write(request);
        String head = head();
        String lower = head.toLowerCase(Locale.ROOT);
        over = lower.contains("\r\nconnection: close\r\n");
        Matcher length = LENGTH.matcher(lower);
        byte[] body = lower.contains("\r\ntransfer-encoding: chunked\r\n") ? chunks()
                : in.readNBytes(length.find() ? Integer.parseInt(length.group(1)) : 0);
        return new Answer(head, new String(body, StandardCharsets.ISO_8859_1));
    }

    /**
     * @return whether the connection had been open before the last request, and ended without a byte of an answer to it: so the other
     *         side had closed it before, and every client makes a request that changes nothing once more (RFC 9112, section 9.3.1)
     */
    public boolean wasStale() {
        return asked > 1 && !answered;
    }

    /** @return whether the other side has said that it is the end */
    public boolean over() {
        return over;
    }

    private static SSLContext context() {
        try {
            return Handshake.context();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String head() throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream(512);
        for (int matched = 0; matched < 4;) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("the connection was ended: " + head.toString(StandardCharsets.ISO_8859_1));
            }
            answered = true;
            head.write(next);
            boolean goesOn = next == (matched % 2 == 0 ? '\r' : '\n');
            matched = goesOn ? matched + 1 : next == '\r' ? 1 : 0;
        }
        return head.toString(StandardCharsets.ISO_8859_1);
    }

    private byte[] chunks() throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        int size;
        do {
            size = Integer.parseInt(line(), 16);
            body.write(in.readNBytes(size));
            line();
        } while (size > 0);
        return body.toByteArray();
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next >= 0 && next != '\n'; next = in.read()) {
            line.append((char) next);
        }
        return line.toString().trim();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
