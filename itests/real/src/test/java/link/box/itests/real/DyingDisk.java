package link.box.itests.real;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A disk that counts the changes below a directory, and dies or fails at one of them, for a process that gets one of the environments:
 * the shim of {@code src/test/c/die.c}. Acts on java alone, also behind a start script.
 */
final class DyingDisk {
    /** When the process is killed: with half of the bytes written (nothing, if it is no write), or all. */
    enum Moment {
        BEFORE, AFTER
    }

    /** Why a change fails: a full disk, a read-only file system, a foreign owner. */
    enum Trouble {
        ENOSPC, EROFS, EACCES
    }

    private final Path tally;
    private final Map<String, String> common = new HashMap<>();

    /**
     * Compiles the shim, if the folder does not have it. Skips the test where there is no compiler.
     *
     * @param folder for the shim and its count; not one that is looked at
     * @param below whose changes count: an absolute path without links
     * @param butNot beginnings of names that do not count
     */
    DyingDisk(Path folder, Path below, Path... butNot) throws IOException, InterruptedException {
        Path shim = Shim.compile("die.c", folder.resolve("die.so").toAbsolutePath());
        this.tally = folder.resolve("die.count").toAbsolutePath();
        common.put("LD_PRELOAD", shim.toString());
        common.put("DIE_BELOW", below.toString());
        if (butNot.length > 0) {
            common.put("DIE_BUT_NOT", Arrays.stream(butNot).map(Path::toString).collect(Collectors.joining(":")));
        }
    }

    /** @return the environment of a process that nothing happens to */
    Map<String, String> counting() throws IOException {
        Files.deleteIfExists(tally);
        return with(Map.of("DIE_COUNT", tally.toString()));
    }

    /** @return how many changes the process with {@link #counting} has made so far */
    long counted() throws IOException {
        String text = Files.exists(tally) ? Files.readString(tally).strip() : "";
        return text.isEmpty() ? 0 : Long.parseLong(text);
    }

    /** @return the environment of a process that is killed at a change, counted from 1 */
    Map<String, String> dying(long at, Moment moment) {
        return with(Map.of("DIE_AT", String.valueOf(at), "DIE_HOW", moment.name().toLowerCase()));
    }

    /** @return the environment of a process whose changes fail, from one on, counted from 1 */
    Map<String, String> failing(Trouble trouble, long from) {
        return with(Map.of("DIE_FAIL", trouble.name(), "DIE_FROM", String.valueOf(from)));
    }

    private Map<String, String> with(Map<String, String> more) {
        Map<String, String> all = new HashMap<>(common);
        all.putAll(more);
        return all;
    }
}
