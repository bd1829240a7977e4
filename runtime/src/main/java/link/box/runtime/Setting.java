package link.box.runtime;

import java.util.List;

/**
 * One setting of an image, as its features declare it.
 *
 * @param key its name in the configuration file
 * @param type what its value must be
 * @param initial its value when nobody sets it
 * @param needs the key of another one that has to be set where this one is; empty: none
 * @param targets the configuration properties it becomes, each {@code <pid>:<property>}
 */
record Setting(String key, ValueType type, String initial, String needs, List<String> targets) {
    private static final int NEEDS = 4;

    /** From a line {@code key TAB type TAB default TAB target,target}, with {@code TAB key} behind it where it needs another one. */
    static Setting parse(String line) {
        String[] fields = line.split("\t", -1);
        return new Setting(fields[0], ValueType.parse(fields[1]), fields[2], fields.length > NEEDS ? fields[NEEDS] : "",
                List.of(fields[3].split(",")));
    }

    /** @return the environment variable that overrides it */
    String variable(String prefix) {
        return prefix + key.toUpperCase(java.util.Locale.ROOT).replace('.', '_').replace('-', '_');
    }
}
