package link.box.itests.real;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonString;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import link.box.lab.Await;
import link.box.lab.Handshake;
import link.box.lab.Lab;
import link.box.lab.LabBox;
import link.box.lab.LabOptions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A person's mistakes: refused with what is wrong and what is allowed, or said while the rest runs. */
class BadSettingsIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static Lab lab;

    @BeforeAll
    static void start() throws Exception {
        lab = Labs.start("settings", LabOptions.usual());
    }

    @AfterAll
    static void stop() throws IOException {
        if (lab != null) {
            lab.close();
        }
    }

    @Test
    void an_unknown_setting_is_refused_with_file_line_and_key() throws Exception {
        String said = refused("unknown", "# a comment\nzone.nmae = box.test\n");
        assertTrue(said.contains("unknown.properties, line 2") && said.contains("zone.nmae") && said.contains("zone.name"), said);
    }

    @Test
    void a_malformed_value_is_refused_with_what_is_allowed() throws Exception {
        String said = refused("malformed", "https.port = 70000\n");
        assertTrue(said.contains("malformed.properties, line 1") && said.contains("https.port = 70000")
                && said.contains("1 to 65535"), said);
    }

    @Test
    void a_malformed_variable_is_refused_by_its_name() throws Exception {
        LabBox box = lab.addBox("variable");
        box.process().set("registration.period", "often").start();
        int code = box.process().program().waitFor(PATIENCE);
        String said = box.process().program().output();
        assertEquals(2, code, said);
        assertTrue(said.contains("BOX_REGISTRATION_PERIOD") && said.contains("often") && said.contains("10 to 60"), said);
    }

    /** @return what the Box says before it ends */
    private static String refused(String name, String text) throws Exception {
        Path file = lab.file(name + ".properties");
        Files.writeString(file, text);
        LabBox box = lab.addBox(name);
        box.process().words("--config", file.toString()).start();
        int code = box.process().program().waitFor(PATIENCE);
        String said = box.process().program().output();
        assertEquals(2, code, said);
        assertFalse(said.contains("\tat "), "no stack trace: " + said);
        Labs.say("%s", said.strip().replaceFirst(" known are .*", " known are ..."));
        return said;
    }

    @Test
    void a_port_that_is_taken_is_said_and_opened_when_it_is_free() throws Exception {
        LabBox box = lab.addBox("port");
        Watch watch = new Watch(lab, box);
        try (ServerSocket other = new ServerSocket()) {
            other.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), box.port()));
            box.start();
            String trouble = trouble(watch, "port " + box.port());
            assertTrue(trouble.startsWith("box.https: ") && trouble.contains("another port"), trouble);
            Labs.say("%s", trouble);
            watch.has("certificate");
            watch.has("tunnel");
        }
        long begin = System.nanoTime();
        watch.servesCertificate();
        Labs.say("the port is open %d ms after it was free", Watch.millisSince(begin));
        Await.isTrue(PATIENCE, "the trouble is over", () -> watch.status().getJsonArray("troubles").isEmpty());
        box.process().close();
    }

    @Test
    void a_second_Box_on_the_same_data_directory_is_refused() throws Exception {
        LabBox first = lab.addBox("shared");
        LabBox second = lab.addBox("shared");
        first.start();
        String main = new Watch(lab, first).main();
        second.start();
        assertEquals(1, second.process().program().waitFor(PATIENCE));
        assertTrue(second.process().program().output().contains("in use by another running Box"), second.process().program().output());
        assertEquals(main, new Watch(lab, first).main());
        first.process().close();
    }

    @Test
    void a_damaged_identity_is_said_not_replaced_and_mended() throws Exception {
        LabBox box = lab.addBox("damaged");
        Watch watch = new Watch(lab, box);
        box.start();
        watch.servesCertificate();
        String main = watch.main();
        box.process().close();
        Path file = box.process().data().resolve("link.box.identity/identity.pem");
        String whole = Files.readString(file);
        String damaged = whole.substring(0, 120);
        Files.writeString(file, damaged);

        box.start();
        String trouble = trouble(watch, file.toString());
        Labs.say("%s", trouble);
        assertTrue(trouble.contains("damaged") && trouble.contains("backup"), trouble);
        assertFalse(watch.status().containsKey("main"), "no public name");
        assertEquals(damaged, Files.readString(file), "not replaced");
        Await.isTrue(PATIENCE, "the HTTPS port is open", () -> {
            new Socket(InetAddress.getLoopbackAddress(), box.port()).close();
            return true;
        });

        Files.writeString(file, whole);
        assertEquals(main, watch.main());
        watch.servesCertificate();
        assertEquals(Handshake.certificate("127.0.0.1", box.port()).getNotAfter().toInstant().toString(), "9999-12-31T23:59:59Z");
        Await.isTrue(PATIENCE, "the trouble is over", () -> watch.status().getJsonArray("troubles").isEmpty());
        box.process().close();
    }

    private static String trouble(Watch watch, String words) throws InterruptedException {
        return Await.until(PATIENCE, "there is trouble about " + words, () -> watch.status().getJsonArray("troubles")
                .getValuesAs(JsonString.class).stream().map(JsonString::getString)
                .filter(each -> each.contains(words)).findFirst().orElse(null));
    }
}
