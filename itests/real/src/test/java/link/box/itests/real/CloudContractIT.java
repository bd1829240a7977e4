package link.box.itests.real;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import link.box.common.kite.KiteRequest;
import link.box.common.tls.Pem;
import link.box.lab.Await;
import link.box.lab.Dns;
import link.box.lab.Lab;
import link.box.lab.LabBox;
import link.box.lab.LabOptions;
import link.box.lab.Web;
import link.box.registration.PrivateBox;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the Box sends, what the far side keeps and what the app reads are the same; no code holds them together, so this does. */
class CloudContractIT {
    private static final String ID = "[0-9a-f]{40}|[a-z2-7]{52}";
    private static Lab lab;

    @BeforeAll
    static void start() throws Exception {
        lab = Labs.prepare("contract", LabOptions.usual().with("registration.mode", "open")); // the fxbox app's half, too
        lab.cloud().set("registration.legacy.origins", "*");
        lab.start();
    }

    @AfterAll
    static void stop() throws IOException {
        if (lab != null) {
            lab.close();
        }
    }

    @Test
    void the_app_finds_in_the_announcement_what_it_expects() throws Exception {
        LabBox box = lab.addBox("announcer");
        try {
            box.start();
            Watch watch = new Watch(lab, box);
            String main = watch.main();
            watch.servesCertificate();
            watch.has("tunnel");
            JsonObject entry = Await.until(Duration.ofSeconds(60), "the tunnel is announced, too",
                    () -> announced(main).filter(each -> !message(each).isNull("tunnel_origin")).orElse(null));
            assertTrue(entry.getString("client").matches(ID), entry.toString());
            assertEquals("127.0.0.1", entry.getString("public_ip").replace("::1", "127.0.0.1").replace("0:0:0:0:0:0:0:1", "127.0.0.1"));
            assertEquals(JsonValue.ValueType.NUMBER, entry.get("timestamp").getValueType());
            assertTrue(entry.getJsonNumber("timestamp").isIntegral());
            assertTrue(Math.abs(entry.getJsonNumber("timestamp").longValue() - Instant.now().getEpochSecond()) <= 120);

            JsonObject message = message(entry);
            assertEquals(1, message.getInt("v"));
            assertTrue(message.getJsonNumber("seq").longValue() >= 0);
            assertEquals("https://local." + main + ":" + box.port(), message.getString("local_origin"));
            assertEquals(lab.remote(main), message.getString("tunnel_origin"));
            assertTrue(message.getInt("cert_days") >= 80, message.toString());
            urls(message, main, box.port());
        } finally {
            box.process().close();
        }
    }

    private static void urls(JsonObject message, String main, int port) {
        TreeSet<String> seen = new TreeSet<>();
        for (JsonObject url : message.getJsonArray("urls").getValuesAs(JsonObject.class)) {
            seen.add(url.getString("kind") + " " + url.getString("url"));
        }
        for (String each : List.of("main https://" + main + ":" + port,
                "address https://" + Lab.HOME_LABEL + "." + main + ":" + port, "mirror https://a." + main + ":" + port, "tunnel " + lab.remote(main))) {
            assertTrue(seen.contains(each), each + " is missing in " + seen);
        }
    }

    @Test
    void without_a_tunnel_its_origin_is_a_real_null() throws Exception {
        LabBox box = lab.addBox("homebody");
        try {
            box.process().set("tunnel.enabled", "false");
            box.start();
            String main = new Watch(lab, box).main();
            JsonObject entry = Await.until(Duration.ofSeconds(60), "it is announced", () -> announced(main).orElse(null));
            assertEquals(JsonValue.NULL, message(entry).get("tunnel_origin"));
            assertEquals("tunnel.enabled = false", box.process().status().json().getString("tunnel_off"), "and the Box knows why");
        } finally {
            box.process().close();
        }
    }

    @Test
    void the_zone_API_is_spoken_as_written_in_both_versions() throws Exception {
        lab.ca().issue(lab.file("client.pem"), lab.file("client.key"), "client");
        Web client = new Web(lab.roots(), LabTls.keys(Files.readString(lab.file("client.key")) + Files.readString(lab.file("client.pem"))));
        byte[] der = Pem.certificates(lab.file("client.pem")).get(0).getEncoded();
        String id = HexFormat.of().formatHex(java.security.MessageDigest.getInstance("SHA-1").digest(der));
        Dns dns = new Dns(lab.dnsPort());

        HttpResponse<String> v1 = client.post(lab.zoneServer() + "/v1/dns/test/box/" + id + "/a",
                "{\"type\":\"A\",\"value\":\"192.168.1.20\"}");
        assertEquals(200, v1.statusCode(), v1.body());
        assertEquals("", v1.body());
        assertEquals(List.of("192.168.1.20"), dns.values("a." + id + ".box.test", "A"));

        HttpResponse<String> hello = client.get(lab.zoneServer() + "/v2/" + id);
        JsonObject can = object(hello.body());
        assertEquals("box.test", can.getString("zone"));
        assertEquals(id, can.getString("id"));
        assertEquals(List.of("multi", "aaaa", "caa", "ttl", "delete", "batch", "kite"),
                can.getJsonArray("can").getValuesAs(JsonString.class).stream().map(JsonString::getString).toList());
        assertTrue(can.getJsonObject("ttl").containsKey("min") && can.getJsonObject("ttl").containsKey("max") && can.containsKey("serial"));
        String tag = hello.headers().firstValue("ETag").orElseThrow();

        String challenge = "_acme-challenge." + id + ".box.test";
        String two = "{\"rrsets\":[{\"name\":\"" + challenge + "\",\"type\":\"TXT\",\"ttl\":60,\"values\":[\"one\",\"two\"]}]}";
        assertEquals(200, client.send("PATCH", lab.zoneServer() + "/v2/" + id, two, "If-Match", tag).statusCode());
        assertEquals(new TreeSet<>(List.of("one", "two")), new TreeSet<>(dns.values(challenge, "TXT")));
        assertEquals(412, client.send("PATCH", lab.zoneServer() + "/v2/" + id, two, "If-Match", tag).statusCode());
        assertEquals(200, client.send("PATCH", lab.zoneServer() + "/v2/" + id, two.replace("\"one\",\"two\"", "")).statusCode());
        assertEquals(List.of(), dns.values(challenge, "TXT"));

        String kite = lab.zoneServer() + "/v2/" + id + "/kite";
        HttpResponse<String> taken = client.send("PUT", kite, "{\"secret\":\"" + "0".repeat(64) + "\"}");
        assertEquals("204 ", taken.statusCode() + " " + taken.body());
        assertEquals(400, client.send("PUT", kite, "{\"secret\":\"short\"}").statusCode());
        assertEquals(405, client.get(kite).statusCode());
        KiteRequest request = new KiteRequest("https", "remote." + id + ".box.test", "b".repeat(36), "", "");
        assertEquals(List.of("255.255.254.255"), dns.values(question(request.answer("f".repeat(36), "0".repeat(64))), "A"));
        assertEquals(List.of("255.255.255.1"), dns.values(question(request.answer("f".repeat(36), "1".repeat(64))), "A"));
    }

    private static String question(KiteRequest kite) {
        return String.join(".", kite.bsalt(), kite.fsalt(), kite.signature(), kite.proto(), kite.domain(), "kite.box.test");
    }

    @Test
    void a_server_that_speaks_v1_alone_is_enough_for_a_certificate() throws Exception {
        LabBox box = lab.addBox("v1");
        try (FxboxZone zone = new FxboxZone(lab, box.process().data())) {
            box.process().set("zone.server", zone.origin());
            box.start();
            Watch watch = new Watch(lab, box);
            Labs.say("a certificate through v1 alone: %d ms", watch.servesCertificate());
            List<String> shown = zone.values("_acme-challenge." + watch.main());
            assertEquals(2, shown.size(), "one value, and then the other: " + shown);
            assertEquals(2, new TreeSet<>(shown).size(), "one value, and then the other: " + shown);
            assertEquals(2, watch.status().getJsonObject("certificate").getJsonArray("names").size());
            assertEquals(List.of(Lab.HOME_ADDRESS), new Dns(lab.dnsPort()).values("local." + watch.main(), "A"));
            assertEquals(shown.subList(1, 2), new Dns(lab.dnsPort()).values("_acme-challenge." + watch.main(), "TXT").stream()
                    .map(text -> text.replace("\"", "")).toList());
        } finally {
            box.process().close();
        }
    }

    @Test
    void what_a_box_says_privately_is_what_the_apps_that_it_wants_get_to_read() throws Exception {
        PrivateBox box = new PrivateBox(lab.registration(), lab.file("root.pem"), lab.file("private"));
        box.connect(Set.of(PrivateBox.APP));
        assertEquals(List.of(), box.failures());
        assertEquals(List.of("IPv4", "IPv6"), box.registration().orElseThrow().families());

        HttpResponse<String> answer = lab.visitor().get(lab.registration().replace("//", "//v4.") + "/v2/boxes", "Origin", PrivateBox.APP);
        assertEquals(PrivateBox.APP, answer.headers().firstValue("Access-Control-Allow-Origin").orElseThrow());
        assertEquals("no-store", answer.headers().firstValue("Cache-Control").orElseThrow());
        JsonObject found = object(answer.body());
        assertEquals(Set.of("v", "boxes", "ttl"), found.keySet());
        JsonObject one = found.getJsonArray("boxes").getJsonObject(0);
        assertTrue(one.getString("h").matches("[A-Za-z0-9_-]{22}"), one.toString());
        assertEquals(PrivateBox.ADDRESS + " 80", one.getString("ip") + " " + one.getInt("port"));
        assertEquals(List.of(one), object(lab.visitor().get(lab.registration().replace("//", "//v6.") + "/v2/boxes", "Origin",
                PrivateBox.APP).body()).getJsonArray("boxes"), "over IPv6 it is the same");
        assertEquals(List.of(), boxes("https://other.example"));

        HttpResponse<String> letter = lab.visitor().get(lab.registration() + "/v2/where/" + PrivateBox.LOCATOR, "Origin",
                "https://any.example");
        assertEquals("*", letter.headers().firstValue("Access-Control-Allow-Origin").orElseThrow());
        JsonObject text = object(new String(Base64.getUrlDecoder().decode(object(letter.body()).getString("sealed"))));
        assertEquals("https://abc.box.test", text.getString("iss"));
        assertEquals("[{\"url\":\"https://abc.box.test\",\"kind\":\"main\"}]", text.getJsonArray("urls").toString());
        assertEquals(404, lab.visitor().get(lab.registration() + "/v2/where/" + "x".repeat(22)).statusCode());

        box.connect(Set.of());
        assertEquals(List.of(), box.failures());
        assertEquals(List.of(), boxes(PrivateBox.APP));
    }

    private static List<JsonValue> boxes(String origin) throws Exception {
        return object(lab.visitor().get(lab.registration() + "/v2/boxes", "Origin", origin).body()).getJsonArray("boxes");
    }

    private static java.util.Optional<JsonObject> announced(String main) throws IOException, InterruptedException {
        HttpResponse<String> answer = lab.visitor().get(lab.registration() + "/ping", "Accept", "application/json");
        JsonArray all = Json.createReader(new StringReader(answer.body())).readArray();
        return all.getValuesAs(JsonObject.class).stream().filter(each -> main.startsWith(each.getString("client") + ".")).findFirst();
    }

    private static JsonObject message(JsonObject entry) {
        JsonObject message = object(entry.getString("message"));
        assertEquals("local." + entry.getString("client") + ".box.test", URI.create(message.getString("local_origin")).getHost());
        return message;
    }

    private static JsonObject object(String text) {
        return Json.createReader(new StringReader(text)).readObject();
    }
}
