package link.box.itests.browser;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.stream.Stream;
import link.box.lab.Await;
import link.box.lab.Browser;
import link.box.lab.Lab;
import link.box.lab.LabOptions;
import link.box.lab.Web;

/** A lab with one Box, for one test class: where its pages are. */
final class OnlineBox implements AutoCloseable {
    static final String EMAIL = "ann@example.org";
    static final String PASSWORD = "correct horse battery";
    private static final Duration PATIENCE = Duration.ofSeconds(240);

    private final Lab lab;
    private final Deque<Chrome> chromes = new ArrayDeque<>();
    private String main;

    private OnlineBox(Lab lab) {
        this.lab = lab;
    }

    /** A far side without a Box, in a fresh directory. */
    static OnlineBox prepare(String name) throws IOException, InterruptedException {
        return prepare(fresh(name), images());
    }

    /** @return where the assembled images are */
    static Path images() throws IOException {
        return Path.of(System.getProperty("box.images")).toRealPath();
    }

    /**
     * @param directory of the lab, which is not there
     * @param images that of the Box, {@code lab}, and that of the cloud
     */
    static OnlineBox prepare(Path directory, Path images) throws IOException, InterruptedException {
        OnlineBox made = new OnlineBox(new Lab(images, directory, LabOptions.usual().with("registration.mode", "private")));
        made.lab.cloud().set("registration.legacy.origins", "");
        try {
            made.lab.start();
            return made;
        } catch (IOException | InterruptedException | AssertionError e) {
            made.close();
            throw e;
        }
    }

    /** @return a directory for a lab, which is not there: what was in it is gone */
    static Path fresh(String name) throws IOException {
        Path directory = Path.of(System.getProperty("box.labs")).resolve(name);
        remove(directory);
        return directory;
    }

    /** A Box that everything is true of, and that nobody has set up. */
    static OnlineBox start(String name) throws IOException, InterruptedException {
        OnlineBox made = prepare(name);
        try {
            return made.comeOnline();
        } catch (IOException | InterruptedException | AssertionError e) {
            made.close();
            throw e;
        }
    }

    /** Starts the Box; returns when it has announced itself and is reached through its tunnel. */
    OnlineBox comeOnline() throws IOException, InterruptedException {
        lab.box().start();
        main = Await.until(PATIENCE, "the Box is announced", () -> {
            JsonObject status = lab.box().status().json();
            return status.containsKey("announced") && status.containsKey("certificate") ? status.getString("main") : null;
        });
        lab.nameBox(main);
        Web outside = lab.visitor();
        Await.isTrue(PATIENCE, "the tunnel leads to the Box", () -> outside.get(remote("/login")).statusCode() > 0);
        return this;
    }

    /** @return a directory of the module's output, made if need be */
    static Path target(String name) throws IOException {
        return Files.createDirectories(Path.of(System.getProperty("box.target")).toRealPath().resolve(name));
    }

    Lab lab() {
        return lab;
    }

    String id() {
        return main.substring(0, main.indexOf('.'));
    }

    String app() {
        return lab.app() + "/";
    }

    /** @return a page of the Box, as the app leads a browser at home to it */
    String local(String path) {
        return "https://" + Lab.HOME_LABEL + "." + main + ":" + lab.boxPort() + path;
    }

    /** @return a page of the Box, as a browser elsewhere reaches it */
    String remote(String path) {
        return lab.remote(main) + path;
    }

    private static void remove(Path directory) throws IOException {
        if (Files.exists(directory)) {
            try (Stream<Path> files = Files.walk(directory)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    /**
     * @return somebody at home, whose browser knows which servers are public and which are at home, although all are on loopback: so
     *         Local Network Access works as in life
     */
    Chrome atHome(String name) throws IOException, InterruptedException {
        String spaces = String.join(",", space(port(lab.app()), "public"), space(port(lab.registration()), "public"),
                "[::1]:" + port(lab.registration()) + "=public", space(lab.frontendPort(), "public"),
                space(lab.boxPort(), "local"), space(lab.theBox().plainPort(), "local"));
        return at(Browser.atHome(lab, name, List.of("--ip-address-space-overrides=" + spaces)));
    }

    /** At home, the first visitor becomes the admin; who has done so already logs in. */
    void enter(Chrome chrome) throws InterruptedException {
        chrome.open(local("/"));
        chrome.enter(EMAIL, PASSWORD);
        chrome.awaitText("Logged in as");
    }

    private static String space(int port, String space) {
        return "127.0.0.1:" + port + "=" + space;
    }

    private static int port(String origin) {
        return URI.create(origin).getPort();
    }

    /** @return somebody at this browser; ends with the Box at the latest */
    Chrome at(Browser browser) {
        chromes.push(new Chrome(browser));
        return chromes.peek();
    }

    @Override
    public void close() throws IOException {
        chromes.forEach(Chrome::close);
        lab.close();
    }
}
