package link.box.ota;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import link.box.api.work.Trouble;
import link.box.testing.Registry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Version;

class LeftOutTest {
    private static final String SHA256 = "0123456789abcdef".repeat(4);

    @TempDir
    Path folder;
    private final Map<String, Version> running = new HashMap<>();

    @Test
    void what_the_launcher_leaves_out_is_a_trouble_until_another_version_runs() throws Exception {
        Registry registry = new Registry("link.box.ota", folder);
        LeftOut leftOut = new LeftOut(registry.context(), folder, () -> running);
        leftOut.tell();
        assertEquals(List.of(), registry.of(Trouble.class));
        Files.writeString(folder.resolve("quarantine"),
                "acme.lamp " + SHA256 + " it did not start within 10 s\nrubbish\nacme.fan " + SHA256 + " \n");
        leftOut.tell();
        assertEquals("left out is acme.lamp: it did not start within 10 s; acme.fan: ", registry.of(Trouble.class).get(0).what());
        assertTrue(registry.of(Trouble.class).get(0).remedy().startsWith("publish another version"));
        running.put("acme.lamp", new Version("1.1"));
        running.put("acme.fan", new Version("1.1"));
        leftOut.tell();
        assertEquals(List.of(), registry.of(Trouble.class));
    }

    @Test
    void a_list_that_is_too_long_is_not_read() throws Exception {
        Registry registry = new Registry("link.box.ota", folder);
        Files.write(folder.resolve("quarantine"), new byte[40_000]);
        new LeftOut(registry.context(), folder, () -> running).tell();
        assertEquals(List.of(), registry.of(Trouble.class));
    }
}
