package link.box.acme.state;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;

/** A pair of EC keys as it stands on disk. */
final class KeyJson {
    private KeyJson() {
    }

    static JsonObjectBuilder add(JsonObjectBuilder object, KeyPair keys) {
        return object.add("public", Base64.getEncoder().encodeToString(keys.getPublic().getEncoded()))
                .add("private", Base64.getEncoder().encodeToString(keys.getPrivate().getEncoded()));
    }

    static KeyPair of(JsonObject object) throws IOException {
        try {
            KeyFactory factory = KeyFactory.getInstance("EC");
            return new KeyPair(factory.generatePublic(new X509EncodedKeySpec(Base64.getDecoder().decode(object.getString("public")))),
                    factory.generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(object.getString("private")))));
        } catch (GeneralSecurityException | RuntimeException e) {
            throw new IOException("no pair of EC keys: " + e.getMessage(), e);
        }
    }
}
