package link.box.itests.browser;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import link.box.lab.Browser;
import link.box.lab.Lab;
import link.box.lab.LabOptions;
import link.box.lab.Ports;

/**
 * The app as the image serves it, with a registration server and two Boxes that do what a test wants. Chromium takes the app, the
 * registration server and the tunnels for public and the Boxes at home for local, so that Local Network Access works as in a home.
 */
final class AppLab implements AutoCloseable {
    static final String ID = "abcdefghijklmnopqrstuvwxyz234567abcdefghijklmnopqrst";
    static final String OTHER_ID = "765432zyxwvutsrqponmlkjihgfedcba765432zyxwvutsrqponm";
    /** A private address that nothing answers at. */
    static final String DEAD = "192.168.1.99";

    private final Lab lab;
    private final FakeRegistration registration;
    private final FakeBox box;
    private final FakeBox other;
    private final int deadPort;
    private final Deque<Chrome> chromes = new ArrayDeque<>();

    AppLab(String name) throws IOException, InterruptedException {
        Chrome.needed();
        lab = new Lab(Path.of(System.getProperty("box.images")).toRealPath(), OnlineBox.fresh(name), LabOptions.usual());
        int[] ports = Ports.free(8);
        registration = new FakeRegistration(lab, ports[0]);
        box = new FakeBox(lab, ID, "192.168.1.23", ports[1], ports[2], ports[3]);
        other = new FakeBox(lab, OTHER_ID, "192.168.1.24", ports[4], ports[5], ports[6]);
        deadPort = ports[7];
        lab.cloud().set("app.registration", registration.origin()).set("zone.name", FakeBox.ZONE).start();
        lab.awaitCloud();
    }

    Lab lab() {
        return lab;
    }

    FakeRegistration registration() {
        return registration;
    }

    FakeBox box() {
        return box;
    }

    FakeBox other() {
        return other;
    }

    String app() {
        return lab.app() + "/";
    }

    /** @return what the registration server says of a Box that is not there */
    String dead() {
        return "{\"h\":\"deaddeaddeaddeaddeadde\",\"ip\":\"" + DEAD + "\",\"port\":80}";
    }

    /** @return somebody with a fresh profile */
    Chrome at(String name) throws IOException, InterruptedException {
        String rules = box.rules() + ", " + other.rules() + ", MAP " + DEAD + ":80 127.0.0.1:" + deadPort;
        String spaces = String.join(",", space(lab.app(), "public"), space(registration.origin(), "public"), box.spaces(), other.spaces());
        chromes.push(new Chrome(Browser.led(lab, name, rules, List.of("--ip-address-space-overrides=" + spaces))));
        return chromes.peek();
    }

    /** @return somebody whose browser lets no site keep data */
    Chrome keepingNothing(String name) throws IOException, InterruptedException {
        Path preferences = lab.file(name).resolve("profile/Default/Preferences");
        Files.createDirectories(preferences.getParent());
        Files.writeString(preferences, "{\"profile\":{\"default_content_setting_values\":{\"cookies\":2}}}");
        return at(name);
    }

    private static String space(String origin, String space) {
        return "127.0.0.1:" + origin.substring(origin.lastIndexOf(':') + 1) + "=" + space;
    }

    @Override
    public void close() throws IOException {
        chromes.forEach(Chrome::close);
        lab.close();
    }
}
