package link.box.acme;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.MessageDigest;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;
import link.box.common.file.AtomicFile;
import link.box.common.file.Data;
import link.box.common.json.Json;
import org.osgi.framework.BundleContext;

/** The key of our account at one CA, made once and kept on disk. */
final class AccountKey {
    private static final int LIMIT = 1 << 14;
    private static final int VERSION = 1;

    private final BundleContext context;
    private final String directory;

    AccountKey(BundleContext context, String directory) {
        this.context = context;
        this.directory = directory;
    }

    /** Blocks for disk. A damaged file is an error: CAA records may name the account (RFC 8657), so it is not replaced silently. */
    KeyPair get() throws IOException {
        Path file = Data.of(context).resolve("account-" + hash(directory) + ".json");
        if (!Files.exists(file)) {
            KeyPair made = Keys.generate();
            AtomicFile.write(file, json(made).toString().getBytes(StandardCharsets.UTF_8));
            return made;
        }
        try {
            return keys(Json.object(new String(AtomicFile.read(file, LIMIT), StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException | RuntimeException | IOException e) {
            throw new IOException("the account key in " + file + " cannot be read (" + e.getMessage()
                    + "); restore the file, or remove it to register a new account", e);
        }
    }

    private JsonObject json(KeyPair keys) {
        return Json.PROVIDER.createObjectBuilder().add("version", VERSION).add("directory", directory)
                .add("public", Base64.getEncoder().encodeToString(keys.getPublic().getEncoded()))
                .add("private", Base64.getEncoder().encodeToString(keys.getPrivate().getEncoded())).build();
    }

    private static KeyPair keys(JsonObject json) throws GeneralSecurityException, IOException {
        if (json.getInt("version") != VERSION) {
            throw new IOException("unknown version " + json.getInt("version"));
        }
        KeyFactory factory = KeyFactory.getInstance("EC");
        return new KeyPair(factory.generatePublic(new X509EncodedKeySpec(Base64.getDecoder().decode(json.getString("public")))),
                factory.generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(json.getString("private")))));
    }

    private static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 8);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no SHA-256", e);
        }
    }
}
