package link.box.common.release;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A vendor with his keys: makes the documents of these tests. */
final class Vendor {
    static final Instant RELEASED = Instant.parse("2026-11-29T00:00:00Z");
    static final String SHA256 = "0123456789abcdef".repeat(4);

    private Vendor() {
    }

    static KeyPair key() {
        return key("Ed25519");
    }

    static KeyPair key(String algorithm) {
        try {
            return KeyPairGenerator.getInstance(algorithm).generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static NamedBundle bundle(String name, String version) {
        return new NamedBundle(name, version, 2, "box", 1234, SHA256);
    }

    static Release release(long sequence, NamedBundle... bundles) {
        return new Release("stable", sequence, RELEASED, RELEASED.plusSeconds(1_000_000), "0.1.0", false, Set.of(), List.of(bundles));
    }

    static byte[] sign(byte[] payload, String type, KeyPair... pairs) {
        Map<String, PrivateKey> keys = new HashMap<>();
        for (KeyPair pair : pairs) {
            keys.put(Jwk.kid(pair.getPublic()), pair.getPrivate());
        }
        return SignedDocument.sign(payload, type, keys);
    }

    static byte[] sign(Release release, KeyPair... pairs) {
        return sign(release.payload(), Release.TYPE, pairs);
    }

    static Path jwks(Path file, int number, KeyPair... pairs) throws IOException {
        return Files.write(file, keys(number, pairs));
    }

    static byte[] keys(int number, KeyPair... pairs) {
        Map<String, PublicKey> keys = new HashMap<>();
        for (KeyPair pair : pairs) {
            keys.put(Jwk.kid(pair.getPublic()), pair.getPublic());
        }
        return ReleaseKeys.of(keys, number).payload();
    }
}
