package link.box.common.release;

import java.util.regex.Pattern;
import org.osgi.framework.Version;

/**
 * A bundle as a release names it (docs/adr/032).
 *
 * @param name its symbolic name
 * @param version its version (OSGi Core, 3.2.5)
 * @param level its start level, 1 to 100
 * @param feature the feature it belongs to, for people
 * @param size of the jar, in bytes, at most {@value #LARGEST}
 * @param sha256 of the jar, in hexadecimal digits, lower case
 */
public record NamedBundle(String name, String version, int level, String feature, long size, String sha256) {
    /** The largest jar, in bytes; all of a release together are no larger. */
    public static final long LARGEST = 64L << 20;

    private static final int LENGTH = 128;
    private static final int LEVELS = 100;
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]+(\\.[A-Za-z0-9_-]+)*");
    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

    /** @throws IllegalArgumentException something is not as above; the message says what */
    public NamedBundle {
        check(isName(name), name, "is no symbolic name of a bundle");
        check(isVersion(version), version, "is no version (of " + name + ")");
        check(level >= 1 && level <= LEVELS, Integer.toString(level), "is no start level (of " + name + "): 1 to " + LEVELS);
        check(isName(feature), feature, "is no name of a feature (of " + name + ")");
        check(size >= 1 && size <= LARGEST, Long.toString(size), "is no size (of " + name + "): 1 to " + LARGEST + " bytes");
        check(isSha256(sha256), sha256, "is no SHA-256 (of " + name + "): 64 digits, lower case");
    }

    static boolean isName(String text) {
        return text.length() <= LENGTH && NAME.matcher(text).matches();
    }

    static boolean isSha256(String text) {
        return SHA256.matcher(text).matches();
    }

    static boolean isVersion(String text) {
        if (text.isBlank() || text.length() > LENGTH) {
            return false;
        }
        try {
            return Version.parseVersion(text) != null;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    static void check(boolean right, String value, String wrong) {
        if (!right) {
            throw new IllegalArgumentException("\"" + Fields.shown(value) + "\" " + wrong);
        }
    }
}
