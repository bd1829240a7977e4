package link.box.ota.change;

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
import link.box.ota.health.Illness;
import link.box.ota.health.Vital;
import link.box.ota.health.Vitals;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How the Box was before a change, written down for who goes on with it: after a restart, or in the place of this bundle.
 *
 * @param set the set that it is changed to
 * @param way who goes on
 * @param near bundles that the change may reach
 */
record Before(long set, Way way, Vitals vitals, Set<String> near) {
    /** Who goes on with a change. */
    enum Way {
        /** Who began. */ SELF,
        /** The bundle that replaces the one that began. */ HEIR,
        /** Who is there after a restart that was planned. */ RESTARTED
    }

    private static final Logger LOG = LoggerFactory.getLogger("box.ota");
    private static final int LIMIT = 1 << 18;
    private static final String VERSION = "version: 2";
    /** Without what is near. */
    private static final String OLDER = "version: 1";
    private static final String NEAR = "near ";
    private static final Illness BEFORE = new Illness(Illness.Kind.FAILS, "it was ill before");
    private static final String ILL = "ill ";

    Before {
        near = Set.copyOf(near);
    }

    /** Blocks for disk. */
    void write(Path file) throws IOException {
        StringBuilder text = new StringBuilder(VERSION + "\n" + set + " " + way + "\n");
        vitals.well().forEach(each -> text.append(each.line()).append('\n'));
        vitals.ill().keySet().forEach(each -> text.append(ILL).append(each.line()).append('\n'));
        near.forEach(each -> text.append(NEAR).append(each).append('\n'));
        AtomicFile.write(file, text.toString().getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Blocks for disk.
     *
     * @return empty if it was never written, not for this set, or by a version that writes it otherwise, or is damaged: a set is not
     *     judged by that
     */
    static Optional<Before> read(Path file, long set) {
        if (Files.notExists(file)) {
            return Optional.empty();
        }
        try {
            Before before = parse(new String(AtomicFile.read(file, LIMIT), StandardCharsets.UTF_8));
            return before.set() == set ? Optional.of(before) : Optional.empty();
        } catch (IOException | RuntimeException e) {
            LOG.warn("how the Box was before is not known any more, and so less is asked of what runs now: {}", e.toString());
            return Optional.empty();
        }
    }

    private static Before parse(String text) throws IOException {
        String[] lines = text.split("\n");
        String[] head = lines.length < 2 || !Set.of(VERSION, OLDER).contains(lines[0]) ? new String[0] : lines[1].split(" ");
        if (head.length != 2) {
            throw new IOException("what was written down before the change is of another version");
        }
        Set<Vital> well = new HashSet<>();
        Map<Vital, Illness> ill = new HashMap<>();
        Set<String> near = new HashSet<>();
        for (int i = 2; i < lines.length; i++) {
            if (lines[i].startsWith(ILL)) {
                ill.put(Vital.parse(lines[i].substring(ILL.length())), BEFORE);
            } else if (lines[i].startsWith(NEAR)) {
                near.add(lines[i].substring(NEAR.length()));
            } else {
                well.add(Vital.parse(lines[i]));
            }
        }
        return new Before(Long.parseLong(head[0]), Way.valueOf(head[1]), new Vitals(well, ill), near);
    }
}
