package link.box.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsTest {
    private static final List<Setting> KNOWN = List.of(
            Setting.parse("zone.name\tname\tbox.test\ta:zone,b:zone"),
            Setting.parse("https.port\tport\t443\ta:port"),
            Setting.parse("zone.trust\ttrust?\t\ta:trust"),
            Setting.parse("zone.secret\ttext?\t\tc:secret\tzone.owner"),
            Setting.parse("zone.owner\ttext?\t\tc:owner"));
    @TempDir
    Path directory;
    private Path file;

    @BeforeEach
    void name() {
        file = directory.resolve("box.conf");
    }

    private Map<String, Map<String, Object>> read(String text, Map<String, String> environment) throws Exception {
        Files.writeString(file, text);
        return new Settings(KNOWN, "BOX_").read(file, environment);
    }

    private String refused(String text, Map<String, String> environment) {
        return assertThrows(SettingsException.class, () -> read(text, environment)).getMessage();
    }

    @Test
    void what_nobody_sets_has_its_default() throws Exception {
        assertEquals(Map.of("a", Map.of("zone", "box.test", "port", "443", "trust", ""), "b", Map.of("zone", "box.test"),
                "c", Map.of("secret", "", "owner", "")), read("", Map.of()));
    }

    @Test
    void the_file_overrides_the_default_and_the_environment_the_file() throws Exception {
        String text = "# comment\n\n zone.name = box.example \nhttps.port=8443\n";
        assertEquals("8443", read(text, Map.of()).get("a").get("port"));
        assertEquals("box.example", read(text, Map.of()).get("b").get("zone"));
        assertEquals("9443", read(text, Map.of("BOX_HTTPS_PORT", "9443", "HOME", "/x")).get("a").get("port"));
    }

    @Test
    void one_that_needs_another_is_refused_without_it() throws Exception {
        assertEquals("zone.secret is set and zone.owner is not: set both, or neither", refused("zone.secret = x\n", Map.of()));
        assertEquals("zone.secret is set and zone.owner is not: set both, or neither", refused("", Map.of("BOX_ZONE_SECRET", "x")));
        assertEquals(Map.of("secret", "x", "owner", "y"), read("zone.secret = x\n", Map.of("BOX_ZONE_OWNER", "y")).get("c"));
        assertEquals(Map.of("secret", "", "owner", "y"), read("zone.owner = y\n", Map.of()).get("c"));
    }

    @Test
    void an_unknown_key_is_refused_with_file_line_and_what_is_known() {
        String message = refused("zone.name = a.test\nzone.nmae = b.test\n", Map.of());
        assertTrue(message.contains(file + ", line 2") && message.contains("zone.nmae") && message.contains("zone.name"), message);
    }

    @Test
    void a_value_that_is_not_allowed_is_refused_with_what_is() {
        String message = refused("https.port = 99999\n", Map.of());
        assertTrue(message.contains("https.port = 99999") && message.contains("1 to 65535") && message.contains("line 1"), message);
    }

    @Test
    void an_unknown_or_wrong_variable_is_refused_by_name() {
        assertTrue(refused("", Map.of("BOX_HTTPS_PROT", "80")).contains("BOX_HTTPS_PROT"));
        assertTrue(refused("", Map.of("BOX_HTTPS_PORT", "x")).contains("BOX_HTTPS_PORT"));
    }

    @Test
    void a_variable_of_another_program_is_left_alone() throws Exception {
        assertEquals("443", read("", Map.of("BOX_SDK_VERSION", "7", "BOX_JAVA_OPTS", "-Xmx1g")).get("a").get("port"));
    }

    @Test
    void a_key_set_twice_or_a_line_without_equals_is_refused() {
        assertTrue(refused("https.port = 1\nhttps.port = 2\n", Map.of()).contains("second time"));
        assertTrue(refused("https.port 1\n", Map.of()).contains("key = value"));
    }

    @Test
    void a_path_is_relative_to_its_file_and_a_pinned_key_is_no_path() throws Exception {
        assertEquals(directory.resolve("ca.pem").toString(), read("zone.trust = ca.pem\n", Map.of()).get("a").get("trust"));
        assertEquals("sha256/47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=",
                read("zone.trust = sha256/47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n", Map.of()).get("a").get("trust"));
    }

    @Test
    void a_missing_file_is_said() {
        String message = assertThrows(SettingsException.class, () -> new Settings(KNOWN, "BOX_").read(file, Map.of())).getMessage();
        assertTrue(message.contains(file.toString()) && message.contains("--config"), message);
    }
}
