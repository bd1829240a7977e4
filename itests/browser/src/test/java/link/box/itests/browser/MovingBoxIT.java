package link.box.itests.browser;

import static org.junit.jupiter.api.Assertions.assertFalse;
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
import org.openqa.selenium.WebDriverException;

/**
 * The Box's address changes, and Chromium at home finds it by the name that is announced first. What Chromium keeps of the DNS counts, and
 * so does the home's resolver, which keeps everything for half a minute at least: both are real, and both have been asked before.
 */
class MovingBoxIT {
    /** Of this process alone: an address that another lab on this machine has would go on answering. */
    private static final String NET = "192.168." + (100 + ProcessHandle.current().pid() % 100) + ".";
    private static final String FIRST = NET + 20;
    private static final List<String> ADDRESSES = List.of(NET + 31, NET + 42, NET + 20, NET + 53, NET + 42, NET + 31);
    private static final int LEAST_TTL = 30;
    private static final int PROMISED = 5;
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private Lab lab;
    private HomeNetwork home;
    private Chrome chrome;

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
                chrome.driver().manage().timeouts().pageLoadTimeout(Duration.ofSeconds(PROMISED));
                chrome.open(url);
                chrome.awaitText("Set up your Box");
                chrome.open(main(url)); // from now on it is in every cache
                double worst = move(ADDRESSES.get(0));
                assertFalse(opens(main(url)), "nothing keeps old answers here, so this proves nothing");
                for (String address : ADDRESSES.subList(1, ADDRESSES.size())) {
                    worst = Math.max(worst, move(address));
                }
                System.out.printf("figure: Chromium has the page again after %.1f s at most, of %d changes%n", worst, ADDRESSES.size());
                assertTrue(worst <= PROMISED, worst + " s");
            }
        }
    }

    /** @return seconds from the announcement until the page is there */
    private double move(String address) throws IOException, InterruptedException {
        home.renumber(address);
        String url = announced(address, Duration.ofSeconds(20));
        long begin = System.nanoTime();
        Await.isTrue(PATIENCE, url + " is reached", () -> opens(url));
        return (System.nanoTime() - begin) / 1e9;
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

    private boolean opens(String url) {
        try {
            chrome.open(url);
            return chrome.text().contains("Set up your Box");
        } catch (WebDriverException e) {
            return false;
        }
    }

    private static Lab lab(Path directory, String cable) throws IOException {
        LabOptions usual = LabOptions.usual();
        Lab lab = new Lab(Path.of(System.getProperty("box.images")).toRealPath(), directory, new LabOptions(usual.rejectedNonces(),
                usual.identityForm(), false, false, Map.of("lab.address", "", "lab.loopback", "false", "address.interface", cable,
                "https.address", "0.0.0.0", "tunnel.enabled", "false", "address.ttl", "20", "registration.mode", "open")));
        lab.cloud().set("zone.dns.address", "0.0.0.0");
        return lab;
    }

    /** @return a program that becomes Chromium inside the home, where the DNS is its resolver */
    private Path atHome(Path directory) throws IOException, InterruptedException {
        Path conf = Files.writeString(directory.resolve("resolv.conf"), "nameserver 127.0.0.1\n");
        Path program = Files.writeString(directory.resolve("chromium-at-home"), """
                #!/bin/sh
                conf=%s
                inside='mount --bind "$0" /etc/resolv.conf && exec %s chromium "$@"'
                unshare --mount true 2>/dev/null && exec unshare --mount sh -c "$inside" "$conf" "$@"
                # in a chroot there is no root that could be made private: it may be so already
                looking='mount --bind "$0" "$0" && ! grep -q " $0 " /proc/'$PPID'/mountinfo || { umount "$0"; exit 1; }; '
                exec unshare --mount --propagation unchanged sh -c "$looking$inside" "$conf" "$@"
                """.formatted(conf, String.join(" ", home.inNamespace())));
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
        return program;
    }
}
