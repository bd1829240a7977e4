package link.box.common.release;

import jakarta.json.JsonArrayBuilder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PublicKey;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import link.box.common.file.AtomicFile;
import link.box.common.json.Json;

/**
 * The keys by which releases are believed: those of the image, a JWK Set (RFC 7517, section 5), and what the vendor made of them since
 * (docs/adr/032). Immutable.
 */
public final class ReleaseKeys {
    /** The {@code typ} of a signed change of keys. */
    public static final String TYPE = "box-keys+jws";

    private static final int VERSION = 1;
    private static final int KEYS = 8;
    private static final int LIMIT = 64 << 10;

    private final Map<String, PublicKey> keys;
    /** Also those that counted before. */
    private final Map<String, PublicKey> ever;
    private final int number;

    private ReleaseKeys(Map<String, PublicKey> keys, Map<String, PublicKey> before, long number) {
        this.keys = keys;
        this.ever = new LinkedHashMap<>(before);
        this.ever.putAll(keys);
        this.number = (int) number;
    }

    /**
     * @param keys Ed25519 keys, each by its {@link Jwk#kid}
     * @param number how many changes of keys are behind these
     */
    public static ReleaseKeys of(Map<String, PublicKey> keys, int number) {
        return new ReleaseKeys(new LinkedHashMap<>(keys), Map.of(), number);
    }

    /**
     * Blocks for disk.
     *
     * @param jwks the image's keys; a member {@code number} says how many changes they already have behind them, 0 if it is not there
     * @return the keys; none if there is no such file, or no key in it
     * @throws IOException the file cannot be read, or holds something else than Ed25519 keys
     */
    public static ReleaseKeys ofImage(Path jwks) throws IOException {
        if (Files.notExists(jwks)) {
            return new ReleaseKeys(Map.of(), Map.of(), 0);
        }
        Fields json = Fields.parse(AtomicFile.read(jwks, LIMIT), jwks.toString());
        return new ReleaseKeys(keys(json), Map.of(), json.has("number") ? number(json) : 0);
    }

    /**
     * Walks from the image's keys through all changes that are on disk. Blocks for disk; some milliseconds for each change.
     *
     * @param directory with {@code <n>.json}, the n-th change, without a gap from the image's number on
     * @return the keys that count now
     * @throws IOException a change does not follow from what was before it
     */
    public static ReleaseKeys chain(Path jwks, Path directory) throws IOException {
        ReleaseKeys keys = ofImage(jwks);
        Path change = keys.following(directory);
        while (!keys.isEmpty() && Files.exists(change)) {
            keys = keys.next(AtomicFile.read(change, SignedDocument.LIMIT));
            change = keys.following(directory);
        }
        return keys;
    }

    /**
     * @param document the change of keys that follows, signed by a key that counts and by one of the new ones
     * @return the keys that count from then on
     * @throws IOException it is another number's, or not signed so
     */
    public ReleaseKeys next(byte[] document) throws IOException {
        Fields json = Fields.parse(verify(document, TYPE), "the change of keys");
        if (json.number("version") != VERSION || json.number("number") != number + 1L) {
            throw new IOException("the change of keys is number " + json.number("number") + " of version " + json.number("version")
                    + ", number " + (number + 1L) + " of version " + VERSION + " would follow");
        }
        ReleaseKeys next = new ReleaseKeys(keys(json), ever, number(json));
        if (!SignedDocument.parse(document, TYPE).signedBy(next.keys)) {
            throw new IOException("the change of keys is signed by none of the new keys");
        }
        return next;
    }

    /** @return how many changes of keys are behind these */
    public int number() {
        return number;
    }

    /** @return the keys, each by its {@link Jwk#kid} */
    public Map<String, PublicKey> keys() {
        return Collections.unmodifiableMap(keys);
    }

    /** @return what a vendor signs as the change to these keys; it is their JWK Set, too, for an image that begins with them */
    public byte[] payload() {
        JsonArrayBuilder array = Json.PROVIDER.createArrayBuilder();
        keys.values().forEach(key -> array.add(Jwk.of(key)));
        return Json.PROVIDER.createObjectBuilder().add("version", VERSION).add("number", number).add("keys", array).build().toString()
                .getBytes(StandardCharsets.UTF_8);
    }

    /** @return whether there is no key, so no updating */
    public boolean isEmpty() {
        return keys.isEmpty();
    }

    /**
     * @param document JWS, JSON serialization, {@link SignedDocument#LIMIT} bytes at most
     * @param type {@link Release#TYPE} or {@link #TYPE}
     * @return its payload, which one of these keys has signed
     * @throws IOException it is not signed by one of these keys, is of another kind, or is damaged; says which, in a sentence
     */
    public byte[] verify(byte[] document, String type) throws IOException {
        return verify(document, type, keys);
    }

    /**
     * As {@link #verify}, for a release that was verified when it came and has been kept since: a key that counted before is good enough,
     * or a change of keys would leave a Box no set to start but its image.
     */
    byte[] verifyKept(byte[] document) throws IOException {
        return verify(document, Release.TYPE, ever);
    }

    private byte[] verify(byte[] document, String type, Map<String, PublicKey> by) throws IOException {
        if (isEmpty()) {
            throw new IOException("there is no release key, so no release can be believed: the vendor puts his into etc/release.jwks");
        }
        SignedDocument signed = SignedDocument.parse(document, type);
        if (!signed.signedBy(by)) {
            throw new IOException("the document is signed by none of the release keys, which are " + String.join(", ", by.keySet()));
        }
        return signed.payload();
    }

    private Path following(Path directory) {
        return directory.resolve((number + 1L) + ".json");
    }

    private static Map<String, PublicKey> keys(Fields json) throws IOException {
        Map<String, PublicKey> keys = new LinkedHashMap<>();
        for (Fields each : json.objects("keys", "a release key", KEYS)) {
            PublicKey key = Jwk.parse(each);
            keys.put(Jwk.kid(key), key);
        }
        return keys;
    }

    private static long number(Fields json) throws IOException {
        long number = json.number("number");
        if (number >= Integer.MAX_VALUE) {
            throw new IOException(number + " changes of keys are more than there can be");
        }
        return number;
    }
}
