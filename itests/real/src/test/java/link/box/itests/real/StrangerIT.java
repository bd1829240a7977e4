package link.box.itests.real;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import link.box.lab.Dns;
import link.box.lab.Guesses;
import link.box.lab.Lab;
import link.box.lab.LabBox;
import link.box.lab.LabOptions;
import link.box.lab.Owner;
import link.box.lab.Web;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** What strangers try who know the Box's id, which is public. Alone, since how long the owner waits is measured. */
@Isolated
class StrangerIT {
    private static final String[] TRICKS = {"X-Forwarded-For: 192.168.77.30", "X-Real-IP: 127.0.0.1",
        "Forwarded: for=127.0.0.1;proto=https",
        "X-Forwarded-Host: 127.0.0.1"};
    private static final List<String> PATHS = List.of("/d/lamp/", "/d/lamp", "/users/v1/me", "/anything", "/system/console", "/d/",
            "/box/v1/origins", "/account", "/access", "/apps", "/oauth/../access",
            "//d/lamp/", "/./d/lamp/", "/assets/../d/lamp/", "/assets/..%2fd/lamp/", "/%64/lamp/", "/d%2flamp/", "/d/lamp/;x",
            "/login;/../d/lamp/", "/login/../d/lamp/", "/ping/../d/lamp/", "/session/login/../../access", "/D/LAMP/");

    private static Lab lab;
    /** Set up, so that it has an owner. */
    private static LabBox owned;
    private static String ownedName;
    /** Not set up yet. */
    private static LabBox fresh;
    private static String freshName;

    @BeforeAll
    static void start() throws Exception {
        lab = Labs.start("stranger", LabOptions.usual());
        owned = lab.theBox();
        fresh = lab.addBox("fresh");
        owned.start();
        fresh.start();
        ownedName = online(owned);
        freshName = online(fresh);
        Owner.setUp(lab.visitor(), "https://local." + ownedName + ":" + owned.port());
    }

    private static String online(LabBox box) throws Exception {
        Watch watch = new Watch(lab, box);
        watch.servesCertificate();
        watch.has("tunnel");
        return watch.main();
    }

    @AfterAll
    static void stop() throws IOException {
        if (lab != null) {
            lab.close();
        }
    }

    @Test
    void cannot_write_under_somebody_elses_id() throws Exception {
        lab.ca().issue(lab.file("stranger.pem"), lab.file("stranger.key"), "stranger");
        String pem = Files.readString(lab.file("stranger.key")) + Files.readString(lab.file("stranger.pem"));
        Web stranger = new Web(lab.roots(), LabTls.keys(pem));
        String id = ownedName.substring(0, ownedName.indexOf('.'));
        String v1 = lab.zoneServer() + "/v1/dns/test/box/" + id + "/a";
        String v2 = lab.zoneServer() + "/v2/" + id;
        String theft = "{\"rrsets\":[{\"name\":\"a." + ownedName + "\",\"type\":\"A\",\"ttl\":60,\"values\":[\"10.6.6.6\"]}]}";
        assertEquals(401, stranger.post(v1, "{\"type\":\"A\",\"value\":\"10.6.6.6\"}").statusCode());
        assertEquals(403, stranger.send("PATCH", v2, theft).statusCode());
        assertEquals(403, stranger.get(v2).statusCode());
        assertEquals(401, lab.visitor().send("PATCH", v2, theft).statusCode(), "without a certificate");
        assertEquals(401, lab.visitor().post(v1, "{\"type\":\"A\",\"value\":\"10.6.6.6\"}").statusCode(), "without a certificate");
        assertEquals(List.of(Lab.HOME_ADDRESS), new Dns(lab.dnsPort()).values("a." + ownedName, "A"));
    }

    @Test
    void gets_nothing_under_a_foreign_host_name() throws Exception {
        String remote = "remote." + ownedName;
        for (String host : List.of("evil.example", "evil.example:" + owned.port(), "127.0.0.1.evil.example", ownedName + ".evil.example",
                "192.168.77.20", "localhost:" + owned.port())) {
            misdirected(owned.port(), ownedName, host);
            misdirected(owned.tunnelPort(), remote, host);
        }
        for (String host : List.of(ownedName, "local." + ownedName, "a." + ownedName, "127.0.0.1:" + owned.tunnelPort(),
                "remote." + freshName)) {
            misdirected(owned.tunnelPort(), remote, host);
            misdirected(owned.tunnelPort(), host.replaceFirst(":.*", ""), host);
        }
    }

    private static void misdirected(int port, String sni, String host) throws IOException {
        Wire.Answer answer = Wire.ask(port, sni.matches("[0-9.]+") ? null : sni, Wire.get(host, "/ping", TRICKS));
        assertEquals(421, answer.status(), "Host " + host + " at port " + port + ": " + answer.text());
        assertEquals("", answer.body());
    }

    @Test
    void cannot_set_up_the_Box_from_outside_even_with_the_code() throws Exception {
        String code = fresh.process().status().json().getString("setup_code");
        String remote = "remote." + freshName;
        String token = "t".repeat(22);
        String json = Owner.account(Owner.PASSWORD, token, code);
        List<String> shown = List.of("Origin: https://" + remote, "Cookie: __Host-su=" + token, "Sec-Fetch-Site: same-origin");
        for (List<String> more : List.of(List.<String>of(), List.of(TRICKS))) {
            String[] headers = Stream.concat(shown.stream(), more.stream()).toArray(String[]::new);
            Wire.Answer script = Wire.ask(fresh.tunnelPort(), remote, Wire.post(remote, "/setup", json, headers));
            assertEquals(403, script.status(), script.text());
            assertTrue(script.body().contains("at home"), "it is where it comes from that counts: " + script.text());
        }
        HttpResponse<String> form = lab.visitorFromOutside().post("https://" + remote + "/setup",
                "name=Eve&email=eve%40example.org&password=correct+horse+battery&token=" + token + "&code=" + code,
                "Content-Type", "application/x-www-form-urlencoded", "Cookie", "__Host-su=" + token,
                "Origin", "https://" + remote, "Sec-Fetch-Site", "same-origin");
        assertEquals(403, form.statusCode(), form.body());
        HttpResponse<String> page = lab.visitorFromOutside().get("https://" + remote + "/setup");
        assertEquals(403, page.statusCode(), page.body());
        assertFalse(fresh.process().status().json().getBoolean("admin"));
        assertFalse(page.body().contains(code) || form.body().contains(code), "the code is told to nobody outside");
    }

    @Test
    void gets_nothing_behind_the_gate() throws Exception {
        Map<Integer, Integer> statuses = new TreeMap<>();
        for (LabBox box : List.of(owned, fresh)) {
            String main = box == owned ? ownedName : freshName;
            for (String path : PATHS) {
                denied(statuses, box.port(), main, main + ":" + box.port(), path);
                denied(statuses, box.tunnelPort(), "remote." + main, "remote." + main, path);
            }
        }
        Labs.say("%d paths, at home and outside, before and after set-up: statuses %s", PATHS.size(), statuses);
    }

    private static void denied(Map<Integer, Integer> statuses, int port, String sni, String host, String path) throws IOException {
        for (String header : List.of("Accept: application/json", "Accept: text/html", "Cookie: __Host-bx=guess",
                "Authorization: Bearer guess",
                "Authorization: Basic YW5uOmFubg==", "X-Forwarded-For: 192.168.77.30")) {
            Wire.Answer answer = Wire.ask(port, sni, Wire.get(host, path, header));
            assertTrue(List.of(303, 400, 401, 403, 404).contains(answer.status()), path + " with " + header + ": " + answer.text());
            assertFalse(answer.body().toLowerCase(java.util.Locale.ROOT).contains("lamp"), path + " with " + header + ": " + answer.text());
            statuses.merge(answer.status(), 1, Integer::sum);
        }
    }

    @Test
    void may_guess_a_thousand_passwords_and_the_owner_still_logs_in_at_once() throws Exception {
        Web guesser = lab.visitor();
        Web owner = lab.visitor();
        String home = "https://local." + ownedName + ":" + owned.port();
        assertEquals(204, owner.get(home + "/ping").statusCode());
        String outside = "https://remote." + ownedName + ":" + owned.tunnelPort();
        Guesses guesses = Guesses.run(each -> Owner.logIn(guesser, outside, each).statusCode(), 1_000,
                each -> Owner.logIn(owner, home, each).statusCode(), 5);
        Labs.say("1,000 guesses in %d ms: %s; the owner's slowest login meanwhile %d ms", guesses.millis(), guesses.statuses(),
                guesses.slowest());
        assertTrue(guesses.statuses().getOrDefault(401, 0) <= 5 + guesses.millis() / 60_000, "hashed: " + guesses);
        assertTrue(List.of(401, 429, 503).containsAll(guesses.statuses().keySet()), "refused, and nothing else: " + guesses);
        assertTrue(guesses.slowest() < 2_000, "the owner waited " + guesses.slowest() + " ms");
    }

    private static int logIn(Web client, String origin, String password) throws Exception {
        return Owner.logIn(client, origin, password).statusCode();
    }
}
