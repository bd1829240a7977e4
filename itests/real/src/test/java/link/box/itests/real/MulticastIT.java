package link.box.itests.real;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import link.box.lab.Await;
import link.box.lab.HomeNetwork;
import link.box.lab.LabBox;
import link.box.lab.Program;
import link.box.lab.SoleBox;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

/** No server at all: the Box tells its home network where it is, avahi understands it, and {@code bin/box discover} knows it again. */
@ResourceLock("home network")
class MulticastIT {
    private static final String FIRST = "192.168.77.20";
    private static final String SECOND = "192.168.77.31";
    private static final String SOMEBODY = "192.168.77.99";
    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static final Path IMAGES = Path.of(System.getProperty("box.images"));

    private static Path directory;
    private static HomeNetwork home;
    private static Avahi avahi;

    @BeforeAll
    static void a_home_with_avahi_in_it() throws Exception {
        boolean root = "root".equals(System.getProperty("user.name"));
        if (!root) {
            System.out.println("SKIPPED: MulticastIT makes a network namespace, which takes root");
        }
        Assumptions.assumeTrue(root, "not root");
        List.of("avahi-daemon", "avahi-browse", "dbus-daemon", "dnsmasq", "udhcpc", "curl").forEach(Labs::need);
        directory = Files.createTempDirectory(Files.createDirectories(Path.of(System.getProperty("box.labs"))), "multicast");
        home = new HomeNetwork(directory.resolve("home"));
        home.giveOut(FIRST);
        home.plugIn();
        avahi = new Avahi(home, directory.resolve("avahi"));
    }

    @AfterAll
    static void leave() throws IOException {
        if (home != null) {
            home.close();
        }
    }

    @Test
    void avahi_sees_the_box_and_where_it_moves_and_when_it_leaves() throws Exception {
        Program boxes = avahi.browse("_box._tcp");
        Program sites = avahi.browse("_https._tcp");
        LabBox box = box("seen", 0);
        box.start();
        JsonObject status = announced(box);
        String host = status.getString("multicast");
        assertEquals("box-" + status.getString("id").substring(0, 6) + ".local", host);
        for (Program each : List.of(boxes, sites)) {
            String line = Await.until(PATIENCE, "avahi has found " + host, () -> line(each, "=", host));
            assertTrue(line.contains(";" + host + ";" + address(status) + ";" + box.port() + ";"), line);
            assertTrue(line.contains("\"id=" + status.getString("id") + "\"") && line.contains("\"setup=0\""), line);
            assertTrue(line.contains("\"fp=" + status.getString("fingerprint") + "\"") && line.contains("\"path=/\""), line);
        }
        assertTrue(line(boxes, "=", host).contains("\"v=1\""));
        assertEquals("204", visit(host, address(status), box.port()));

        String next = address(status).equals(FIRST) ? SECOND : FIRST;
        home.giveOut(next);
        Await.isTrue(PATIENCE, host + " leads to " + next, () -> avahi.resolve(host).equals(next));
        long moved = System.nanoTime();
        Await.isTrue(PATIENCE, "announced at " + next, () -> address(announced(box)).equals(next));
        long took = (System.nanoTime() - moved) / 1_000_000;
        Labs.say("announced %d ms after its name leads to the new address", took);
        assertTrue(took < 15_000, "the goodbye that nobody hears is not waited for: " + took);
        assertEquals("204", visit(host, next, box.port()));

        Await.isTrue(PATIENCE, "avahi knows it there", () -> !lastIs(boxes, "-") && !lastIs(sites, "-"));
        long begin = System.nanoTime();
        box.process().close();
        Labs.say("the Box's stop with its goodbye: %d ms", (System.nanoTime() - begin) / 1_000_000);
        Await.isTrue(Duration.ofSeconds(5), "avahi has heard the goodbye", () -> lastIs(boxes, "-") && lastIs(sites, "-"));
    }

    @Test
    void a_name_that_another_host_has_is_left_to_it() throws Exception {
        LabBox box = box("conflict", 0);
        box.start();
        String wished = announced(box).getString("multicast");
        box.process().close();
        Program boxes = avahi.browse("_box._tcp");
        try (Program other = avahi.publish(wished, SOMEBODY)) {
            box.start();
            JsonObject status = announced(box);
            String host = status.getString("multicast");
            assertNotEquals(wished, host);
            Await.isTrue(PATIENCE, host + " leads to the Box", () -> avahi.resolve(host).equals(address(status)));
            assertEquals(SOMEBODY, avahi.resolve(wished));
            Await.until(PATIENCE, "the service leads to " + host, () -> line(boxes, "=", host));
            assertEquals("204", visit(host, address(status), box.port()));
            assertEquals("421", visit(wished, address(status), box.port()));
            assertTrue(other.alive());
        } finally {
            box.process().close();
        }
    }

    @Test
    void discover_remembers_a_box_and_shouts_when_another_is_in_its_place() throws Exception {
        LabBox box = box("first", 0);
        box.start();
        JsonObject status = announced(box);
        Found first = discover("--json");
        assertEquals(0, first.code(), first.said());
        assertTrue(first.said().contains("\"state\":\"new\"") && first.said().contains(status.getString("id")), first.said());
        assertTrue(first.said().contains(status.getJsonArray("words").getValuesAs(JsonString.class).stream()
                .map(JsonString::toString).collect(Collectors.joining(","))), first.said());
        assertTrue(discover("--json").said().contains("\"state\":\"same\""));
        box.process().close();

        LabBox impostor = box("second", box.port());
        impostor.start();
        announced(impostor);
        Found changed = discover();
        assertEquals(3, changed.code(), changed.said());
        assertTrue(changed.said().contains("IS NOT THE ONE IT SHOULD BE"), changed.said());
        assertEquals(3, discover().code(), "shouted about until the old one is forgotten");
        Found forgotten = discover("--forget", status.getString("id"));
        assertEquals(0, forgotten.code(), forgotten.said());
        impostor.process().close();
        Found nobody = discover("--seconds", "1");
        assertEquals(1, nobody.code(), nobody.said());
    }

    private record Found(int code, String said) {
    }

    private static Found discover(String... words) throws IOException, InterruptedException {
        Path out = Files.createTempFile(directory, "discover", ".out");
        String[] command = new String[words.length + 2];
        command[0] = IMAGES.resolve("box/bin/box").toString();
        command[1] = "discover";
        System.arraycopy(words, 0, command, 2, words.length);
        int code = home.start("discover", out, Map.of("XDG_STATE_HOME", directory.resolve("state").toString()), command).waitFor(PATIENCE);
        return new Found(code, Files.readString(out));
    }

    private static LabBox box(String name, int port) throws IOException {
        return SoleBox.of(IMAGES.toRealPath(), directory.resolve(name), home.cable(), port);
    }

    private static JsonObject announced(LabBox box) throws InterruptedException {
        return Await.until(PATIENCE, "the Box is announced", () -> {
            JsonObject status = box.process().status().json();
            return status.containsKey("multicast") && status.containsKey("addresses") ? status : null;
        });
    }

    private static String address(JsonObject status) {
        return status.getJsonArray("addresses").getJsonObject(0).getString("address");
    }

    private static String visit(String host, String address, int port) throws IOException, InterruptedException {
        Path out = Files.createTempFile(directory, "curl", ".out");
        home.start("curl", out, Map.of(), "curl", "-sk", "-m", "5", "-o", "/dev/null", "-w", "%{http_code}", "--resolve",
                host + ":" + port + ":" + address, "https://" + host + ":" + port + "/ping").waitFor(PATIENCE);
        return Files.readString(out);
    }

    private static String line(Program browse, String sign, String host) throws IOException {
        return browse.output().lines().filter(line -> line.startsWith(sign + ";") && line.contains(";" + host + ";"))
                .findFirst().orElse(null);
    }

    private static boolean lastIs(Program browse, String sign) throws IOException {
        return browse.output().lines().reduce((first, second) -> second).orElse("").startsWith(sign + ";");
    }
}
