package link.box.discover;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import link.box.common.file.KeptFile;

/**
 * The Boxes seen before, in a file of this user's (0600). The first certificate of each is the one that counts. What is remembered is
 * written by {@link #save} alone, so that neither a full memory nor a full disk comes before what was seen.
 */
final class Known {
    private static final int MOST = 256;
    private static final int LIMIT = 1 << 17;
    private static final Pattern ENTRY = Pattern.compile("[a-z0-9]{40,52} [0-9a-f]{64} [a-z0-9-]{1,63}\\.local [0-9a-f.:]{2,45}");

    private final Path path;
    private final KeptFile file;
    private final List<Entry> entries;
    private boolean changed;
    private int turnedAway;

    /** A Box seen before, and where it was last. */
    record Entry(String id, String fingerprint, String host, String address) {
        static Entry of(Claim claim) {
            return new Entry(claim.id(), claim.fingerprint(), claim.host(), claim.address().getHostAddress());
        }

        private String line() {
            return String.join(" ", id, fingerprint, host, address);
        }
    }

    /** @throws IOException it is damaged or cannot be read: then nothing is compared, and nothing overwritten */
    Known(Path path) throws IOException {
        this.path = path;
        this.file = new KeptFile(path, LIMIT);
        this.entries = new ArrayList<>(file.read(Known::parse,
                damage -> System.err.println(damage.getMessage() + "; what was known before its last change is used")).orElse(List.of()));
    }

    /** @return {@code box/known} where the desktop's programs keep their state (the XDG base directory specification) */
    static Path place(Map<String, String> environment) {
        String state = environment.getOrDefault("XDG_STATE_HOME", "");
        Path base = state.startsWith("/") ? Path.of(state) : Path.of(environment.getOrDefault("HOME", "."), ".local", "state");
        return base.resolve("box").resolve("known");
    }

    Path path() {
        return path;
    }

    Optional<Entry> byId(String id) {
        return entries.stream().filter(each -> each.id().equals(id)).findFirst();
    }

    Optional<Entry> byFingerprint(String fingerprint) {
        return entries.stream().filter(each -> each.fingerprint().equals(fingerprint)).findFirst();
    }

    /** @return a Box with another certificate that was last seen at that name or address */
    Optional<Entry> inPlaceOf(Claim claim) {
        Entry now = Entry.of(claim);
        return entries.stream().filter(each -> !each.fingerprint().equals(now.fingerprint()))
                .filter(each -> each.host().equals(now.host()) || each.address().equals(now.address())).findFirst();
    }

    /** @return whether this Box is remembered, and where it is now; false if there is no room for one more */
    boolean remember(Claim claim) {
        Entry now = Entry.of(claim);
        if (entries.contains(now)) {
            return true;
        }
        entries.removeIf(each -> each.id().equals(now.id()) || each.fingerprint().equals(now.fingerprint()));
        if (entries.size() >= MOST) {
            turnedAway++;
            return false;
        }
        entries.add(now);
        changed = true;
        return true;
    }

    /** @return whether there was one whose id begins so */
    boolean forget(String id) {
        List<Entry> named = entries.stream().filter(each -> each.id().startsWith(id)).toList();
        if (named.size() > 1) {
            throw new IllegalArgumentException(named.size() + " known Boxes have an id that begins with " + id + "; give more of it");
        }
        changed |= entries.removeAll(named);
        return !named.isEmpty();
    }

    /**
     * Writes what is new; blocks for disk.
     *
     * @throws IOException it cannot be written, or there was no room for all
     */
    void save() throws IOException {
        if (changed) {
            file.write(entries.stream().map(each -> each.line() + "\n").collect(Collectors.joining()));
            changed = false;
        }
        if (turnedAway > 0) {
            throw new IOException(path + " holds " + MOST + " Boxes already, so there is no room for " + turnedAway + " more; make room "
                    + "with --forget ID, or remove it and " + path + ".previous to begin anew");
        }
    }

    private static List<Entry> parse(String text) throws IOException {
        List<Entry> entries = new ArrayList<>();
        for (String line : text.lines().toList()) {
            if (!ENTRY.matcher(line).matches()) {
                throw new IOException("a line that is no Box");
            }
            String[] words = line.split(" ");
            entries.add(new Entry(words[0], words[1], words[2], words[3]));
        }
        return entries;
    }
}
