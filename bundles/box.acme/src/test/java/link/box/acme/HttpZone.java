package link.box.acme;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URL;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import link.box.api.dns.RecordSet;
import link.box.api.dns.Zone;

/** The zone of the bench for both sides: {@code GET /add/NAME/VALUE} and {@code GET /remove/NAME}, here by the Box. */
record HttpZone(String base) implements Zone {
    @Override
    public Set<Ability> can() {
        return Set.of(Ability.MULTI, Ability.DELETE);
    }

    @Override
    public void put(List<RecordSet> sets) throws IOException {
        for (RecordSet set : sets) {
            get("/remove/" + set.name());
            for (String value : set.values()) {
                get("/add/" + set.name() + "/" + value);
            }
        }
    }

    @Override
    public void remove(String name, RecordSet.Type type) throws IOException {
        get("/remove/" + name);
    }

    private void get(String path) throws IOException {
        HttpURLConnection connection = (HttpURLConnection) new URL(base + path).openConnection();
        if (connection.getResponseCode() != 204) {
            throw new IOException("the zone answers " + connection.getResponseCode());
        }
    }

    /** Serves it, for the records of a name server. */
    static HttpServer serve(Map<String, List<String>> records) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> answer(exchange, records));
        server.start();
        return server;
    }

    private static void answer(HttpExchange exchange, Map<String, List<String>> records) throws IOException {
        String[] path = exchange.getRequestURI().getPath().split("/");
        String key = path[2].replaceFirst("\\.$", "") + " TXT";
        if (path[1].equals("add")) {
            Map<String, List<String>> old = new HashMap<>(records);
            TreeSet<String> values = new TreeSet<>(old.getOrDefault(key, List.of()));
            values.addAll(Arrays.asList(path).subList(3, path.length));
            records.put(key, List.copyOf(values));
        } else {
            records.remove(key);
        }
        exchange.sendResponseHeaders(204, -1);
        exchange.close();
    }
}
