package link.box.common.release;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import link.box.common.json.Json;

/** Public Ed25519 keys as JSON Web Keys (RFC 7517; RFC 8037, section 2). */
public final class Jwk {
    private static final int LENGTH = 32;
    /** What comes before the key in its SubjectPublicKeyInfo (RFC 8410, section 4). */
    private static final byte[] PREFIX = HexFormat.of().parseHex("302a300506032b6570032100");

    private Jwk() {
    }

    /**
     * @return the key's thumbprint (RFC 7638; RFC 8037, appendix A.3), by which documents name it: 43 characters
     * @throws IllegalArgumentException it is no Ed25519 key
     */
    public static String kid(PublicKey key) {
        String canonical = "{\"crv\":\"Ed25519\",\"kty\":\"OKP\",\"x\":\"" + x(key) + "\"}";
        try {
            return base64(MessageDigest.getInstance("SHA-256").digest(canonical.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JVM has no SHA-256", e);
        }
    }

    /**
     * @return the key as JSON, its {@link #kid} in it
     * @throws IllegalArgumentException it is no Ed25519 key
     */
    public static JsonObject of(PublicKey key) {
        return Json.PROVIDER.createObjectBuilder()
                .add("kty", "OKP").add("crv", "Ed25519").add("kid", kid(key)).add("x", x(key)).build();
    }

    /** @throws IOException it is no public Ed25519 key under its thumbprint; says what it is */
    static PublicKey parse(Fields json) throws IOException {
        if (json.has("d")) {
            throw new IOException("a private key stands among the release keys: take it out, and make a new one, it is no secret any more");
        }
        if (!json.text("kty").equals("OKP") || !json.text("crv").equals("Ed25519")) {
            throw new IOException("a release key is of type " + Fields.shown(json.text("kty") + " " + json.text("crv"))
                    + ", it should be OKP Ed25519");
        }
        PublicKey key = key(json.text("x"));
        if (!json.text("kid").equals(kid(key))) {
            throw new IOException("a release key's kid is " + Fields.shown(json.text("kid")) + ", its thumbprint is " + kid(key));
        }
        return key;
    }

    private static PublicKey key(String x) throws IOException {
        try {
            byte[] raw = Base64.getUrlDecoder().decode(x);
            if (raw.length != LENGTH) {
                throw new IOException("a release key has " + raw.length + " bytes, it should have " + LENGTH);
            }
            byte[] encoded = Arrays.copyOf(PREFIX, PREFIX.length + LENGTH);
            System.arraycopy(raw, 0, encoded, PREFIX.length, LENGTH);
            return KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new IOException("a release key is damaged: " + Fields.shown(x), e);
        }
    }

    private static String x(PublicKey key) {
        byte[] encoded = key.getEncoded();
        if (encoded.length != PREFIX.length + LENGTH || !Arrays.equals(encoded, 0, PREFIX.length, PREFIX, 0, PREFIX.length)) {
            throw new IllegalArgumentException("no Ed25519 key: " + key.getAlgorithm());
        }
        return base64(Arrays.copyOfRange(encoded, PREFIX.length, encoded.length));
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
