package link.box.ota;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import link.box.common.file.AtomicFile;

/**
 * How the Box was before a change, written down for who goes on with it: after a restart, or in the place of this bundle.
 *
 * @param set the set that it is changed to
 * @param way who goes on
 */
record Before(long set, Way way, Vitals vitals) {
    /** Who goes on with a change. */
    enum Way {
        /** Who began. */ SELF,
        /** The bundle that replaces the one that began. */ HEIR,
        /** Who is there after a restart that was planned. */ RESTARTED
    }

    private static final int LIMIT = 1 << 18;
    private static final String VERSION = "version: 1";
    private static final String ILL = "ill ";

    /** Blocks for disk. */
    void write(Path file) throws IOException {
        StringBuilder text = new StringBuilder(VERSION + "\n" + set + " " + way + "\n");
        vitals.well().forEach(each -> text.append(each.line()).append('\n'));
        vitals.ill().keySet().forEach(each -> text.append(ILL).append(each.line()).append('\n'));
        AtomicFile.write(file, text.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** @return empty if it was never written, or not for this set; blocks for disk */
    static Optional<Before> read(Path file, long set) throws IOException {
        if (Files.notExists(file)) {
            return Optional.empty();
        }
        Before before = parse(new String(AtomicFile.read(file, LIMIT), StandardCharsets.UTF_8));
        return before.set() == set ? Optional.of(before) : Optional.empty();
    }

    private static Before parse(String text) throws IOException {
        String[] lines = text.split("\n");
        String[] head = lines.length < 2 || !lines[0].equals(VERSION) ? new String[0] : lines[1].split(" ");
        if (head.length != 2) {
            throw new IOException("what was written down before the change is not of version 1");
        }
        Set<Vital> well = new HashSet<>();
        Map<Vital, String> ill = new HashMap<>();
        for (int i = 2; i < lines.length; i++) {
            if (lines[i].startsWith(ILL)) {
                ill.put(Vital.parse(lines[i].substring(ILL.length())), "it was ill before");
            } else {
                well.add(Vital.parse(lines[i]));
            }
        }
        return new Before(Long.parseLong(head[0]), Way.valueOf(head[1]), new Vitals(well, ill));
    }
}
