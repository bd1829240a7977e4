package link.box.features;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import link.box.runtime.AllowedValues;
import org.junit.jupiter.api.Test;

class FeatureTest {
    private static BoxFeature read(String name) throws Exception {
        return BoxFeature.read(Path.of("target/classes/features/" + name + ".json"));
    }

    @Test
    void the_gate_starts_before_jetty() throws Exception {
        for (String name : List.of("box", "cloud")) {
            List<String> files = read(name).bundles().stream().map(BoxFeature.Entry::file).toList();
            int jetty = files.indexOf(files.stream().filter(file -> file.contains("jetty")).findFirst().orElseThrow());
            int https = files.indexOf(files.stream().filter(file -> file.contains("https")).findFirst().orElseThrow());
            assertTrue(https < jetty, name);
            assertTrue(read(name).bundles().get(https).startLevel() < read(name).bundles().get(jetty).startLevel(), name);
        }
    }

    @Test
    void every_setting_has_a_known_type_a_help_text_and_a_target_and_is_there_once() throws Exception {
        for (List<String> image : List.of(List.of("box", "lab"), List.of("cloud"))) {
            Set<String> keys = new HashSet<>();
            Set<String> targets = new HashSet<>();
            for (String feature : image) {
                for (DeclaredSetting setting : read(feature).settings()) {
                    assertTrue(keys.add(setting.key()), setting.key() + " is declared twice");
                    assertTrue(!AllowedValues.of(setting.type()).isEmpty() && setting.help().endsWith("."), setting.key());
                    setting.targets().forEach(target -> assertTrue(target.matches("link\\.[a-z.]+:[a-zA-Z.]+") && targets.add(target), target));
                }
            }
        }
    }

    @Test
    void a_setting_that_needs_another_names_one_of_its_image_and_the_launcher_hears_of_it() throws Exception {
        List<DeclaredSetting> cloud = read("cloud").settings();
        List<DeclaredSetting> needy = cloud.stream().filter(each -> !each.needs().isEmpty()).toList();
        assertEquals(List.of("tunnel.secret"), needy.stream().map(DeclaredSetting::key).toList());
        assertTrue(cloud.stream().anyMatch(each -> each.key().equals(needy.get(0).needs())));
        assertTrue(needy.get(0).line().endsWith("\tlink.cloud.tunnel:secret.file\ttunnel.secret.zone"), needy.get(0).line());
    }

    @Test
    void only_a_lab_has_the_settings_of_a_lab() throws Exception {
        assertTrue(read("box").settings().stream().noneMatch(setting -> setting.key().startsWith("lab.")));
        assertTrue(read("lab").settings().stream().allMatch(setting -> setting.key().startsWith("lab.")));
    }

    @Test
    void the_configuration_file_tells_key_default_help_and_what_is_allowed() {
        String text = new ConfigurationFile("box", List.of(
                new DeclaredSetting("https.port", "port", "443", "The port.", "", List.of("a:b")))).toString();
        assertTrue(text.contains("# The port. (a port, 1 to 65535)\n#https.port = 443\n"), text);
        assertEquals(2, text.lines().filter(line -> line.contains("BOX_") || line.startsWith("# Settings")).count());
    }
}
