package link.box.testing.acme;

import jakarta.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A signed message in its flattened form (RFC 7515; RFC 8555, section 6.2). By hand: what a client's library takes for right is
 * not judged by the same library.
 *
 * @param payload as it was sent, base64url; empty for POST-as-GET
 */
record Jws(JsonObject header, String signed, String payload, byte[] signature) {
    private static final Map<String, String> MACS = Map.of("HS256", "HmacSHA256", "HS384", "HmacSHA384", "HS512", "HmacSHA512");

    static Jws of(JsonObject json) throws Problem {
        String header = json.getString("protected", "");
        String payload = json.getString("payload", "");
        return new Jws(Wire.object(new String(Wire.bytes(header), StandardCharsets.UTF_8)), header + "." + payload, payload,
                Wire.bytes(json.getString("signature", "")));
    }

    /** @return the text of a field in the header */
    String get(String name) throws Problem {
        String value = header.getString(name, null);
        if (value == null) {
            throw Problem.malformed("the protected header has no " + name);
        }
        return value;
    }

    boolean has(String name) {
        return header.containsKey(name);
    }

    Jwk jwk() throws Problem {
        JsonObject jwk = header.getJsonObject("jwk");
        if (jwk == null) {
            throw Problem.malformed("the protected header has no jwk");
        }
        return Jwk.of(jwk);
    }

    boolean isEmpty() {
        return payload.isEmpty();
    }

    JsonObject json() throws Problem {
        return Wire.object(new String(Wire.bytes(payload), StandardCharsets.UTF_8));
    }

    void verify(Jwk key) throws Problem {
        if (!get("alg").equals(key.algorithm())) {
            throw new Problem(400, "badSignatureAlgorithm", "this key signs with " + key.algorithm());
        }
        try {
            if (!key.check().verify(signed, signature)) {
                throw Problem.malformed("the signature is wrong");
            }
        } catch (GeneralSecurityException e) {
            throw Problem.malformed("the signature cannot be verified: " + e.getMessage());
        }
    }

    /** Verifies a binding's code instead of a signature (RFC 8555, section 7.3.4). */
    void verify(byte[] secret) throws Problem {
        String name = MACS.get(get("alg"));
        if (name == null) {
            throw new Problem(400, "badSignatureAlgorithm", "known here: HS256, HS384 and HS512");
        }
        try {
            Mac mac = Mac.getInstance(name);
            mac.init(new SecretKeySpec(secret, name));
            if (!MessageDigest.isEqual(signature, mac.doFinal(signed.getBytes(StandardCharsets.US_ASCII)))) {
                throw new Problem(403, "unauthorized", "the external account binding is not made with its key");
            }
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
