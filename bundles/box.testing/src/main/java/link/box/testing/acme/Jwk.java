package link.box.testing.acme;

import jakarta.json.JsonObject;
import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.security.spec.RSAPublicKeySpec;

/**
 * A client's public key (RFC 7517): EC on P-256, or RSA.
 *
 * @param thumbprint base64url (RFC 7638)
 */
record Jwk(PublicKey key, String thumbprint) {
    static Jwk of(JsonObject json) throws Problem {
        try {
            return switch (json.getString("kty", "")) {
                case "EC" -> ec(json);
                case "RSA" -> rsa(json);
                default -> throw new Problem(400, "badPublicKey", "keys of type EC and RSA are known here");
            };
        } catch (GeneralSecurityException | NullPointerException | ClassCastException e) {
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
        return new Jwk(key, thumbprint("{\"crv\":\"P-256\",\"kty\":\"EC\",\"x\":\"%s\",\"y\":\"%s\"}".formatted(x, y)));
    }

    private static Jwk rsa(JsonObject json) throws GeneralSecurityException, Problem {
        String e = json.getString("e");
        String n = json.getString("n");
        if (number(n).bitLength() < 2048) {
            throw new Problem(400, "badPublicKey", "an RSA key of less than 2048 bits");
        }
        PublicKey key = KeyFactory.getInstance("RSA").generatePublic(new RSAPublicKeySpec(number(n), number(e)));
        return new Jwk(key, thumbprint("{\"e\":\"%s\",\"kty\":\"RSA\",\"n\":\"%s\"}".formatted(e, n)));
    }

    private static BigInteger number(String base64) throws Problem {
        return new BigInteger(1, Wire.bytes(base64));
    }

    private static String thumbprint(String canonical) {
        return Wire.base64(Wire.sha256(canonical));
    }
}
