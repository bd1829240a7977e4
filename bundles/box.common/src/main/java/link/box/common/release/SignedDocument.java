package link.box.common.release;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import link.box.common.json.Json;

/** A payload with its signatures: JWS, general JSON serialization (RFC 7515, section 7.2.1), Ed25519 (RFC 8037, section 3.1). */
public final class SignedDocument {
    /** The largest document, in bytes. */
    public static final int LIMIT = 256 << 10;

    private static final String ALGORITHM = "EdDSA";
    private static final Set<String> HEADER = Set.of("alg", "kid", "typ");
    private static final int SIGNATURES = 8;

    private final String payload;
    private final List<Signed> signatures;

    /** A signature, and what it says of itself. */
    private record Signed(String header, byte[] signature, String kid) {
    }

    private SignedDocument(String payload, List<Signed> signatures) {
        this.payload = payload;
        this.signatures = signatures;
    }

    /**
     * @param payload what is signed
     * @param type the {@code typ} of its kind of document
     * @param keys Ed25519 keys by their kid ({@link Jwk#kid}); each gives a signature
     * @return the document; the same payload and keys give the same bytes
     * @throws IllegalArgumentException a key is of another kind, or the document would be larger than {@link #LIMIT}
     */
    public static byte[] sign(byte[] payload, String type, Map<String, PrivateKey> keys) {
        String text = encoded(payload);
        JsonArrayBuilder signatures = Json.PROVIDER.createArrayBuilder();
        new TreeMap<>(keys).forEach((kid, key) -> {
            String header = encoded(Json.PROVIDER.createObjectBuilder().add("alg", ALGORITHM).add("kid", kid).add("typ", type).build()
                    .toString().getBytes(StandardCharsets.UTF_8));
            signatures.add(Json.PROVIDER.createObjectBuilder().add("protected", header)
                    .add("signature", encoded(signature(header, text, key))));
        });
        byte[] document = (Json.PROVIDER.createObjectBuilder().add("payload", text).add("signatures", signatures).build() + "\n")
                .getBytes(StandardCharsets.UTF_8);
        if (document.length > LIMIT) {
            throw new IllegalArgumentException("the document has " + document.length + " bytes, more than " + LIMIT);
        }
        return document;
    }

    /**
     * @param type the {@code typ} that it has to have
     * @throws IOException it is too large, no such document, or says something else of itself
     */
    static SignedDocument parse(byte[] document, String type) throws IOException {
        if (document.length > LIMIT) {
            throw new IOException("the document has " + document.length + " bytes, more than " + LIMIT);
        }
        Fields json = Fields.parse(document, "the signed document");
        List<Signed> signatures = new ArrayList<>();
        for (Fields each : json.objects("signatures", "a signature", SIGNATURES)) {
            signatures.add(new Signed(each.text("protected"), decoded(each.text("signature")), kid(each.text("protected"), type)));
        }
        return new SignedDocument(json.text("payload"), signatures);
    }

    /** @return what is said, whoever said it */
    byte[] payload() throws IOException {
        return decoded(payload);
    }

    /**
     * @return whether one of the keys has signed it; signatures of other keys are left aside
     * @throws IOException a signature by one of the keys is wrong
     */
    boolean signedBy(Map<String, PublicKey> keys) throws IOException {
        boolean signed = false;
        for (Signed each : signatures) {
            PublicKey key = keys.get(each.kid());
            if (key != null && !verify(each, key)) {
                throw new IOException("the signature by " + each.kid() + " is wrong: the document was changed or damaged on its way");
            }
            signed |= key != null;
        }
        return signed;
    }

    private boolean verify(Signed signed, PublicKey key) {
        try {
            Signature verifier = Signature.getInstance("Ed25519");
            verifier.initVerify(key);
            verifier.update(input(signed.header(), payload));
            return verifier.verify(signed.signature());
        } catch (GeneralSecurityException e) {
            return false; // of another length, or no point of the curve
        }
    }

    private static String kid(String header, String type) throws IOException {
        Fields json = Fields.parse(decoded(header), "a signature's header");
        JsonObject members = json.json();
        if (!members.keySet().equals(HEADER)) {
            throw new IOException("a signature's header has " + Fields.shown(members.keySet().toString())
                    + ", it should have alg, kid and typ");
        }
        if (!json.text("alg").equals(ALGORITHM)) {
            throw new IOException("a signature is made by " + Fields.shown(json.text("alg")) + ", only " + ALGORITHM + " counts");
        }
        if (!json.text("typ").equals(type)) {
            throw new IOException("the document is of type " + Fields.shown(json.text("typ")) + ", " + type + " is looked for");
        }
        return json.text("kid");
    }

    private static byte[] signature(String header, String payload, PrivateKey key) {
        try {
            Signature signer = Signature.getInstance("Ed25519");
            signer.initSign(key);
            signer.update(input(header, payload));
            return signer.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("no Ed25519 key: " + e.getMessage(), e);
        }
    }

    private static byte[] input(String header, String payload) {
        return (header + "." + payload).getBytes(StandardCharsets.UTF_8);
    }

    private static String encoded(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static byte[] decoded(String text) throws IOException {
        try {
            return Base64.getUrlDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            throw new IOException("the signed document is damaged: " + Fields.shown(text) + " is not base64url", e);
        }
    }
}
