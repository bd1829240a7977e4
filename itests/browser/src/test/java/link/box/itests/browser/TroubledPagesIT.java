package link.box.itests.browser;

import static link.box.itests.browser.OnlineBox.EMAIL;
import static link.box.itests.browser.OnlineBox.PASSWORD;
import static org.junit.jupiter.api.Assertions.assertEquals;

import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import link.box.lab.Await;
import link.box.lab.Lab;
import link.box.lab.LabBox;
import link.box.lab.Ports;
import link.box.lab.Program;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** The start page of a Box in trouble, and what is seen of one without a certificate: looked at as by PagesIT. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class TroubledPagesIT {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static OnlineBox box;
    private static Chrome chrome;
    private static Screens screens;
    private static Program resolver;

    @BeforeAll
    static void start() throws Exception {
        Chrome.needed();
        box = OnlineBox.prepare("troubled");
        box.lab().cloud().close();
        box.lab().cloud().set("zone.control", "9.9.9.9").start(); // data only: nobody is asked there
        box.lab().awaitCloud();
        int port = Ports.free(1)[0];
        resolver = Program.start("dnsmasq", box.lab().file("dnsmasq.log"), Map.of(), List.of("dnsmasq", "--keep-in-foreground",
                "--conf-file=/dev/null", "--no-resolv", "--port=" + port, "--user=root", "--listen-address=127.0.0.1", "--bind-interfaces",
                "--pid-file=", "--stop-dns-rebind", "--server=/" + Lab.ZONE + "/127.0.0.1#" + box.lab().dnsPort()));
        box.lab().box().set("rebind.resolver", "127.0.0.1:" + port);
        box.comeOnline();
        chrome = box.atHome("troubled");
        screens = new Screens();
    }

    @AfterAll
    static void stop() throws Exception {
        if (resolver != null) {
            resolver.close();
        }
        if (box != null) {
            box.close();
        }
    }

    @Test
    @Order(1)
    void a_router_that_hides_the_names() throws Exception {
        Await.isTrue(PATIENCE, "the Box knows it", () -> {
            JsonObject found = box.lab().box().status().json().getJsonObject("rebind");
            return found != null && found.getString("verdict").equals("BLOCKED");
        });
        chrome.open(box.local("/"));
        chrome.enter(EMAIL, PASSWORD);
        take("box-home-rebind", "Your router hides this Box at home");
    }

    @Test
    @Order(2)
    void the_set_up_is_at_hand_through_the_tunnel_when_the_router_hides_the_names() throws Exception {
        chrome.open(box.app());
        chrome.awaitText("Found a Box");
        chrome.click("#connect");
        chrome.awaitText("wants to use your Box");
        assertEquals(box.remote(""), chrome.script("return location.origin"));
        chrome.press("button[value=allow]");
        chrome.awaitConnected();
    }

    @Test
    @Order(3)
    void cut_off_from_the_internet() throws Exception {
        box.lab().cloud().close();
        box.lab().box().close();
        box.lab().box().start();
        Await.isTrue(PATIENCE, "the Box knows that it is cut off", () -> box.lab().box().status().json().containsKey("offline"));
        chrome.open(box.local("/"));
        take("box-home-offline", "No connection to its servers");
        chrome.open(box.local("/phone"));
        take("box-phone-offline", "The Box is not in touch with the service that finds Boxes.");
    }

    @Test
    @Order(4)
    void without_a_certificate() throws Exception {
        LabBox bare = box.lab().addBox("bare");
        bare.process().set("acme.directory", "https://127.0.0.1:1/directory").set("tunnel.enabled", "false");
        bare.start();
        Chrome visitor = box.atHome("bare");
        String plain = "http://127.0.0.1:" + bare.plainPort() + "/";
        Await.isTrue(PATIENCE, "the page without encryption is there", () -> {
            visitor.open(plain);
            return visitor.text().contains("https://127.0.0.1:" + bare.port() + "/");
        });
        screens.take(visitor, "box-plain");
        visitor.cdp("Security.setIgnoreCertificateErrors", Map.of("ignore", true)); // as who has compared the six words
        visitor.open("https://127.0.0.1:" + bare.port() + "/");
        visitor.enter(EMAIL, PASSWORD);
        visitor.awaitText("Not yet: the Box has no valid certificate");
        screens.take(visitor, "box-home-no-certificate");
    }

    @Test
    @Order(5)
    void nothing_is_wrong_with_any_of_them() {
        assertEquals(List.of(), screens.wrong());
    }

    private static void take(String name, String text) throws Exception {
        chrome.awaitText(text);
        screens.take(chrome, name);
    }
}
