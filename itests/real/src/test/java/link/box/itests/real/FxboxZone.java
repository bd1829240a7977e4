package link.box.itests.real;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.StringReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import link.box.lab.Lab;
import link.box.lab.Web;

/**
 * A view of the real zone server in which there is no version 2: 405 to anything but POST, as the fxbox server answers. What it passes on
 * it passes on with the Box's own certificate.
 */
final class FxboxZone implements AutoCloseable {
    private final Lab lab;
    private final Path data;
    private final HttpsServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<String> stored = new CopyOnWriteArrayList<>();
    private Web box;

    /** @param data of the Box, where its identity will be */
    FxboxZone(Lab lab, Path data) throws IOException, GeneralSecurityException {
        this.lab = lab;
        this.data = data;
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(LabTls.server(lab, "zone.link.test")));
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    String origin() {
        return "https://zone.link.test:" + server.getAddress().getPort();
    }

    /** @return the TXT values that were stored for a name, in order */
    List<String> values(String name) {
        return stored.stream().filter(each -> each.startsWith(name + " ")).map(each -> each.substring(name.length() + 1)).toList();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            if (!exchange.getRequestMethod().equals("POST")) {
                exchange.sendResponseHeaders(405, -1);
                return;
            }
            HttpResponse<String> answer = client().post(lab.zoneServer() + exchange.getRequestURI().getPath(), body);
            if (answer.statusCode() == 200) {
                remember(exchange.getRequestURI().getPath(), body);
            }
            exchange.sendResponseHeaders(answer.statusCode(), -1);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void remember(String path, String body) {
        JsonObject record = Json.createReader(new StringReader(body)).readObject();
        if (record.getString("type").equals("TXT")) {
            List<String> labels = Arrays.asList(path.substring("/v1/dns/".length()).split("/"));
            Collections.reverse(labels);
            stored.add(String.join(".", labels) + " " + record.getString("value"));
        }
    }

    private synchronized Web client() throws IOException {
        try {
            if (box == null) {
                box = new Web(lab.roots(), LabTls.keys(Files.readString(data.resolve("link.box.identity/identity.pem"))));
            }
            return box;
        } catch (GeneralSecurityException e) {
            throw new IOException(e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
