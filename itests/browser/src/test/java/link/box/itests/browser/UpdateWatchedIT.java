package link.box.itests.browser;

import static link.box.itests.browser.OnlineBox.EMAIL;
import static link.box.itests.browser.OnlineBox.PASSWORD;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import link.box.common.release.Archive;
import link.box.common.release.Journal;
import link.box.common.release.ReleaseFiles;
import link.box.lab.Await;
import link.box.lab.OtherVersion;
import link.box.lab.VendorChannel;
import link.box.lab.VendorImage;
import link.box.lab.Web;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.openqa.selenium.WebDriverException;

/** A person at a Box while it is updated over the air: what the browser shows meanwhile, and what the Box's page tells of it. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class UpdateWatchedIT {
    private static final Duration PATIENCE = Duration.ofSeconds(240);
    private static final String LOGIN = "Log in to go on";
    private static final String LAMP = "link.sample.device";
    private static final long PAGES = 20;
    private static OnlineBox box;
    private static VendorChannel channel;
    private static Path home;
    private static Chrome chrome;
    private static Screens screens;
    private static Path[] jars;
    private static int pages;

    @BeforeAll
    static void start() throws Exception {
        Chrome.needed();
        Path directory = OnlineBox.fresh("watched");
        Path vendor = OnlineBox.fresh("watched-vendor");
        KeyPair key = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        home = VendorImage.of(OnlineBox.images().resolve("lab"), vendor.resolve("images/lab"), key.getPublic());
        Files.createSymbolicLink(vendor.resolve("images/cloud"), OnlineBox.images().resolve("cloud"));
        box = OnlineBox.prepare(directory, vendor.resolve("images"));
        channel = new VendorChannel(vendor.resolve("channel"), home, key);
        channel.publish(1);
        box.lab().box().set("ota.channel", channel.url()).set("lab.update.watch", 2);
        box.comeOnline();
        chrome = box.atHome("watched");
        screens = new Screens();
    }

    @AfterAll
    static void stop() throws Exception {
        if (channel != null) {
            channel.close();
        }
        if (box != null) {
            box.close();
        }
    }

    private static JsonObject release() throws IOException {
        return box.lab().box().status().json().getJsonObject("release");
    }

    /** By what is on disk: who tells it may just be replaced. */
    private static boolean runs(long sequence) throws IOException {
        Journal journal = new ReleaseFiles(box.lab().box().data().resolve("link.box.ota")).journal();
        return journal.current() == sequence && journal.state() != Journal.State.APPLYING;
    }

    /** All of the Box's own, with another version each; the API takes a restart. */
    private static Path[] all(String version) throws IOException {
        List<Path> jars = new ArrayList<>();
        for (String line : Files.readAllLines(home.resolve("lib/bundles.list"))) {
            String name = line.split(" ")[3];
            if (name.startsWith("link.") && !name.equals("link.box.api")) {
                jars.add(OtherVersion.of(home, name, version, home.resolveSibling(name + "-" + version + ".jar")));
            }
        }
        return jars.toArray(Path[]::new);
    }

    @Test
    @Order(1)
    void a_browser_at_the_login_page_never_sees_an_error_while_all_of_the_boxs_own_is_replaced_under_load() throws Exception {
        box.enter(chrome);
        chrome.click("form[action='/session/logout'] button");
        chrome.awaitText(LOGIN);
        Await.isTrue(PATIENCE, "release 1 runs", () -> runs(1));
        jars = all("0.1.1");
        List<String> troubles = new ArrayList<>();
        try (Visits visits = new Visits()) {
            visits.add(visitor(), box.local("/login"));
            visits.add(visitor(), box.local("/assets/box.css"));
            visits.add(visitor(), box.remote("/login"));
            channel.publish(2, jars);
            box.lab().box().status().ask("check");
            long longest = watch(troubles);
            System.out.printf("figure: %d bundles replaced under load: %d pages in Chromium, the slowest within %d ms; %d other answers%n",
                    jars.length, pages, longest, visits.answers());
            assertEquals(List.of(), troubles, "what Chromium shows");
            assertEquals(List.of(), visits.troubles(), "what the others get");
        }
    }

    private static Web visitor() throws IOException {
        return box.lab().visitor();
    }

    /** @return how long the slowest page took, in milliseconds */
    private static long watch(List<String> troubles) throws IOException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        long longest = 0;
        for (pages = 0; pages < PAGES || !runs(2); pages++) {
            long begin = System.nanoTime();
            look(pages).ifPresent(troubles::add);
            longest = Math.max(longest, (System.nanoTime() - begin) / 1_000_000);
            assertTrue(begin < end, "release 2 does not run [" + box.lab().file("box.log") + "]");
        }
        return longest;
    }

    private static Optional<String> look(int page) {
        try {
            if (page % 2 == 0) {
                chrome.open(box.local("/login"));
            } else {
                chrome.driver().navigate().refresh();
            }
            Object status = chrome.script("return performance.getEntriesByType('navigation')[0].responseStatus");
            String text = chrome.text();
            return Long.valueOf(200).equals(status) && text.contains(LOGIN) ? Optional.empty()
                    : Optional.of("page " + page + ": " + status + " " + text);
        } catch (WebDriverException e) {
            return Optional.of("page " + page + ": " + e.getMessage().lines().findFirst().orElse(""));
        }
    }

    @Test
    @Order(2)
    void the_boxs_page_tells_which_release_runs() throws Exception {
        Await.isTrue(PATIENCE, "it tells so", () -> release().getInt("sequence") == 2);
        chrome.open(box.local("/login"));
        chrome.enter(EMAIL, PASSWORD);
        take("box-home-updated", "2 of the channel \"stable\"; it is new");
    }

    @Test
    @Order(3)
    void and_what_was_given_up_and_left_out_and_what_to_do() throws Exception {
        Path list = box.lab().box().data().resolve("link.box.ota/quarantine"); // as the launcher writes it
        box.lab().box().close();
        Path lamp = Stream.of(jars).filter(each -> each.getFileName().toString().startsWith(LAMP)).findFirst().orElseThrow();
        Files.writeString(list, LAMP + " " + Archive.sha256(lamp) + " it hung in its start for 20 s\n");
        box.comeOnline();
        Path jar = home.resolveSibling("bell.jar");
        try (var out = new JarOutputStream(Files.newOutputStream(jar), ofTomorrow())) {
            out.flush();
        }
        channel.publish(3, Stream.concat(Stream.of(jars), Stream.of(jar)).toArray(Path[]::new));
        box.lab().box().status().ask("check");
        Await.isTrue(PATIENCE, "it is given up", () -> release().getString("reason", "").startsWith("3 was given up"));
        chrome.open(box.local("/"));
        take("box-home-given-up", "3 was given up");
        assertTrue(chrome.text().contains("Left out, so that the Box runs: " + LAMP + ": it hung in its start"), chrome.text());
        assertTrue(chrome.text().contains("The change to release 3 was given up"), chrome.text());
        Files.delete(list);
    }

    /** Of a bundle that needs an API that there is not yet. */
    private static Manifest ofTomorrow() {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().putValue("Bundle-ManifestVersion", "2");
        manifest.getMainAttributes().putValue("Bundle-SymbolicName", "org.example.bell");
        manifest.getMainAttributes().putValue("Bundle-Version", "1.0.0");
        manifest.getMainAttributes().putValue("Import-Package", "link.box.api.device;version=\"[9.0,10)\"");
        return manifest;
    }

    @Test
    @Order(4)
    void and_that_an_update_waits_for_somebody() throws Exception {
        channel.publish(4, all("0.1.2"));
        box.lab().box().close();
        box.lab().box().set("ota.apply", "ask");
        box.comeOnline();
        Await.isTrue(PATIENCE, "it waits", () -> release().getString("state").equals("WAITING"));
        chrome.open(box.local("/"));
        take("box-home-update-waits", "release 4 waits for its time of the day, or for bin/box apply");
    }

    @Test
    @Order(5)
    void nothing_is_wrong_with_the_pages() {
        assertEquals(List.of(), screens.wrong());
    }

    private static void take(String name, String text) throws Exception {
        chrome.awaitText(text);
        screens.take(chrome, name);
    }
}
