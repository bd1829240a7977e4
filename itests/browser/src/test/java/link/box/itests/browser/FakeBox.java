package link.box.itests.browser;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import link.box.lab.Lab;

/** What an app sees of a Box: the first hop, the login that says yes at once, tokens and one page of the API; at home and by the tunnel. */
final class FakeBox {
    static final String ZONE = "box.test";

    private final String id;
    private final String ip;
    private final int port;
    private final int tunnelPort;
    private final int hopPort;
    private final FakeTls tls;
    private final FakeGrants grants;
    /** Which end was asked for what: {@code home /oauth/token}. */
    private final List<String> seen = new CopyOnWriteArrayList<>();
    private HttpsServer home;
    private HttpsServer tunnel;
    /** What the login makes of the parameters of its answer: as they are, unless a test says otherwise. */
    private volatile UnaryOperator<Map<String, String>> answer = UnaryOperator.identity();

    FakeBox(Lab lab, String id, String ip, int... ports) throws IOException {
        this.id = id;
        this.ip = ip;
        this.port = ports[0];
        this.tunnelPort = ports[1];
        this.hopPort = ports[2];
        this.tls = new FakeTls(lab, "fake-" + ip, main(), "*." + main());
        this.grants = new FakeGrants(id, issuer(), List.of(local()), remote());
        HttpServer hop = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), hopPort), 0);
        hop.createContext("/", exchange -> note("hop", exchange, () -> FakeReply.redirect(exchange, local() + "/connect")));
        hop.start();
        atHome(true);
        throughTunnel(true);
    }

    String id() {
        return id;
    }

    String main() {
        return id + "." + ZONE;
    }

    String issuer() {
        return "https://" + main() + ":" + port;
    }

    String local() {
        return "https://" + ip.replace('.', '-') + "." + main() + ":" + port;
    }

    String remote() {
        return "https://remote." + main();
    }

    /** @return what the registration server says of it */
    String record(String handle) {
        return "{\"h\":\"" + handle + "\",\"ip\":\"" + ip + "\",\"port\":80}";
    }

    /** @return where its names and addresses lead, for Chromium */
    String rules() {
        return "MAP " + ip + ":80 127.0.0.1:" + hopPort + ", MAP remote." + main() + ":443 127.0.0.1:" + tunnelPort;
    }

    /** @return its address spaces, for Chromium: at home local, the tunnel public */
    String spaces() {
        return "127.0.0.1:" + port + "=local,127.0.0.1:" + hopPort + "=local,127.0.0.1:" + tunnelPort + "=public";
    }

    FakeGrants grants() {
        return grants;
    }

    List<String> seen() {
        return seen;
    }

    void answers(UnaryOperator<Map<String, String>> how) {
        answer = how;
    }

    void atHome(boolean on) throws IOException {
        home = turn(home, on, port, "home");
    }

    void throughTunnel(boolean on) throws IOException {
        tunnel = turn(tunnel, on, tunnelPort, "tunnel");
    }

    private HttpsServer turn(HttpsServer server, boolean on, int where, String end) throws IOException {
        if (server != null && !on) {
            server.stop(0);
            return null;
        }
        return server != null || !on ? server : tls.serve(where, exchange -> note(end, exchange, () -> handle(exchange)));
    }

    private interface Reply {
        void send() throws IOException;
    }

    private void note(String end, HttpExchange exchange, Reply reply) throws IOException {
        seen.add(end + " " + exchange.getRequestMethod() + " " + exchange.getRequestURI());
        reply.send();
    }

    private void handle(HttpExchange exchange) throws IOException {
        switch (exchange.getRequestURI().getPath()) {
            case "/connect" -> FakeReply.html(exchange, 200,
                    "<script>location.replace('/oauth/authorize?' + location.hash.slice(1))</script>");
            case "/oauth/authorize" -> authorize(exchange);
            case "/oauth/token", "/oauth/revoke", "/box/v1/origins" -> grants.handle(exchange);
            default -> FakeReply.html(exchange, 200, "The fake Box's own page");
        }
    }

    private void authorize(HttpExchange exchange) throws IOException {
        Map<String, String> asked = FakeReply.parameters(exchange.getRequestURI().getRawQuery());
        Map<String, String> told = answer.apply(Map.of("code", grants.code(asked), "state", asked.get("state"), "iss", issuer()));
        StringBuilder query = new StringBuilder();
        told.forEach((name, value) -> query.append(query.isEmpty() ? "?" : "&").append(name).append('=').append(value));
        FakeReply.redirect(exchange, asked.get("redirect_uri") + query);
    }
}
