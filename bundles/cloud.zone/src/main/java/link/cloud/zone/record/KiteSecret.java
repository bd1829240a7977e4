package link.cloud.zone.record;

import java.util.regex.Pattern;

/**
 * What a Box signs its kite's challenges with. Kept as it is: a signature can only be recomputed with it. Never shown.
 *
 * @param text 256 random bits as 64 hexadecimal digits, lower case
 */
public record KiteSecret(String text) {
    private static final Pattern FORM = Pattern.compile("[0-9a-f]{64}");
    /** The text and the objects around it, as a 64-bit JVM lays them out. */
    static final int BYTES = 144;

    /** @throws IllegalArgumentException it is none; the text is not repeated */
    public KiteSecret {
        if (!FORM.matcher(text).matches()) {
            throw new IllegalArgumentException("a kite's secret has 64 hexadecimal digits");
        }
    }

    /** Records end up in logs. */
    @Override
    public String toString() {
        return "KiteSecret[***]";
    }
}
