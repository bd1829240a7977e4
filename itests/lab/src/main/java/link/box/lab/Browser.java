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

    /** Makes the home and imports the roots into its certificate store. */
    public Browser(Lab lab) throws IOException, InterruptedException {
        this.lab = lab;
        this.home = Files.createDirectories(lab.file("browser"));
        Path store = Files.createDirectories(home.resolve(".pki/nssdb"));
        certutil(List.of("-N", "--empty-password"), store);
        int count = 0;
        for (X509Certificate root : lab.roots()) {
            Path file = home.resolve("root" + count + ".pem");
            try {
                Files.writeString(file, LabCa.pem("CERTIFICATE", root.getEncoded()));
            } catch (GeneralSecurityException e) {
                throw new IOException(e);
            }
            certutil(List.of("-A", "-t", "C,,", "-n", "lab" + count++, "-i", file.toString()), store);
        }
    }

    /** @return the flags that every Chromium of the lab gets, headless or not */
    public List<String> flags() {
        List<String> flags = new ArrayList<>(List.of("--user-data-dir=" + home.resolve("profile"),
                "--host-resolver-rules=MAP *.box.test 127.0.0.1, MAP *.link.test 127.0.0.1", "--disable-quic", "--no-first-run",
                "--no-default-browser-check", "--disable-background-networking", "--disable-component-update", "--disable-sync"));
        if ("root".equals(System.getProperty("user.name"))) {
            flags.add("--no-sandbox"); // Chromium refuses to sandbox for root
        }
        return flags;
    }

    /** @return the environment: a home of its own */
    public Map<String, String> environment() {
        return Map.of("HOME", home.toString());
    }

    /** Opens a window. */
    public Program start(String url) throws IOException {
        List<String> command = new ArrayList<>(List.of("chromium"));
        command.addAll(flags());
        command.add(url);
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
