package link.box.itests.real;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.GeneralSecurityException;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.net.ssl.SSLContext;
import link.box.lab.HostsFile;
import link.box.lab.Lab;
import link.box.lab.LabBox;

/** A captive portal before a lab's servers: for the Box their names lead to it, and it answers everything with itself. Needs root. */
final class Portal implements AutoCloseable {
    private static final String ADDRESS = "127.0.0.80";
    private static final String LOGIN = Detour.http("302 Found\r\nLocation: http://login.cafe.test/?from=box",
            "text/html", "<h1>Welcome</h1>");

    private final Map<Detour, Integer> servers = new LinkedHashMap<>();
    private final Path names;
    private final SSLContext own;
    private final Detour web;

    /** Takes the place of the servers; nothing listens yet. */
    Portal(Lab lab, LabBox box) throws IOException, GeneralSecurityException {
        own = LabTls.server(lab, "login.cafe.test");
        names = lab.file("hosts-behind-the-portal");
        box.process().options(new HostsFile(names).option()).set("zone.server", instead(lab.zoneServer()))
                .set("registration.server", instead(lab.registration())).set("acme.directory", instead(lab.pebble().directory()));
        web = new Detour(own, InetAddress.getByName(ADDRESS), 80);
    }

    private URI instead(String server) throws IOException {
        URI real = URI.create(server);
        Detour detour = new Detour(own, InetAddress.getByName(ADDRESS));
        servers.put(detour, real.getPort());
        Files.writeString(names, ADDRESS + " " + real.getHost() + "\n", StandardOpenOption.APPEND);
        return URI.create("https://" + real.getHost() + ":" + detour.port() + real.getPath());
    }

    /** Answers everything with itself. */
    void stand() throws IOException {
        for (Detour each : servers.keySet()) {
            each.answer(LOGIN);
        }
        web.answerPlainly(LOGIN);
    }

    /** Somebody has logged in. */
    void letThrough() throws IOException {
        for (Map.Entry<Detour, Integer> each : servers.entrySet()) {
            each.getKey().pass(each.getValue());
        }
        web.refuse();
    }

    @Override
    public void close() throws IOException {
        for (Detour each : servers.keySet()) {
            each.close();
        }
        web.close();
    }
}
