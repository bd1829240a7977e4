package link.box.runtime;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** The configurations that an image's settings become. */
public final class Configurations {
    private Configurations() {
    }

    /**
     * Blocks for disk.
     *
     * @param home the image
     * @param file the configuration file
     * @param environment variables, of which some override settings
     * @return for each PID its properties
     * @throws IOException a file cannot be read
     * @throws SettingsException a setting is unknown or wrong
     */
    public static Map<String, Map<String, Object>> read(Path home, Path file, Map<String, String> environment)
            throws IOException, SettingsException {
        Image image = new Image(home);
        return new Settings(image.settings(), image.prefix()).read(file, environment);
    }
}
