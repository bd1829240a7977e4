package link.box.login.account;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import link.box.common.file.AtomicFile;

/**
 * What the factory printed on the Box.
 *
 * @param expected whether there is a label: then nobody sets up the Box without a code, not even when the label's cannot be read
 * @param code the code on it
 * @param trouble why the code cannot be used, in words; or none
 */
public record Label(boolean expected, Optional<String> code, Optional<String> trouble) {
    public static final Label NONE = new Label(false, Optional.empty(), Optional.empty());
    private static final int LIMIT = 256;

    /** @param file where the code stands; empty if the Box has none. Blocks for disk */
    public static Label read(String file) {
        if (file.isBlank()) {
            return NONE;
        }
        try {
            String text = new String(AtomicFile.read(Path.of(file), LIMIT), StandardCharsets.UTF_8).strip();
            return SetupCode.wellFormed(text) ? new Label(true, Optional.of(text), Optional.empty())
                    : broken(file + " holds no set-up code: eight letters and digits, a dash between the fours");
        } catch (IOException e) {
            return broken(file + " cannot be read: " + e.getMessage());
        }
    }

    private static Label broken(String why) {
        return new Label(true, Optional.empty(), Optional.of(why));
    }

    @Override
    public String toString() {
        return expected ? "label" : "no label";
    }
}
