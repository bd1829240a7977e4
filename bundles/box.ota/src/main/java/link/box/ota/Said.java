package link.box.ota;

import java.io.IOException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import link.box.common.file.KeptFile;
import link.box.common.release.Release;

/** What the release of the highest number said: a vendor does not change what he has said. Methods block for disk. Not thread-safe. */
final class Said {
    private static final Pattern FORM = Pattern.compile("([0-9]{1,12}) ([0-9a-f]{64})(?: ([0-9TZ:.-]{20,30}))?\n");
    private static final int LIMIT = 1024;

    private final Path path;
    private final KeptFile file;

    /** A release, the SHA-256 of its payload, and when it was made. */
    private record Statement(long sequence, String sha256, Instant released) {
        static Statement parse(String text) throws IOException {
            Matcher form = FORM.matcher(text);
            if (!form.matches()) {
                throw new IOException("it names no release");
            }
            Instant released = form.group(3) == null ? Instant.MIN : Instant.parse(form.group(3));
            return new Statement(Long.parseLong(form.group(1)), form.group(2), released);
        }
    }

    /** @param directory of box.ota */
    Said(Path directory) {
        this.path = directory.resolve("said");
        this.file = new KeptFile(path, LIMIT);
    }

    /** @return the highest number that was heard, 0 if there is none */
    long sequence() {
        return before().sequence();
    }

    /** @return when the release of that number was made, if that is later than this */
    Instant latest(Instant other) {
        Instant released = before().released();
        return released.isAfter(other) ? released : other;
    }

    /**
     * Remembers what is said if its number is a new one.
     *
     * @throws Refused something else was said under this number
     */
    void hear(Release release, byte[] payload) throws IOException {
        Statement now = new Statement(release.sequence(), sha256(payload), release.released());
        Statement before = before();
        if (now.sequence() == before.sequence() && !now.sha256().equals(before.sha256())) {
            throw new Refused("release " + now.sequence() + " says something else than it did when it was seen first",
                    "publish what has changed under a higher number");
        }
        if (now.sequence() > before.sequence()) {
            Disk.write(path, () -> file.write(now.sequence() + " " + now.sha256() + " " + now.released() + "\n"));
        }
    }

    /** Damage forgets it: the journal still has the number. */
    private Statement before() {
        Statement nothing = new Statement(0, "", Instant.MIN);
        try {
            return file.read(Statement::parse, damage -> { }).orElse(nothing);
        } catch (IOException e) {
            return nothing;
        }
    }

    private static String sha256(byte[] payload) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(payload));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this JVM has no SHA-256", e);
        }
    }
}
