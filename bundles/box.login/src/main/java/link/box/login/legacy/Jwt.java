package link.box.login.legacy;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import link.box.common.json.Json;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.keys.HmacKey;
import org.jose4j.lang.JoseException;

/** Tokens as old apps hold them: JWT (RFC 7519), signed with HS256 (RFC 7518, section 3.2) and nothing else. */
public final class Jwt {
    /** What the gate takes of a token. */
    static final int MAX = 1024;
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]*");
    private static final AlgorithmConstraints HS256 =
            new AlgorithmConstraints(ConstraintType.PERMIT, AlgorithmIdentifiers.HMAC_SHA256);

    /** What a token says that is signed as it should be. */
    record Claims(String token, String user, String origin, Instant ends) {
    }

    private Jwt() {
    }

    /** @return whether it has the form of one; no other token of the Box has */
    public static boolean shaped(String text) {
        return text.length() <= MAX && FORM.matcher(text).matches();
    }

    static String sign(Token token, String email, byte[] secret) throws IOException {
        JsonWebSignature jws = new JsonWebSignature();
        jws.setHeader("typ", "JWT");
        jws.setAlgorithmHeaderValue(AlgorithmIdentifiers.HMAC_SHA256);
        jws.setKey(new HmacKey(secret));
        jws.setPayload(Json.PROVIDER.createObjectBuilder().add("id", token.user()).add("email", email)
                .add("iat", token.issued().getEpochSecond()).add("exp", token.ends().getEpochSecond()).add("jti", token.id())
                .add("aud", token.origin()).build().toString());
        try {
            return jws.getCompactSerialization();
        } catch (JoseException e) {
            throw new IOException("the token cannot be signed: " + e.getMessage(), e);
        }
    }

    /** @param secrets of a user; empty if that one has none */
    static Optional<Claims> read(String text, Function<String, Optional<byte[]>> secrets) {
        if (!shaped(text)) {
            return Optional.empty();
        }
        try {
            JsonWebSignature jws = new JsonWebSignature();
            jws.setAlgorithmConstraints(HS256);
            jws.setCompactSerialization(text);
            JsonObject claims = Json.object(jws.getUnverifiedPayload());
            Optional<byte[]> secret = secrets.apply(claims.getString("id", ""));
            if (secret.isEmpty()) {
                return Optional.empty();
            }
            jws.setKey(new HmacKey(secret.get()));
            return jws.verifySignature() ? Optional.of(new Claims(claims.getString("jti"), claims.getString("id"), claims.getString("aud"),
                    Instant.ofEpochSecond(claims.getJsonNumber("exp").longValueExact()))) : Optional.empty();
        } catch (JoseException | IOException e) { // somebody else's, or none at all
            return Optional.empty();
        }
    }
}
