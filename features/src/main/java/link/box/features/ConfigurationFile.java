package link.box.features;

import java.util.List;
import link.box.runtime.AllowedValues;

/** The commented configuration file of an image: every setting with its default, so that the text cannot differ from the code. */
final class ConfigurationFile {
    private static final int WIDTH = 110;

    private final String name;
    private final List<DeclaredSetting> settings;

    ConfigurationFile(String name, List<DeclaredSetting> settings) {
        this.name = name;
        this.settings = settings;
    }

    @Override
    public String toString() {
        String prefix = name.toUpperCase(java.util.Locale.ROOT) + "_";
        StringBuilder text = new StringBuilder("# Settings, one a line: key = value. What is commented out is the default.\n"
                + "# Each can be overridden from the environment: zone.name by " + prefix + "ZONE_NAME, and so on.\n");
        for (DeclaredSetting setting : settings) {
            text.append('\n');
            wrap(setting.help() + " (" + AllowedValues.of(setting.type()) + ")", text);
            text.append(("#" + setting.key() + " = " + setting.initial()).stripTrailing()).append('\n');
        }
        return text.toString();
    }

    private static void wrap(String help, StringBuilder text) {
        StringBuilder line = new StringBuilder("#");
        for (String word : help.split(" ")) {
            if (line.length() + word.length() >= WIDTH) {
                text.append(line).append('\n');
                line = new StringBuilder("#");
            }
            line.append(' ').append(word);
        }
        text.append(line).append('\n');
    }
}
