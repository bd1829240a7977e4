package link.box.itests.real;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import link.box.testing.TrustAll;

/** Sends bytes over TLS as they are, which no well-behaved client would, and reads what comes back until the other side ends it. */
final class Wire implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 10_000;
    private static final int CONNECT_MILLIS = 3_000;

    private final SSLSocket socket;

    /**
     * @param name that the handshake asks for; null for none
     * @param keys with a certificate to show, or none
     */
    Wire(int port, String name, KeyManager... keys) throws IOException {
        this(connected(port), name, keys);
    }

    /** @param plain connected; ends with this */
    Wire(Socket plain, String name, KeyManager... keys) throws IOException {
        socket = (SSLSocket) context(keys).getSocketFactory().createSocket(plain, "127.0.0.1", plain.getPort(), true);
        SSLParameters parameters = socket.getSSLParameters();
        if (name != null) {
            parameters.setServerNames(List.of(new SNIHostName(name)));
        }
        socket.setSSLParameters(parameters);
        socket.startHandshake();
    }

    private static Socket connected(int port) throws IOException {
        Socket plain = new Socket();
        plain.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), CONNECT_MILLIS);
        plain.setSoTimeout(PATIENCE_MILLIS);
        return plain;
    }

    /** An answer, as far as it came. */
    record Answer(String text) {
        /** @return 0 if nothing came */
        int status() {
            return text.matches("(?s)HTTP/1.1 \\d{3} .*") ? Integer.parseInt(text.substring(9, 12)) : 0;
        }

        String body() {
            int end = text.indexOf("\r\n\r\n");
            return end < 0 ? "" : text.substring(end + 4);
        }
    }

    /** One request on a connection of its own. */
    static Answer ask(int port, String name, String request) throws IOException {
        return ask(port, name, request.getBytes(StandardCharsets.ISO_8859_1));
    }

    static Answer ask(int port, String name, byte[] request, KeyManager... keys) throws IOException {
        try (Wire wire = new Wire(port, name, keys)) {
            wire.send(request);
            return wire.read();
        }
    }

    /** @return a GET that ends its connection; {@code more} are further header lines */
    static String get(String host, String path, String... more) {
        return "GET " + path + " HTTP/1.1\r\nHost: " + host + "\r\n" + lines(more) + "Connection: close\r\n\r\n";
    }

    /** @return a POST of JSON that ends its connection */
    static String post(String host, String path, String json, String... more) {
        return post(host, path, "application/json", json, lines(more));
    }

    /** @return a POST of a form that ends its connection */
    static String form(String host, String path, String charset, String fields) {
        return post(host, path, "application/x-www-form-urlencoded" + charset, fields, "");
    }

    private static String post(String host, String path, String type, String body, String more) {
        return "POST " + path + " HTTP/1.1\r\nHost: " + host + "\r\nContent-Type: " + type + "\r\nContent-Length: "
                + body.getBytes(StandardCharsets.ISO_8859_1).length + "\r\n" + more + "Connection: close\r\n\r\n" + body;
    }

    private static String lines(String... more) {
        return more.length == 0 ? "" : String.join("\r\n", more) + "\r\n";
    }

    void send(byte[] bytes) throws IOException {
        try {
            socket.getOutputStream().write(bytes);
            socket.getOutputStream().flush();
        } catch (SocketTimeoutException e) {
            throw e;
        } catch (IOException e) {
            return; // it had enough before it had all: its answer may still be there to read
        }
    }

    Answer read() throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        try {
            InputStream in = socket.getInputStream();
            in.transferTo(all);
        } catch (SocketTimeoutException e) {
            throw new IOException("no end of the answer within " + PATIENCE_MILLIS + " ms; so far: " + all, e);
        } catch (IOException e) {
            return new Answer(all.toString(StandardCharsets.ISO_8859_1)); // reset after its answer
        }
        return new Answer(all.toString(StandardCharsets.ISO_8859_1));
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private static SSLContext context(KeyManager... keys) throws IOException {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys, new TrustManager[] {new TrustAll()}, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IOException(e);
        }
    }
}
