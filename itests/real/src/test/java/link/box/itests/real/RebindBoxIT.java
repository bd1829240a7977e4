package link.box.itests.real;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import link.box.lab.Await;
import link.box.lab.Lab;
import link.box.lab.LabBox;
import link.box.lab.LabOptions;
import link.box.lab.Ports;
import link.box.lab.Program;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A Box behind a home's resolver that withholds private addresses finds that out, says it, and is found by its tunnel first. */
class RebindBoxIT {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static Lab lab;

    @BeforeAll
    static void start() throws Exception {
        Labs.need("dnsmasq");
        lab = Labs.prepare("rebind", LabOptions.usual().with("registration.mode", "open")); // the status has the URLs then
        lab.cloud().set("zone.control", "9.9.9.9"); // data only: nobody is asked there
        lab.start();
    }

    @AfterAll
    static void stop() throws IOException {
        if (lab != null) {
            lab.close();
        }
    }

    @Test
    void a_home_that_withholds_names_is_found_out_and_the_tunnel_comes_first() throws Exception {
        JsonObject status = judged("blocking", "--stop-dns-rebind");
        JsonObject rebind = status.getJsonObject("rebind");
        assertEquals("BLOCKED", rebind.getString("verdict"), rebind.toString());
        assertTrue(rebind.getJsonArray("advice").toString().contains("dnsmasq"), rebind.toString());
        assertTrue(status.getJsonArray("checks").toString().contains("rebind"), "it is a health check, too");
    }

    @Test
    void a_home_that_lets_them_pass_has_the_names_at_home_first() throws Exception {
        JsonObject status = judged("passing", "--no-hosts");
        assertEquals("OPEN", status.getJsonObject("rebind").getString("verdict"), status.toString());
    }

    @Test
    void an_exempted_zone_passes() throws Exception {
        JsonObject status = judged("exempted", "--stop-dns-rebind", "--rebind-domain-ok=/" + Lab.ZONE + "/");
        assertEquals("OPEN", status.getJsonObject("rebind").getString("verdict"), status.toString());
    }

    private static JsonObject judged(String name, String... options) throws Exception {
        int port = Ports.free(1)[0];
        List<String> command = new ArrayList<>(List.of("dnsmasq", "--keep-in-foreground", "--conf-file=/dev/null", "--no-resolv",
                "--port=" + port, "--user=root", "--listen-address=127.0.0.1", "--bind-interfaces", "--pid-file=",
                "--server=/" + Lab.ZONE + "/127.0.0.1#" + lab.dnsPort()));
        command.addAll(List.of(options));
        LabBox box = lab.addBox(name);
        try (Program resolver = Program.start("dnsmasq", lab.file(name + ".log"), Map.of(), command)) {
            box.process().set("rebind.resolver", "127.0.0.1:" + port);
            box.start();
            new Watch(lab, box).has("rebind");
            assertTrue(resolver.alive(), resolver::toString);
            boolean blocked = box.process().status().json().getJsonObject("rebind").getString("verdict").equals("BLOCKED");
            return Await.until(PATIENCE, "it is announced, " + (blocked ? "the tunnel" : "home") + " first", () -> {
                JsonObject status = box.process().status().json();
                return announced(status) && first(status).startsWith("https://remote.") == blocked ? status : null;
            });
        } finally {
            box.process().close();
        }
    }

    /** With both: a list of one has no order. */
    private static boolean announced(JsonObject status) {
        return status.containsKey("announced") && urls(status).stream().anyMatch(each -> each.startsWith("https://remote."))
                && urls(status).size() > 1;
    }

    private static String first(JsonObject status) {
        return urls(status).get(0);
    }

    private static List<String> urls(JsonObject status) {
        return status.getJsonObject("announced").getJsonArray("urls").getValuesAs(JsonString.class).stream().map(JsonString::getString).toList();
    }
}
