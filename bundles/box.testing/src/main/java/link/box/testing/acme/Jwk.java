package link.box.testing.acme;

import jakarta.json.JsonObject;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.security.spec.RSAPublicKeySpec;

/**
 * A client's public key (RFC 7517): EC on P-256, or RSA.
 *
 * @param thumbprint base64url (RFC 7638)
 * @param algorithm what it signs with
 */
record Jwk(PublicKey key, String thumbprint, String algorithm, Check check) {
    /** Whether a signature is the key's. */
    @FunctionalInterface
    interface Check {
        boolean verify(String message, byte[] signature) throws GeneralSecurityException;
    }

    static Jwk of(JsonObject json) throws Problem {
        try {
            return switch (json.getString("kty", "")) {
                case "EC" -> ec(json);
                case "RSA" -> rsa(json);
                default -> throw new Problem(400, "badPublicKey", "keys of type EC and RSA are known here");
            };
        } catch (GeneralSecurityException | IllegalArgumentException | NullPointerException | ClassCastException e) {
            throw new Problem(400, "badPublicKey", "not a key: " + e.getMessage());
        }
    }

    private static Jwk ec(JsonObject json) throws GeneralSecurityException, Problem {
        if (!"P-256".equals(json.getString("crv"))) {
            throw new Problem(400, "badPublicKey", "the only curve here is P-256");
        }
        String x = json.getString("x");
        String y = json.getString("y");
        AlgorithmParameters curve = AlgorithmParameters.getInstance("EC");
        curve.init(new ECGenParameterSpec("secp256r1"));
        PublicKey key = KeyFactory.getInstance("EC").generatePublic(new ECPublicKeySpec(new ECPoint(number(x), number(y)),
                curve.getParameterSpec(ECParameterSpec.class)));
        String canonical = "{\"crv\":\"P-256\",\"kty\":\"EC\",\"x\":\"%s\",\"y\":\"%s\"}".formatted(x, y);
        return new Jwk(key, thumbprint(canonical), "ES256", new EcSignature((ECPublicKey) key)::verify);
    }

    private static Jwk rsa(JsonObject json) throws GeneralSecurityException, Problem {
        String e = json.getString("e");
        String n = json.getString("n");
        if (number(n).bitLength() < 2048) {
            throw new Problem(400, "badPublicKey", "an RSA key of less than 2048 bits");
        }
        PublicKey key = KeyFactory.getInstance("RSA").generatePublic(new RSAPublicKeySpec(number(n), number(e)));
        String canonical = "{\"e\":\"%s\",\"kty\":\"RSA\",\"n\":\"%s\"}".formatted(e, n);
        return new Jwk(key, thumbprint(canonical), "RS256", (message, signature) -> rsa(key, message, signature));
    }

    private static boolean rsa(PublicKey key, String message, byte[] signature) throws GeneralSecurityException {
        Signature check = Signature.getInstance("SHA256withRSA");
        check.initVerify(key);
        check.update(message.getBytes(StandardCharsets.US_ASCII));
        return check.verify(signature);
    }

    private static BigInteger number(String base64) throws Problem {
        return new BigInteger(1, Wire.bytes(base64));
    }

    private static String thumbprint(String canonical) {
        return Wire.base64(Wire.sha256(canonical));
    }
}
