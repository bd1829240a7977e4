package link.box.itests.real;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import link.box.lab.AppLogin;
import link.box.lab.ImageProcess;
import link.box.lab.Lab;
import link.box.lab.LabOptions;
import link.box.lab.Owner;
import link.box.lab.Web;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What only the Box may know, nobody else on its machine gets to read. */
class SecretsIT {
    private static final String PASSWORD = "a password of my own 4711";
    private static final List<String> HASHED = List.of("cookie __Host-bx", "cookie __Secure-bxd", "code", "access token", "refresh token");
    private static Lab lab;
    private static final Map<String, String> SECRETS = new HashMap<>();

    @BeforeAll
    static void live() throws Exception {
        lab = Labs.start("secrets", LabOptions.usual().behind(LabOptions.Frontend.PAGEKITE));
        Watch watch = new Watch(lab, lab.theBox());
        // the engine that has a process of its own to leak from
        lab.box().set("tunnel.engine", "process").start();
        watch.servesCertificate();
        watch.has("tunnel");
        watch.has("announced");
        SECRETS.put("set-up code", watch.status().getString("setup_code"));
        String local = "https://local." + watch.main() + ":" + lab.boxPort();
        Web browser = lab.visitor();
        for (String cookie : Owner.setUp(browser, local, PASSWORD).split("; ")) {
            SECRETS.put("cookie " + cookie.substring(0, cookie.indexOf('=')), cookie.substring(cookie.indexOf('=') + 1));
        }
        connect(browser, local, "https://" + watch.main() + ":" + lab.boxPort());
        assertTrue(SECRETS.keySet().containsAll(HASHED), SECRETS.keySet().toString());
        SECRETS.put("password", PASSWORD);
        SECRETS.put("kite secret", Files.readString(lab.file("kite.secret")));
        List<Path> keys = files(lab.box().data())
                .filter(file -> text(file).contains("PRIVATE KEY") || text(file).contains("\"private\"")).toList();
        assertTrue(keys.size() >= 3, "identity, account and certificate have a key each: " + keys);
        for (Path file : keys) {
            SECRETS.put("key in " + file.getFileName(), keyLine(text(file)));
        }
    }

    private static void connect(Web browser, String local, String issuer) throws Exception {
        AppLogin app = new AppLogin(lab.app());
        String code = app.letIn(browser, local, issuer);
        JsonObject tokens = app.tokens(browser, issuer, code);
        SECRETS.put("code", code);
        SECRETS.put("access token", tokens.getString("access_token"));
        SECRETS.put("refresh token", tokens.getString("refresh_token"));
    }

    /** The second line of a PEM block, or a piece of the value: enough to be known again. */
    private static String keyLine(String text) {
        int pem = text.indexOf("-----BEGIN PRIVATE KEY-----");
        if (pem >= 0) {
            return text.substring(pem).split("\\\\n|\\R")[2].substring(0, 20);
        }
        return text.substring(text.indexOf("\"private\":\"") + 11 + 60, text.indexOf("\"private\":\"") + 11 + 90);
    }

    @AfterAll
    static void stop() throws IOException {
        if (lab != null) {
            lab.close();
        }
    }

    @Test
    void are_in_no_log() throws IOException {
        for (String log : List.of("box.log", "cloud.log")) {
            String text = Files.readString(lab.file(log));
            assertFalse(text.isEmpty(), log);
            SECRETS.forEach((what, secret) -> assertFalse(text.contains(secret), what + " in " + log));
        }
    }

    @Test
    void are_on_no_command_line_and_in_no_environment_of_a_child() throws IOException {
        List<ProcessHandle> ours = new ArrayList<>(List.of(ProcessHandle.of(lab.box().program().pid()).orElseThrow(),
                ProcessHandle.of(lab.cloud().program().pid()).orElseThrow()));
        ours.addAll(lab.box().program().children());
        assertTrue(ours.size() >= 3, "the Box has a pagekite");
        for (ProcessHandle each : ours) {
            for (String what : List.of("cmdline", "environ")) {
                String text = text(Path.of("/proc/" + each.pid(), what));
                assertFalse(text.isEmpty(), what + " of " + each.pid());
                SECRETS.forEach((name, secret) -> assertFalse(text.contains(secret),
                        name + " in " + what + ": " + text.replace('\0', ' ')));
            }
        }
    }

    @Test
    void are_in_files_for_the_Boxs_user_alone() throws IOException {
        for (ImageProcess image : List.of(lab.box(), lab.cloud())) {
            try (Stream<Path> all = Files.walk(image.data())) {
                for (Path each : all.toList()) {
                    String mode = PosixFilePermissions.toString(Files.getPosixFilePermissions(each));
                    String wanted = Files.isDirectory(each) ? "rwx------" : "rw-------";
                    assertEquals(wanted, mode, each.toString());
                }
            }
        }
    }

    @Test
    void that_need_not_be_kept_are_not() throws IOException {
        for (Path file : files(lab.box().data()).toList()) {
            for (String what : Stream.concat(HASHED.stream(), Stream.of("password", "set-up code")).toList()) {
                assertFalse(text(file).contains(SECRETS.get(what)), what + " in " + file);
            }
        }
    }

    private static Stream<Path> files(Path directory) throws IOException {
        return Files.walk(directory).filter(file -> Files.isRegularFile(file) && !file.toString().contains("/cache/"));
    }

    private static String text(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            return Arrays.toString(e.getStackTrace());
        }
    }
}
