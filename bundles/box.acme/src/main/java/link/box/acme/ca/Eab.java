package link.box.acme.ca;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Set;
import link.box.common.file.AtomicFile;
import link.box.common.file.DiskWords;
import link.box.common.json.Json;

/**
 * What a CA has given out to tie our account to one it has of us (RFC 8555, section 7.3.4).
 *
 * @param kid the key's identifier
 * @param hmac the key, base64url
 */
record Eab(String kid, String hmac) {
    private static final int LIMIT = 1 << 12;

    /** @param file JSON with {@code kid} and {@code hmac}, readable by its owner only */
    static Eab read(String file) throws IOException {
        Path path = Path.of(file);
        try {
            Set<PosixFilePermission> mode = Files.getPosixFilePermissions(path);
            if (mode.contains(PosixFilePermission.GROUP_READ) || mode.contains(PosixFilePermission.OTHERS_READ)) {
                throw new IOException("others can read it; make it 0600");
            }
            JsonObject json = Json.object(new String(AtomicFile.read(path, LIMIT), StandardCharsets.UTF_8));
            return new Eab(json.getString("kid"), json.getString("hmac"));
        } catch (IOException | RuntimeException e) {
            String why = e instanceof NullPointerException ? "it lacks kid or hmac" : DiskWords.of(e);
            throw new IOException("the external account binding in " + path + " cannot be used: " + why, e);
        }
    }

    @Override
    public String toString() {
        return "Eab[" + kid + "]";
    }
}
