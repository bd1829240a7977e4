package link.box.itests.real;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import link.box.lab.Await;
import link.box.lab.Dns;
import link.box.lab.Handshake;
import link.box.lab.HomeNetwork;
import link.box.lab.HtmlForm;
import link.box.lab.Lab;
import link.box.lab.Owner;
import link.box.lab.Web;

/** A Box in a home network, its people at home, and the Internet that it may lose. */
final class Household {
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final Lab lab;
    private final HomeNetwork home;
    private final Avahi avahi;
    private final Watch watch;
    private final Path roots;
    private X509Certificate root;
    private String main;

    Household(Lab lab, HomeNetwork home) throws IOException, InterruptedException {
        this.lab = lab;
        this.home = home;
        this.avahi = new Avahi(home, lab.file("avahi"));
        this.watch = new Watch(lab, lab.theBox());
        this.roots = lab.file("first-root.pem");
    }

    JsonObject status() throws InterruptedException {
        return watch.status();
    }

    /** The Box starts, and all is true of it. */
    void comesOnline(String address) throws IOException, InterruptedException {
        lab.box().start();
        main = watch.main();
        lab.nameBox(main);
        root = lab.pebble().root(); // a CA that starts anew has another one
        Files.copy(lab.file("acme-root.pem"), roots);
        Await.isTrue(PATIENCE, "people at home get through", () -> answers(address));
        watch.has("announced");
        watch.has("tunnel");
    }

    void losesTheInternet() throws IOException {
        lab.cloud().close();
        lab.pebble().close();
    }

    void hasTheInternetBack() throws IOException, InterruptedException {
        lab.pebble().start();
        lab.cloud().start();
        lab.awaitCloud();
    }

    void restarts() throws IOException {
        lab.box().close();
        lab.box().start();
    }

    /** @return whether the main name's certificate is believed at this address */
    boolean answers(String address) throws IOException, InterruptedException {
        return home.visit(main, address, lab.theBox().port(), roots).equals("204");
    }

    /** Its names with the public certificate, as a resolver remembers them; address and {@code .local} with its own. */
    void isServed(String address) throws Exception {
        int port = lab.theBox().port();
        for (String name : List.of(main, "local." + main)) {
            assertEquals("204", home.visit(name, address, port, roots), name);
        }
        byte[] own = MessageDigest.getInstance("SHA-256").digest(Handshake.certificate(address, port).getEncoded());
        assertEquals(status().getString("fingerprint"), HexFormat.of().formatHex(own), "by its address it shows its own certificate");
        assertEquals(204, Handshake.get(address, port, "/ping"));
        String host = Await.until(PATIENCE, "it has a name at home", () -> status().getString("multicast", null));
        Await.isTrue(PATIENCE, host + " leads to " + address, () -> avahi.resolve(host).equals(address));
        assertEquals("204", curl(host, address, "/ping", "-k", "-o", "/dev/null", "-w", "%{http_code}"));
    }

    /** Status and page. */
    void saysHowItIsReached(String address) throws IOException, InterruptedException {
        JsonObject status = status();
        List<String> ways = status.getJsonArray("offline").getValuesAs(JsonString.class).stream().map(JsonString::getString).toList();
        assertEquals(List.of(status.getString("multicast"), address), ways);
        logsIn(address);
        String page = curl(main, address, "/", "-H", "Accept: text/html");
        assertTrue(page.contains("No connection to its servers") && page.contains(status.getString("multicast") + " or " + address), page);
    }

    void makesAdmin(String address) throws IOException, InterruptedException {
        String token = new HtmlForm(curl(main, address, "/setup")).value("token");
        assertEquals("201", post(address, "/setup", Owner.account(Owner.PASSWORD, token, "")));
    }

    private void logsIn(String address) throws IOException, InterruptedException {
        assertEquals("200", post(address, "/session/login", Owner.credentials(Owner.PASSWORD)));
    }

    /** @return the status that a script of the Box's own page gets */
    private String post(String address, String path, String json) throws IOException, InterruptedException {
        return curl(main, address, path, "-H", "Content-Type: application/json", "-H", "Origin: https://" + main + ":"
                + lab.theBox().port(), "-d", json, "-o", "/dev/null", "-w", "%{http_code}");
    }

    /** Records, announcement and tunnel, each within that time from now. */
    void catchesUp(String address, Duration within) throws IOException, InterruptedException {
        long begin = System.nanoTime();
        Dns dns = new Dns(lab.dnsPort());
        Web away = new Web(List.of(root));
        Await.isTrue(PATIENCE, "its name leads to " + address, () -> dns.values(main, "A").equals(List.of(address)));
        long records = Watch.millisSince(begin);
        Await.isTrue(PATIENCE, "it is announced", () -> status().containsKey("announced"));
        long announced = Watch.millisSince(begin);
        String remote = lab.remote(main) + "/ping";
        Await.isTrue(PATIENCE, "a visitor from outside gets through", () -> away.get(remote).statusCode() == 204);
        long tunnel = Watch.millisSince(begin);
        Labs.say("back from offline: records after %d ms, announced after %d ms, a visitor through the tunnel after %d ms",
                records, announced, tunnel);
        assertTrue(Math.max(records, Math.max(announced, tunnel)) < within.toMillis(), "caught up within " + within);
    }

    Path file(String name) {
        return lab.box().data().resolve(name);
    }

    private String curl(String name, String address, String path, String... words) throws IOException, InterruptedException {
        String origin = name + ":" + lab.theBox().port();
        String cookies = lab.file("cookies").toString();
        List<String> command = new ArrayList<>(List.of("curl", "-sS", "-m", "10", "--cacert", roots.toString(),
                "-b", cookies, "-c", cookies, "--resolve", origin + ":" + address));
        command.addAll(List.of(words));
        command.add("https://" + origin + path);
        Path out = Files.createTempFile(lab.file("avahi"), "curl", ".out");
        home.start("curl", out, Map.of(), command.toArray(String[]::new)).waitFor(PATIENCE);
        return Files.readString(out);
    }
}
