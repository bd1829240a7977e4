package link.box.common.file;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A small text that has to survive: written atomically, with a checksum, and with the previous generation beside it, which is used when
 * the current one is damaged. Methods block for disk. One owner; not thread-safe.
 */
public final class KeptFile {
    private static final Pattern FORM = Pattern.compile("version: 1\nsha256: ([0-9a-f]{64})\n(.*)", Pattern.DOTALL);

    private final Path current;
    private final Path previous;
    private final int limit;

    /** Makes sense of the text, or says why it cannot. */
    @FunctionalInterface
    public interface Parser<T> {
        /** @throws IOException the text is not what it should be */
        T parse(String text) throws IOException;
    }

    /**
     * @param file where the current generation is; the previous one has {@code .previous} before the ending
     * @param limit largest size in bytes
     */
    public KeptFile(Path file, int limit) {
        String name = file.getFileName().toString();
        int dot = name.lastIndexOf('.');
        this.current = file;
        this.previous = file.resolveSibling(dot < 0 ? name + ".previous" : name.substring(0, dot) + ".previous" + name.substring(dot));
        this.limit = limit;
    }

    /**
     * @param parser what makes a value of the text; a text that it refuses is as good as damaged
     * @param damage told once, with the reason, when the current generation is damaged and the previous one is used
     * @return the value; empty if the file was never written
     * @throws IOException neither generation can be used; says why of the current one
     */
    public <T> Optional<T> read(Parser<T> parser, Consumer<IOException> damage) throws IOException {
        // what may not be looked at was written all the same
        if (Files.notExists(current) && Files.notExists(previous)) {
            return Optional.empty();
        }
        try {
            return Optional.of(read(current, parser));
        } catch (IOException e) {
            Optional<T> older = older(parser);
            if (older.isEmpty()) {
                throw e;
            }
            damage.accept(e);
            return older;
        }
    }

    /**
     * Replaces the text; what was current becomes the previous generation if it is whole.
     *
     * @throws IOException the current generation is what it was, but for what {@link AtomicFile#write(Path, byte[])} says of the directory
     */
    public void write(String text) throws IOException {
        AtomicFile.directory(current.toAbsolutePath().getParent());
        if (whole()) {
            AtomicFile.write(previous, AtomicFile.read(current, limit));
        }
        AtomicFile.write(current, ("version: 1\nsha256: " + digest(text) + "\n" + text).getBytes(StandardCharsets.UTF_8));
    }

    /** Forgets both generations; the older one first, so that it never comes back alone. */
    public void delete() throws IOException {
        boolean gone = Files.deleteIfExists(previous);
        gone |= Files.deleteIfExists(current);
        if (gone) {
            AtomicFile.syncDirectory(current.toAbsolutePath().getParent());
        }
    }

    private boolean whole() {
        try {
            read(current, text -> text);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private <T> Optional<T> older(Parser<T> parser) {
        try {
            return Optional.of(read(previous, parser));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private <T> T read(Path file, Parser<T> parser) throws IOException {
        if (Files.notExists(file)) {
            throw new IOException(file + " is missing");
        }
        Matcher form = FORM.matcher(new String(AtomicFile.read(file, limit), StandardCharsets.UTF_8));
        if (!form.matches()) {
            throw new IOException(file + " is cut off or not of version 1");
        }
        if (!digest(form.group(2)).equals(form.group(1))) {
            throw new IOException(file + " is damaged: its checksum differs");
        }
        try {
            return parser.parse(form.group(2));
        } catch (IOException | RuntimeException e) {
            throw new IOException(file + " cannot be used: " + e.getMessage(), e);
        }
    }

    private static String digest(String text) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this JVM has no SHA-256", e);
        }
    }
}
