package link.box.itests.browser;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import link.box.lab.Lab;

/** A registration server that says what a test wants: lists of Boxes by family, and letterboxes. */
final class FakeRegistration {
    static final String HOST = "finder.link.test";

    /** What it answers at {@code /v2/boxes}, by host; a host that is not in here does not answer. */
    private final Map<String, String> lists = new ConcurrentHashMap<>();
    private final Map<String, String> letterboxes = new ConcurrentHashMap<>();
    /** Method, host, path and the names of the headers of every request. */
    private final List<Seen> seen = new CopyOnWriteArrayList<>();
    private volatile CountDownLatch gate = new CountDownLatch(0);
    private final HttpsServer server;

    /** A request. */
    record Seen(String method, String host, String path, Set<String> headers) {
    }

    FakeRegistration(Lab lab, int port) throws IOException {
        server = new FakeTls(lab, "finder", HOST, "v4." + HOST, "v6." + HOST).serve(port, this::handle);
        list();
    }

    String origin() {
        return "https://" + HOST + ":" + server.getAddress().getPort();
    }

    /** Lists these in both families: JSON objects. */
    void list(String... boxes) {
        down();
        listAt("v4." + HOST, boxes);
        listAt("v6." + HOST, boxes);
    }

    /** Lists these at that host. */
    void listAt(String host, String... boxes) {
        lists.put(host, "{\"v\":2,\"boxes\":[" + String.join(",", boxes) + "],\"ttl\":60}");
    }

    /** Keeps everybody waiting until it is told to go on. */
    void hold(boolean on) {
        if (!on) {
            gate.countDown();
        } else {
            gate = new CountDownLatch(1);
        }
    }

    /** Answers nowhere any more. */
    void down() {
        lists.clear();
    }

    /** Keeps a sealed list of URLs. */
    void keep(String locator, String sealed) {
        letterboxes.put(locator, "{\"v\":2,\"sealed\":\"" + sealed + "\"}");
    }

    List<Seen> seen() {
        return seen;
    }

    private void handle(HttpExchange exchange) throws IOException {
        String host = exchange.getRequestHeaders().getFirst("Host").replaceAll(":.*", "");
        String path = exchange.getRequestURI().getPath();
        seen.add(new Seen(exchange.getRequestMethod(), host, exchange.getRequestURI().toString(),
                Set.copyOf(exchange.getRequestHeaders().keySet())));
        await();
        String answer = path.equals("/v2/boxes") ? lists.get(host) : letterboxes.get(path.replace("/v2/where/", ""));
        FakeReply.cors(exchange);
        if (answer == null && path.equals("/v2/boxes")) {
            exchange.close();
        } else {
            FakeReply.json(exchange, answer == null ? 404 : 200, answer == null ? "{}" : answer);
        }
    }

    private void await() throws IOException {
        try {
            gate.await();
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }
}
