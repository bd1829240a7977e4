package link.box.acme.state;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.KeyPair;
import java.util.Optional;
import link.box.common.file.AtomicFile;
import link.box.common.file.KeptFile;
import link.box.common.json.Json;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Our account at one CA: its key, made once and kept, and its URL. Methods block for disk. */
public final class AccountFile {
    private static final Logger LOG = LoggerFactory.getLogger("box.acme");
    private static final int LIMIT = 1 << 14;

    private final String directory;
    private final Path path;
    private final KeptFile file;

    /**
     * What is known of the account.
     *
     * @param key its key
     * @param url where the CA has it; empty before it is registered
     */
    public record Known(KeyPair key, Optional<String> url) {
    }

    /**
     * @param folder of the bundle
     * @param directory of the CA
     */
    public AccountFile(Path folder, String directory) {
        this.directory = directory;
        this.path = folder.resolve("account-" + Hash.of(directory.getBytes(StandardCharsets.UTF_8)).substring(0, 16) + ".json");
        this.file = new KeptFile(path, LIMIT);
    }

    /**
     * @throws IOException both generations are damaged; they stay, as CAA records may name the account (RFC 8657): see
     *         {@link #renounce}
     */
    public Known get() throws IOException {
        try {
            Optional<Known> known = plain();
            if (known.isEmpty()) {
                known = file.read(AccountFile::parse, e -> LOG.warn("The account's previous file is used: {}", e.getMessage()));
            }
            if (known.isPresent()) {
                return known.get();
            }
        } catch (IOException e) {
            throw new IOException("the account key in " + path + " cannot be read (" + e.getMessage()
                    + "); restore the file, or remove it and its previous generation to register a new account", e);
        }
        Known made = new Known(Keys.generate(), Optional.empty());
        write(made);
        return made;
    }

    /** Puts aside what cannot be read, so that there will be another account; does nothing if it can be read. */
    public void renounce() throws IOException {
        try {
            get();
        } catch (IOException e) {
            LOG.warn("A new account is registered: {}. The damaged file is put aside", e.getMessage());
            if (Files.exists(path)) { // else only its previous generation is there, and damaged as well
                Files.move(path, path.resolveSibling(path.getFileName() + ".damaged"), StandardCopyOption.REPLACE_EXISTING);
            }
            file.delete();
        }
    }

    /** The CA has it there. */
    public void registered(KeyPair key, String url) throws IOException {
        Known next = new Known(key, Optional.of(url));
        if (plain().isPresent()) {
            write(next);
        }
        write(next);
    }

    /** The first release wrote JSON without a checksum. */
    private Optional<Known> plain() throws IOException {
        if (!Files.exists(path)) {
            return Optional.empty();
        }
        String text = new String(AtomicFile.read(path, LIMIT), StandardCharsets.UTF_8);
        return text.startsWith("{") ? Optional.of(parse(text)) : Optional.empty();
    }

    private void write(Known known) throws IOException {
        JsonObjectBuilder json = Json.PROVIDER.createObjectBuilder().add("directory", directory);
        known.url().ifPresent(url -> json.add("url", url));
        file.write(KeyJson.add(json, known.key()).build().toString());
    }

    private static Known parse(String text) throws IOException {
        JsonObject json = Json.object(text);
        return new Known(KeyJson.of(json), Optional.ofNullable(json.getString("url", null)));
    }
}
