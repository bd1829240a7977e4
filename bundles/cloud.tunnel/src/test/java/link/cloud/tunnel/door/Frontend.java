package link.cloud.tunnel.door;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import link.box.common.kite.Limits;
import link.cloud.tunnel.auth.SharedSecret;

/** Our frontend on free ports of loopback, with the secret SECRET for the zone box.test. */
final class Frontend implements AutoCloseable {
    static final String SECRET = "SECRET";
    static final int DAYS = 7;
    final Ports ports;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private final int port;
    private final int metrics;

    /** With usual limits. */
    Frontend() throws IOException {
        this(rules("", null, 1100, 0, 2048));
    }

    Frontend(Rules rules) throws IOException {
        InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        ports = new Ports(rules, List.of(any, any), any);
        ports.open();
        port = ports.ports().get(0);
        metrics = ports.ports().get(2);
        clock.scheduleAtFixedRate(ports::tick, 1, 1, TimeUnit.SECONDS);
    }

    static Rules rules(String self, SSLContext tls, int streams, long bytesPerSecond, int perSource) {
        Limits limits = new Limits(streams, 1 << 21, 1 << 24, Duration.ofSeconds(20), Duration.ofSeconds(10), Duration.ofMinutes(10));
        return new Rules(self, "box.test", tls, () -> OptionalLong.of(DAYS), new SharedSecret("box.test", () -> SECRET), limits,
                1 << 24, bytesPerSecond, 4096, 4096, perSource, System::nanoTime);
    }

    int port() {
        return port;
    }

    Socket dial() throws IOException {
        return dial(port);
    }

    boolean isOpen() {
        try (Socket socket = dial()) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    private static Socket dial(int port) throws IOException {
        Socket socket = new Socket();
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 5000);
        socket.setSoTimeout(20_000);
        return socket;
    }

    /** @return a connection that has been made with HTTP CONNECT */
    Socket connect(String host) throws IOException {
        Socket socket = dial();
        String answer = ask(socket, "CONNECT " + host + ":443 HTTP/1.1\r\nHost: " + host + ":443\r\n\r\n");
        if (!answer.startsWith("HTTP/1.1 200 ")) {
            throw new IOException(answer);
        }
        return socket;
    }

    /** @return the head of the answer on a connection of its own */
    String ask(String request) throws IOException {
        try (Socket socket = dial()) {
            return ask(socket, request);
        }
    }

    static String ask(Socket socket, String request) throws IOException {
        socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
        return head(socket);
    }

    static String head(Socket socket) throws IOException {
        StringBuilder answer = new StringBuilder();
        while (answer.indexOf("\r\n\r\n") < 0) {
            int next = socket.getInputStream().read();
            if (next < 0) {
                return answer + "<end>";
            }
            answer.append((char) next);
        }
        return answer.toString();
    }

    /** @return a line of the metrics without its name */
    long number(String name) throws IOException {
        try (Socket socket = dial(metrics)) {
            String request = "GET /metrics HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            String all = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            return all.lines().filter(line -> line.startsWith(name + " ")).mapToLong(line -> Long.parseLong(line.split(" ")[1])).findAny()
                    .orElseThrow(() -> new IOException("no " + name + " in " + all));
        }
    }

    static void until(String what, Callable<Boolean> holds) throws Exception {
        long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (!holds.call()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("not within 30 s: " + what);
            }
            Thread.sleep(50);
        }
    }

    @Override
    public void close() {
        clock.shutdownNow();
        ports.stop();
    }
}
