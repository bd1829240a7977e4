package link.box.itests.browser;

import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import link.box.lab.Await;
import link.box.lab.Browser;
import link.box.lab.HomeNetwork;
import link.box.lab.Lab;
import link.box.lab.LabOptions;
import link.box.lab.resolver.Resolver;
import link.box.lab.resolver.Resolvers;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The Box's address changes, and Chromium at home finds it by the name that is announced first. What Chromium keeps of the DNS counts, and
 * so does the home's resolver, which keeps everything for half a minute at least: both are real, and both have been asked before.
 */
class MovingBoxIT {
    private static final List<String> ADDRESSES = List.of("192.168.77.31", "192.168.77.42", "192.168.77.20", "192.168.77.53", "192.168.77.42",
            "192.168.77.31");
    private static final String FIRST = "192.168.77.20";
    private static final int LEAST_TTL = 30;
    private static final double PROMISED = 5;
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private Lab lab;
    private HomeNetwork home;
    private Chrome chrome;
    private long announced;

    @BeforeAll
    static void a_home_takes_root_and_a_resolver() {
        Chrome.needed();
        boolean there = "root".equals(System.getProperty("user.name")) && Files.isExecutable(Path.of("/usr/sbin/dnsmasq"))
                && Files.isExecutable(Path.of("/usr/bin/dig"));
        if (!there) {
            System.out.println("    SKIPPED: MovingBoxIT takes root, dnsmasq-base and dnsutils");
        }
        Assumptions.assumeTrue(there);
    }

    @Test
    void the_page_is_there_again_within_five_seconds_of_the_announcement() throws Exception {
        Path directory = OnlineBox.fresh("moving");
        try (HomeNetwork network = new HomeNetwork(directory.resolve("home")); Lab made = lab(directory.resolve("lab"), network.cable());
                Resolver resolver = Resolvers.find("dnsmasq clamp", LEAST_TTL)) {
            home = network;
            lab = made;
            String outside = home.uplink();
            home.renumber(FIRST);
            lab.start();
            lab.box().start();
            String url = announced(FIRST, PATIENCE);
            resolver.startInside(home, directory.resolve("resolver"), Lab.ZONE, new InetSocketAddress(outside, lab.dnsPort()));
            try (Chrome chromium = new Chrome(Browser.asking(lab), atHome(directory))) {
                chrome = chromium;
                chrome.open(url);
                chrome.awaitText("Set up your Box");
                chrome.open(main(url)); // from now on it is in every cache
                double worst = move(ADDRESSES.get(0));
                double control = seconds(main(url), announced);
                for (String address : ADDRESSES.subList(1, ADDRESSES.size())) {
                    worst = Math.max(worst, move(address));
                }
                System.out.printf("figure: Chromium has the page again after %.1f s at most, of %d changes; by the main name after %.1f s%n",
                        worst, ADDRESSES.size(), control);
                assertTrue(worst <= PROMISED, worst + " s");
            }
        }
    }

    /** @return seconds from the announcement until the page is there */
    private double move(String address) throws IOException, InterruptedException {
        home.renumber(address);
        String url = announced(address, Duration.ofSeconds(20));
        announced = System.nanoTime();
        return seconds(url, announced);
    }

    /** @return the URL that is announced first, once it is one of this address */
    private String announced(String address, Duration patience) throws InterruptedException {
        return Await.until(patience, "the Box is announced with " + address, () -> {
            JsonObject told = lab.box().status().json().getJsonObject("announced");
            String first = told == null ? "" : told.getJsonArray("urls").getString(0);
            return first.startsWith("https://" + address.replace('.', '-') + ".") ? first : null;
        });
    }

    private static String main(String url) {
        return url.replaceFirst("//[^.]+\\.", "//");
    }

    private double seconds(String url, long since) throws InterruptedException {
        Await.isTrue(PATIENCE, url + " is reached", () -> {
            chrome.open(url);
            return chrome.text().contains("Set up your Box");
        });
        return (System.nanoTime() - since) / 1e9;
    }

    private static Lab lab(Path directory, String cable) throws IOException {
        LabOptions usual = LabOptions.usual();
        Lab lab = new Lab(Path.of(System.getProperty("box.images")).toRealPath(), directory, new LabOptions(usual.rejectedNonces(),
                usual.identityForm(), false, false, Map.of("lab.address", "", "lab.loopback", "false", "address.interface", cable,
                "https.address", "0.0.0.0", "tunnel.enabled", "false", "address.ttl", "20")));
        lab.cloud().set("zone.dns.address", "0.0.0.0");
        return lab;
    }

    /** @return a program that becomes Chromium inside the home, where the DNS is its resolver */
    private Path atHome(Path directory) throws IOException, InterruptedException {
        Path conf = Files.writeString(directory.resolve("resolv.conf"), "nameserver 127.0.0.1\n");
        Path program = Files.writeString(directory.resolve("chromium-at-home"), """
                #!/bin/sh
                exec unshare --mount sh -c 'mount --bind %s /etc/resolv.conf && exec "$@"' sh %s chromium "$@"
                """.formatted(conf, String.join(" ", home.inNamespace())));
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
        return program;
    }
}
