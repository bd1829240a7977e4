package link.box.itests.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import link.box.lab.Await;
import link.box.lab.Browser;
import link.box.lab.HomeNetwork;
import link.box.lab.Lab;
import link.box.lab.LabOptions;
import link.box.lab.Program;
import link.box.lab.ResolvConf;
import link.box.lab.resolver.Resolver;
import link.box.lab.resolver.Resolvers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.openqa.selenium.WebDriverException;

/**
 * The Box's address changes, and Chromium at home finds it by the name that is announced first. What Chromium keeps of the DNS counts, and
 * so does the home's resolver, which keeps everything for half a minute at least: both are real, and both have been asked before.
 */
@Isolated("it measures seconds")
class MovingBoxIT {
    /** Of this process alone: an address that another lab on this machine has would go on answering. */
    private static final String NET = "192.168." + (100 + ProcessHandle.current().pid() % 100) + ".";
    private static final String FIRST = NET + 20;
    private static final List<String> ADDRESSES = List.of(NET + 31, NET + 42, NET + 20, NET + 53, NET + 42, NET + 31);
    private static final int LEAST_TTL = 30;
    private static final int PROMISED = 5;
    private static final int FOLLOWED = 20;
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final Deque<AutoCloseable> running = new ArrayDeque<>();
    private Path directory;
    private HomeNetwork home;
    private String outside;
    private Lab lab;
    private String first;
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

    @BeforeEach
    void a_box_has_come_to_a_home() throws Exception {
        directory = OnlineBox.fresh("moving");
        home = kept(new HomeNetwork(directory.resolve("home")));
        outside = home.uplink();
        home.renumber(FIRST);
        lab = kept(lab(directory.resolve("lab"), home.cable(), outside));
        lab.start();
        lab.box().start();
        first = announced(FIRST, PATIENCE);
        Resolver resolver = kept(Resolvers.find("dnsmasq clamp", LEAST_TTL));
        resolver.startInside(home, directory.resolve("resolver"), Lab.ZONE, new InetSocketAddress(outside, lab.dnsPort()));
        chrome = kept(new Chrome(Browser.asking(lab, outside), atHome(directory)));
        chrome.driver().manage().timeouts().pageLoadTimeout(Duration.ofSeconds(PROMISED));
    }

    private <T extends AutoCloseable> T kept(T part) {
        running.push(part);
        return part;
    }

    @AfterEach
    void all_of_it_goes() throws Exception {
        while (!running.isEmpty()) {
            running.pop().close();
        }
    }

    @Test
    void the_page_is_there_again_within_five_seconds_of_the_announcement() throws Exception {
        chrome.open(first);
        chrome.awaitText("Set up your Box");
        chrome.open(main(first)); // from now on it is in every cache
        double worst = move(ADDRESSES.get(0));
        assertFalse(opens(main(first)), "nothing keeps old answers here, so this proves nothing");
        for (String address : ADDRESSES.subList(1, ADDRESSES.size())) {
            worst = Math.max(worst, move(address));
        }
        System.out.printf("figure: Chromium has the page again after %.1f s at most, of %d changes%n", worst, ADDRESSES.size());
        assertTrue(worst <= PROMISED, worst + " s");
    }

    @Test
    void a_connected_app_follows_without_the_tunnel_and_with_it() throws Exception {
        connect();
        double direct = 0;
        for (String address : ADDRESSES.subList(0, 3)) {
            direct = Math.max(direct, follow(address));
        }
        assertTrue(chrome.text().contains("Reached directly"), chrome.text());
        lab.box().close();
        lab.box().set("tunnel.enabled", "true").start();
        Await.isTrue(PATIENCE, "the tunnel is announced, too", () -> urls().stream().anyMatch(each -> each.startsWith("https://remote.")));
        asked("the tunnel is known", () -> chrome.text().contains("Connected."));
        double either = 0;
        for (String address : ADDRESSES.subList(3, 6)) {
            either = Math.max(either, follow(address));
        }
        System.out.printf("figure: a connected app asks again after %.1f s at most without the tunnel, %.1f s with it%n", direct, either);
        assertTrue(Math.max(direct, either) <= FOLLOWED, direct + " s, " + either + " s");
    }

    /** The way of somebody who sets the Box up with the code, and has allowed the app to reach into the home. */
    private void connect() throws Exception {
        chrome.permit("local-network", "granted");
        announceAsNeighbour();
        chrome.open(lab.app() + "/");
        chrome.awaitText("Found a Box at " + FIRST);
        chrome.click("#connect");
        chrome.type("#code", lab.box().status().json().getString("setup_code"));
        chrome.enter(OnlineBox.EMAIL, OnlineBox.PASSWORD);
        chrome.awaitText("Connected.");
    }

    /** In a real home Box and browser come from the router's one address. This one has no such router: it is told in the Box's place. */
    private void announceAsNeighbour() throws Exception {
        JsonObject record = Json.createObjectBuilder().add("v", 2).add("handle", "h".repeat(22)).add("key", "k".repeat(43)).add("ip", FIRST)
                .add("port", lab.theBox().plainPort()).add("apps", Json.createArrayBuilder().add(lab.app())).add("ttl", 120).build();
        String server = lab.registration().replace("//", "//v4.");
        Path out = directory.resolve("announced");
        Program curl = Program.start("curl", out, Map.of(), home.inNamespace("curl", "-sS", "-f", "-m", "5", "--cacert",
                lab.file("root.pem").toString(), "--connect-to", "::" + outside + ":", "-H", "Content-Type: application/json", "-d",
                record.toString(), server + "/v2/announce"));
        assertEquals(0, curl.waitFor(PATIENCE), Files.readString(out));
    }

    /** @return seconds from the announcement until the app's next question is answered */
    private double follow(String address) throws Exception {
        home.renumber(address);
        announced(address, Duration.ofSeconds(20));
        long begin = System.nanoTime();
        asked("the app has followed to " + address, () -> chrome.text().contains("Connected."));
        return (System.nanoTime() - begin) / 1e9;
    }

    /** As when the person comes back to the tab, again and again. */
    private void asked(String what, Callable<Boolean> fact) throws InterruptedException {
        Await.isTrue(PATIENCE, what, () -> {
            chrome.script("dispatchEvent(new Event('online'))");
            chrome.await("an answer", () -> !chrome.text().contains("Asking your Box"));
            return fact.call();
        });
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
            List<String> urls = urls();
            return !urls.isEmpty() && urls.get(0).startsWith("https://" + address.replace('.', '-') + ".") ? urls.get(0) : null;
        });
    }

    private List<String> urls() throws IOException {
        JsonObject told = lab.box().status().json().getJsonObject("announced");
        return told == null ? List.of()
                : told.getJsonArray("urls").getValuesAs(JsonString.class).stream().map(JsonString::getString).toList();
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

    private static Lab lab(Path directory, String cable, String outside) throws IOException {
        Lab lab = new Lab(Path.of(System.getProperty("box.images")).toRealPath(), directory, LabOptions.usual().ipv4Only().with(Map.of(
                "lab.address", "", "lab.loopback", "false", "address.interface", cable, "https.address", "0.0.0.0", "http.address", "0.0.0.0",
                "tunnel.enabled", "false", "tunnel.frontend.address", outside, "address.ttl", "20",
                "registration.mode", "open"))); // so that the status tells the announcement
        lab.cloud().set("zone.dns.address", "0.0.0.0").set("https.address", "0.0.0.0").set("tunnel.listen", "0.0.0.0:" + lab.frontendPort());
        return lab;
    }

    /** @return a program that becomes Chromium inside the home, where the DNS is its resolver */
    private Path atHome(Path directory) throws IOException {
        return ResolvConf.program(directory, "chromium-at-home", "127.0.0.1", String.join(" ", home.inNamespace()) + " chromium");
    }
}
