package link.box.runtime;

import java.util.List;

/**
 * One setting of an image, as its features declare it.
 *
 * @param key its name in the configuration file
 * @param type what its value must be
 * @param initial its value when nobody sets it
 * @param targets the configuration properties it becomes, each {@code <pid>:<property>}
 */
record Setting(String key, ValueType type, String initial, List<String> targets) {
    /** From a line {@code key TAB type TAB default TAB target,target}. */
    static Setting parse(String line) {
        String[] fields = line.split("\t", -1);
        return new Setting(fields[0], ValueType.parse(fields[1]), fields[2], List.of(fields[3].split(",")));
    }

    /** @return the environment variable that overrides it */
    String variable(String prefix) {
        return prefix + key.toUpperCase(java.util.Locale.ROOT).replace('.', '_').replace('-', '_');
    }
}
