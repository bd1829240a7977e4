package link.box.itests.browser;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import link.box.lab.Lab;

/** Servers that answer whatever the query says, with lines of headers and a body, and remember what reached them. */
final class Reflector {
    private final List<Seen> seen = new CopyOnWriteArrayList<>();
    private final FakeTls tls;

    /** A request: how its line began, and its headers. */
    record Seen(String method, String host, String path, Map<String, List<String>> headers) {
        /** @return the header's only value, or null */
        String header(String name) {
            List<String> values = headers.get(name);
            return values == null ? null : String.join("; ", values);
        }
    }

    Reflector(Lab lab, String... names) throws IOException {
        tls = new FakeTls(lab, "reflector", names);
    }

    HttpsServer https(int port) throws IOException {
        return tls.serve(port, this::handle);
    }

    HttpServer http(int port) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.createContext("/", this::handle);
        server.start();
        return server;
    }

    List<Seen> seen() {
        return seen;
    }

    /** @return the last request to that path */
    Seen last(String path) {
        return seen.stream().filter(each -> each.path().equals(path)).reduce((first, second) -> second)
                .orElseThrow(() -> new AssertionError(path + " was not asked for, only " + seen));
    }

    /** @return a path with what is to be answered */
    static String path(String path, int status, String headers, String body) {
        return path + "?status=" + status + "&headers=" + URLEncoder.encode(headers, StandardCharsets.UTF_8) + "&body="
                + URLEncoder.encode(body, StandardCharsets.UTF_8);
    }

    private void handle(HttpExchange exchange) throws IOException {
        String host = exchange.getRequestHeaders().getFirst("Host").replaceAll(":.*", "");
        seen.add(new Seen(exchange.getRequestMethod(), host, exchange.getRequestURI().getPath(), Map.copyOf(exchange.getRequestHeaders())));
        exchange.getRequestBody().readAllBytes();
        Map<String, String> told = FakeReply.parameters(exchange.getRequestURI().getRawQuery());
        told.getOrDefault("headers", "").lines().map(line -> line.split(": ", 2))
                .forEach(header -> exchange.getResponseHeaders().add(header[0], header[1]));
        FakeReply.html(exchange, Integer.parseInt(told.getOrDefault("status", "200")), told.getOrDefault("body", "nothing"));
    }
}
