package link.box.lab;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Debian's Chromium with a home of its own, in which the lab's roots are trusted and the lab's names lead to loopback. */
public final class Browser {
    private final Lab lab;
    private final Path home;
    private final List<String> route;

    /** A browser at home that trusts the lab's roots. */
    public Browser(Lab lab) throws IOException, InterruptedException {
        this(lab, "browser", lab.roots(), home(lab));
    }

    /** @return another one, with a profile of that name and these flags */
    public static Browser atHome(Lab lab, String name, List<String> flags) throws IOException, InterruptedException {
        List<String> route = new ArrayList<>(home(lab));
        route.addAll(flags);
        return new Browser(lab, name, lab.roots(), route);
    }

    /** Who is at home reaches the address that the Box publishes. */
    private static List<String> home(Lab lab) {
        return direct("MAP " + Lab.HOME_ADDRESS + " 127.0.0.1, " + rules(lab));
    }

    /** By no proxy; the last one of a flag counts. */
    private static List<String> direct(String rules) {
        return List.of("--no-proxy-server", "--host-resolver-rules=" + rules);
    }

    /** Makes the home and imports the roots into its certificate store. */
    private Browser(Lab lab, String name, List<X509Certificate> roots, List<String> route) throws IOException, InterruptedException {
        this.lab = lab;
        this.home = Files.createDirectories(lab.file(name));
        this.route = route;
        Path store = Files.createDirectories(home.resolve(".pki/nssdb"));
        certutil(List.of("-N", "--empty-password"), store);
        int count = 0;
        for (X509Certificate root : roots) {
            Path file = home.resolve("root" + count + ".pem");
            try {
                Files.writeString(file, LabCa.pem("CERTIFICATE", root.getEncoded()));
            } catch (GeneralSecurityException e) {
                throw new IOException(e);
            }
            certutil(List.of("-A", "-t", "C,,", "-n", "lab" + count++, "-i", file.toString()), store);
        }
    }

    /** @return a browser at home that has never heard of the lab's roots */
    public static Browser unprepared(Lab lab) throws IOException, InterruptedException {
        return new Browser(lab, "browser-unprepared", List.of(), direct(rules(lab)));
    }

    /**
     * @param servers the address at which all servers of the lab are reached
     * @return a browser that asks the DNS for the Boxes' names: whoever starts it has to see to it that there is one
     */
    public static Browser asking(Lab lab, String servers) throws IOException, InterruptedException {
        return new Browser(lab, "browser-asking", lab.roots(), direct(tunnels(lab, servers) + "MAP *.link.test " + servers));
    }

    /**
     * @param rules where names and addresses lead before the lab's own rules are looked at, as Chromium writes them
     * @return a browser with these rules and flags
     */
    public static Browser led(Lab lab, String name, String rules, List<String> flags) throws IOException, InterruptedException {
        List<String> route = new ArrayList<>(direct(rules + ", " + rules(lab)));
        route.addAll(flags);
        return new Browser(lab, name, lab.roots(), route);
    }

    /** @return a browser away from home: of Boxes it knows the tunnels' names only */
    public static Browser outside(Lab lab) throws IOException, InterruptedException {
        return new Browser(lab, "browser-outside", lab.roots(),
                direct(tunnels(lab, "127.0.0.1") + "MAP remote.*." + Lab.ZONE + " 127.0.0.1, MAP *." + Lab.ZONE + " ~NOTFOUND, " + rules(lab)));
    }

    /** @return one that is let out by HTTP CONNECT only, and takes the frontend for its proxy: so names lead to their port 443 */
    public static Browser outsideByConnect(Lab lab) throws IOException, InterruptedException {
        return new Browser(lab, "browser-connect", lab.roots(), List.of("--proxy-server=http://127.0.0.1:" + lab.frontendPort()));
    }

    /** @return the flags that every Chromium of the lab gets, headless or not */
    public List<String> flags() {
        List<String> flags = new ArrayList<>(List.of("--user-data-dir=" + home.resolve("profile"),
                "--host-resolver-rules=" + rules(lab), "--disable-quic", "--no-first-run",
                "--no-default-browser-check", "--disable-background-networking", "--disable-component-update", "--disable-sync",
                "--password-store=basic"));
        flags.addAll(route);
        if ("root".equals(System.getProperty("user.name"))) {
            flags.add("--no-sandbox"); // Chromium refuses to sandbox for root
        }
        return flags;
    }

    /** The world's frontends have port 443, which apps take for granted; that of the lab has another one. */
    private static String tunnels(Lab lab, String frontend) {
        return "MAP remote.*." + Lab.ZONE + ":443 " + frontend + ":" + lab.frontendPort() + ", ";
    }

    /** The first rule that fits counts. */
    private static String rules(Lab lab) {
        return tunnels(lab, "127.0.0.1") + (lab.ipv6() ? "MAP " + Lab.REGISTRATION_V6 + " [::1], " : "") + "MAP *." + Lab.ZONE + " 127.0.0.1, MAP *.link.test 127.0.0.1";
    }

    /** @return the environment: a home of its own, but the person's display */
    public Map<String, String> environment() {
        Path display = Path.of(System.getProperty("user.home"), ".Xauthority");
        return System.getenv("XAUTHORITY") != null || Files.notExists(display) ? Map.of("HOME", home.toString())
                : Map.of("HOME", home.toString(), "XAUTHORITY", display.toString());
    }

    /** @return whether there is a display for a window */
    public static boolean canShow() {
        return System.getenv("DISPLAY") != null || System.getenv("WAYLAND_DISPLAY") != null;
    }

    /** Opens a window. */
    public Program start(String url) throws IOException {
        List<String> command = new ArrayList<>(List.of("chromium"));
        command.addAll(flags());
        // without it a bar warns of the flags; this profile sees the lab only
        command.addAll(List.of("--test-type", url));
        return Program.start("chromium", lab.file("chromium.log"), environment(), command);
    }

    private void certutil(List<String> words, Path store) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("certutil", "-d", "sql:" + store));
        command.addAll(words);
        int code = Program.start("certutil", lab.file("certutil.log"), Map.of(), command).waitFor(Duration.ofSeconds(20));
        if (code != 0) {
            throw new IOException("certutil failed; see " + lab.file("certutil.log"));
        }
    }
}
