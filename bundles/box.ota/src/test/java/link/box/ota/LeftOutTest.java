package link.box.ota;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import link.box.api.work.Trouble;
import link.box.common.image.Quarantined;
import link.box.testing.Registry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Version;

class LeftOutTest {
    private static final String SHA256 = "0123456789abcdef".repeat(4);

    @TempDir
    Path folder;
    private final Map<String, Version> running = new HashMap<>();

    @BeforeEach
    void leaveOut() {
        System.setProperty(Quarantined.LEFT_OUT, SHA256);
    }

    @AfterEach
    void readmit() {
        System.clearProperty(Quarantined.LEFT_OUT);
    }

    @Test
    void what_the_launcher_leaves_out_is_a_trouble_until_another_version_runs() throws Exception {
        Registry registry = new Registry("link.box.ota", folder);
        LeftOut leftOut = new LeftOut(registry.context(), folder, () -> running);
        leftOut.tell();
        assertEquals(List.of(), registry.of(Trouble.class));
        Files.writeString(folder.resolve("quarantine"),
                "acme.lamp " + SHA256 + " it did not start within 10 s\nrubbish\nacme.fan " + SHA256 + " \n");
        leftOut.tell();
        assertEquals("Left out, so that the Box runs: acme.lamp: it did not start within 10 s; acme.fan: ",
                registry.of(Trouble.class).get(0).what());
        assertTrue(registry.of(Trouble.class).get(0).remedy().startsWith("Ask its maker for another version"));
        running.put("acme.lamp", new Version("1.1"));
        running.put("acme.fan", new Version("1.1"));
        leftOut.tell();
        assertEquals(List.of(), registry.of(Trouble.class));
    }

    @Test
    void what_the_set_has_no_more_is_none_even_if_it_is_in_the_list_for_its_return() throws Exception {
        Registry registry = new Registry("link.box.ota", folder);
        Files.writeString(folder.resolve("quarantine"),
                "acme.lamp " + SHA256 + " it hung\n" + "acme.door " + "f".repeat(64) + " it hung\n");
        LeftOut leftOut = new LeftOut(registry.context(), folder, () -> running);
        leftOut.tell();
        assertEquals("Left out, so that the Box runs: acme.lamp: it hung", registry.of(Trouble.class).get(0).what());
        System.clearProperty(Quarantined.LEFT_OUT);
        leftOut.tell();
        assertEquals(List.of(), registry.of(Trouble.class));
    }

    @Test
    void who_needs_one_that_is_left_out_is_told_with_it() throws Exception {
        Registry registry = new Registry("link.box.ota", folder);
        System.setProperty(Quarantined.STRANDED, "acme.door acme.gate");
        try {
            running.put("acme.gate", new Version("1.0"));
            new LeftOut(registry.context(), folder, () -> running).tell();
            assertEquals(List.of(), registry.of(Trouble.class), "let in again, but not started yet");
            Files.writeString(folder.resolve("quarantine"), "acme.lamp " + SHA256 + " it hung\n");
            new LeftOut(registry.context(), folder, () -> running).tell();
            assertEquals("Left out, so that the Box runs: acme.lamp: it hung; acme.door: it needs one of these",
                    registry.of(Trouble.class).get(0).what());
        } finally {
            System.clearProperty(Quarantined.STRANDED);
        }
    }

    @Test
    void a_list_that_is_too_long_is_not_read() throws Exception {
        Registry registry = new Registry("link.box.ota", folder);
        Files.write(folder.resolve("quarantine"), new byte[40_000]);
        new LeftOut(registry.context(), folder, () -> running).tell();
        assertEquals(List.of(), registry.of(Trouble.class));
    }
}
