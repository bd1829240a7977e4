package link.box.testing.acme;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.function.Function;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** One client's connection: a request and an answer at a time, until one of them has enough (HTTP/1.1). */
final class Line implements Closeable, Runnable {
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.US).withZone(ZoneOffset.UTC);
    private static final byte[] MORE = " ".repeat(1 << 14).getBytes(StandardCharsets.US_ASCII);

    private final Socket socket;
    private final SSLContext tls;
    private final InstantSource clock;
    private final Function<Request, Answer> answers;
    private volatile boolean idle = true;
    private volatile boolean hung;

    Line(Socket socket, SSLContext tls, InstantSource clock, Function<Request, Answer> answers) {
        this.socket = socket;
        this.tls = tls;
        this.clock = clock;
        this.answers = answers;
    }

    boolean isIdle() {
        return idle;
    }

    boolean isHung() {
        return hung;
    }

    @Override
    public void run() {
        try (socket; SSLSocket secure = (SSLSocket) tls.getSocketFactory().createSocket(socket, null, socket.getPort(), true)) {
            secure.setUseClientMode(false);
            InputStream in = new BufferedInputStream(secure.getInputStream());
            boolean more = true;
            for (Request next = Request.read(in); next != null; next = more ? Request.read(in) : null) {
                idle = false;
                more = send(next, answers.apply(next), in, secure.getOutputStream());
                idle = true;
            }
        } catch (IOException | NumberFormatException e) {
            // the client went, or speaks something else: its business
        }
    }

    /** Ends it at once: not through TLS, which would wait for a write that is stuck. */
    @Override
    public void close() throws IOException {
        socket.close();
    }

    /** @return whether the connection can go on */
    private boolean send(Request request, Answer answer, InputStream in, OutputStream out) throws IOException {
        switch (answer.manner()) {
            case CLOSED -> close();
            case HUNG -> hang(in);
            case ENDLESS -> endless(out);
            default -> {
                out.write(bytes(request, answer));
                out.flush();
            }
        }
        return answer.manner() == Answer.Manner.WHOLE && !request.asksToClose();
    }

    private void hang(InputStream in) throws IOException {
        hung = true;
        while (in.read() >= 0) {
            continue; // what the client says is not heard
        }
    }

    private void endless(OutputStream out) throws IOException {
        out.write(("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close\r\n\r\n{").getBytes(StandardCharsets.US_ASCII));
        while (true) {
            out.write(MORE);
        }
    }

    private byte[] bytes(Request request, Answer answer) throws IOException {
        Instant now = clock.instant();
        StringBuilder head = new StringBuilder("HTTP/1.1 ").append(answer.status()).append(" Status\r\nDate: ").append(DATE.format(now));
        answer.headers().forEach(line -> head.append("\r\n").append(line));
        if (answer.status() != 204) {
            head.append("\r\nContent-Length: ").append(answer.body().length);
        }
        head.append("\r\n\r\n");
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        whole.write(head.toString().getBytes(StandardCharsets.US_ASCII));
        if (!request.method().equals("HEAD")) {
            whole.write(answer.body());
        }
        return whole.toByteArray();
    }
}
