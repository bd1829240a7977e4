package link.box.itests.real;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import link.box.lab.Await;
import link.box.lab.Dns;
import link.box.lab.HomeNetwork;
import link.box.lab.Lab;
import link.box.lab.LabOptions;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

/** The router gives the Box another address: records and announcement follow, the certificate stays, and a visitor at home gets through. */
@ResourceLock("home network")
class AddressChangeIT {
    private static final String FIRST = "192.168.77.20";
    private static final String UNIQUE_LOCAL = "fd77::20";
    private static final String SECOND = "192.168.77.31";
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    @BeforeAll
    static void only_root_can_make_a_network() {
        boolean root = "root".equals(System.getProperty("user.name"));
        if (!root) {
            System.out.println("SKIPPED: AddressChangeIT makes a network namespace, which takes root");
        }
        Assumptions.assumeTrue(root, "not root");
    }

    @Test
    void names_follow_the_address_and_a_cable_that_is_not_in_yet_is_no_error() throws Exception {
        try (HomeNetwork home = new HomeNetwork(java.nio.file.Path.of(System.getProperty("box.labs"), "home"));
                Lab lab = Labs.start("address", LabOptions.usual().with("lab.address", "").with("address.interface", home.cable())
                        .with("https.address", "0.0.0.0").with("lab.loopback", "false"))) {
            Watch box = new Watch(lab, lab.theBox());
            lab.box().start();
            String main = box.main();
            JsonObject status = box.status();
            assertTrue(!status.containsKey("addresses"), status.toString());
            assertTrue(status.getJsonArray("failing").stream().noneMatch(each -> each.toString().contains("box.address")), status.toString());

            home.giveOut(FIRST);
            home.plugIn();
            leadsTo(lab, home, main, FIRST);
            String until = box.has("certificate").getString("until");

            home.giveOut(SECOND);
            long seen = has(SECOND);
            leadsTo(lab, home, main, SECOND);
            long millis = Watch.millisSince(seen);
            Labs.say("new address to records, announcement and a visitor's answer: %d ms", millis);
            assertTrue(millis < 10_000, millis + " ms; its usual second and a half is measured by ./bench mirrors");
            assertEquals(until, box.has("certificate").getString("until"), "the certificate does not depend on an address");

            home.addIpv6(UNIQUE_LOCAL);
            leadsToBoth(lab, home, main);
        }
    }

    /** A name that had no AAAA record never gets one: another label stands for both. */
    private static void leadsToBoth(Lab lab, HomeNetwork home, String main) throws IOException, InterruptedException {
        Dns dns = new Dns(lab.dnsPort());
        String both = SECOND.replace('.', '-') + "-fd77-0-0-0-0-0-0-20." + main;
        for (String name : List.of(both, main)) {
            Await.isTrue(PATIENCE, name + " has an AAAA record", () -> dns.values(name, "AAAA").equals(List.of("fd77:0:0:0:0:0:0:20")));
            assertEquals(List.of(SECOND), dns.values(name, "A"));
        }
        assertEquals(List.of(), dns.values(SECOND.replace('.', '-') + "." + main, "AAAA"));
        Await.isTrue(PATIENCE, "a visitor at home gets through by IPv6", () ->
                home.visit(both, "[" + UNIQUE_LOCAL + "]", lab.theBox().port(), lab.file("acme-root.pem")).equals("204"));
    }

    private static void leadsTo(Lab lab, HomeNetwork home, String main, String address) throws IOException, InterruptedException {
        Dns dns = new Dns(lab.dnsPort());
        for (String name : List.of(main, "local." + main, address.replace('.', '-') + "." + main)) {
            Await.isTrue(PATIENCE, name + " leads to " + address, () -> dns.values(name, "A").equals(List.of(address)));
        }
        Await.isTrue(PATIENCE, "announced with " + address, () -> {
            JsonObject now = lab.box().status().json();
            return now.containsKey("announced") && now.containsKey("published")
                    && now.getJsonObject("published").getString("address").equals(address);
        });
        for (JsonString name : lab.box().status().json().getJsonObject("published").getJsonArray("names").getValuesAs(JsonString.class)) {
            assertEquals(List.of(address), dns.values(name.getString(), "A"), name.getString());
        }
        Await.isTrue(PATIENCE, "a visitor at home gets through to " + address,
                () -> home.visit(main, address, lab.theBox().port(), lab.file("acme-root.pem")).equals("204"));
    }

    /** @return when the kernel had the address */
    private static long has(String address) throws InterruptedException {
        Await.isTrue(PATIENCE, "the interface has " + address, () -> java.net.NetworkInterface.getByInetAddress(java.net.InetAddress.getByName(address)) != null);
        return System.nanoTime();
    }
}
