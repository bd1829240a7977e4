package link.box.runtime;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads the configuration file and the environment, and refuses what it does not know: a typing error must not become a default. */
final class Settings {
    /** Read by the start script, not by us. */
    private static final Set<String> OF_THE_SCRIPT = Set.of("JAVA", "JAVA_OPTS");
    private static final int LONGEST_FILE = 1 << 20;

    private static final Logger LOG = LoggerFactory.getLogger("box.runtime");

    private final Map<String, Setting> known;
    private final String prefix;

    Settings(List<Setting> known, String prefix) {
        this.known = known.stream().collect(Collectors.toMap(Setting::key, Function.identity(), (a, b) -> a, LinkedHashMap::new));
        this.prefix = prefix;
    }

    /** @return for each PID its properties */
    Map<String, Map<String, Object>> read(Path file, Map<String, String> environment) throws IOException, SettingsException {
        Map<String, String> values = new HashMap<>();
        known.values().forEach(setting -> values.put(setting.key(), setting.initial()));
        values.putAll(fromFile(file));
        values.putAll(fromEnvironment(environment));
        complete(values);
        Map<String, Map<String, Object>> configurations = new TreeMap<>();
        for (Setting setting : known.values()) {
            for (String target : setting.targets()) {
                int colon = target.indexOf(':');
                configurations.computeIfAbsent(target.substring(0, colon), pid -> new TreeMap<>())
                        .put(target.substring(colon + 1), values.get(setting.key()));
            }
        }
        return configurations;
    }

    private void complete(Map<String, String> values) throws SettingsException {
        for (Setting setting : known.values()) {
            if (!values.get(setting.key()).isEmpty() && values.getOrDefault(setting.needs(), "-").isEmpty()) {
                throw new SettingsException(setting.key() + " is set and " + setting.needs() + " is not: set both, or neither");
            }
        }
    }

    private Map<String, String> fromFile(Path file) throws IOException, SettingsException {
        if (!Files.isRegularFile(file)) {
            throw new SettingsException("the configuration file " + file + " is not there; give another one with --config");
        }
        if (Files.size(file) > LONGEST_FILE) {
            throw new SettingsException("the configuration file " + file + " is larger than " + LONGEST_FILE + " bytes");
        }
        Map<String, String> values = new HashMap<>();
        int number = 0;
        for (String line : Files.readAllLines(file)) {
            number++;
            String text = line.strip();
            if (!text.isEmpty() && !text.startsWith("#")) {
                add(values, text, file + ", line " + number, file.toAbsolutePath().getParent());
            }
        }
        return values;
    }

    private void add(Map<String, String> values, String text, String where, Path directory) throws SettingsException {
        int equals = text.indexOf('=');
        if (equals < 0) {
            throw new SettingsException(where + ": \"" + text + "\" is not of the form key = value");
        }
        String key = text.substring(0, equals).strip();
        String value = text.substring(equals + 1).strip();
        if (values.containsKey(key)) {
            throw new SettingsException(where + ": " + key + " is set a second time");
        }
        values.put(key, checked(key, value, where, directory));
    }

    private Map<String, String> fromEnvironment(Map<String, String> environment) throws SettingsException {
        Map<String, String> keys = known.values().stream().collect(Collectors.toMap(each -> each.variable(prefix), Setting::key));
        Set<String> groups = keys.keySet().stream().map(name -> group(name.substring(prefix.length()))).collect(Collectors.toSet());
        Map<String, String> values = new HashMap<>();
        for (Map.Entry<String, String> variable : environment.entrySet()) {
            String name = variable.getKey();
            if (!name.startsWith(prefix) || OF_THE_SCRIPT.contains(name.substring(prefix.length()))) {
                continue;
            }
            String key = keys.get(name);
            if (key == null && !groups.contains(group(name.substring(prefix.length())))) {
                LOG.warn("the environment variable {} is no setting: ignored", name); // another program's may begin like ours
                continue;
            }
            if (key == null) {
                throw new SettingsException("the environment variable " + name + " is no setting; " + suggestion(keys.keySet()));
            }
            values.put(key, checked(key, variable.getValue().strip(), "the environment variable " + name, Path.of("").toAbsolutePath()));
        }
        return values;
    }

    private String checked(String key, String value, String where, Path directory) throws SettingsException {
        Setting setting = known.get(key);
        if (setting == null) {
            throw new SettingsException(where + ": unknown setting " + key + "; " + suggestion(known.keySet()));
        }
        if (!setting.type().accepts(value)) {
            throw new SettingsException(where + ": " + key + " = " + value + " is not allowed; it must be " + setting.type().allowed());
        }
        return setting.type().isPath(value) ? directory.resolve(value).toString() : value;
    }

    private static String group(String variable) {
        return variable.replaceFirst("_.*", "");
    }

    private static String suggestion(Set<String> keys) {
        return "known are " + String.join(", ", keys.stream().sorted().toList());
    }
}
