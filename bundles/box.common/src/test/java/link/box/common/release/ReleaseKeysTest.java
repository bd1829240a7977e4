package link.box.common.release;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

class ReleaseKeysTest {
    private static final Release RELEASE = Vendor.release(42, Vendor.bundle("a.b", "1.0.0"));

    @TempDir
    Path folder;
    private final KeyPair first = Vendor.key();
    private final KeyPair second = Vendor.key();
    private final KeyPair third = Vendor.key();
    private Path jwks;
    private ReleaseKeys keys;

    @BeforeEach
    void flash() throws Exception {
        jwks = Vendor.jwks(folder.resolve("release.jwks"), 0, first);
        keys = ReleaseKeys.ofImage(jwks);
    }

    @Test
    void what_a_key_of_the_image_has_signed_is_believed() throws Exception {
        assertArrayEquals(RELEASE.payload(), keys.verify(Vendor.sign(RELEASE, first), Release.TYPE));
    }

    @Test
    void a_second_signature_by_a_key_that_is_not_known_yet_does_no_harm() throws Exception {
        assertArrayEquals(RELEASE.payload(), keys.verify(Vendor.sign(RELEASE, first, second), Release.TYPE));
    }

    @Test
    void a_document_that_no_known_key_has_signed_is_refused() {
        refused("signed by none of the release keys", Vendor.sign(RELEASE, second));
        refused("signed by none of the release keys", Vendor.sign(RELEASE));
    }

    @Test
    void another_payload_under_the_same_signature_is_refused() {
        String honest = text(Vendor.sign(RELEASE, first));
        String other = text(Vendor.sign(Vendor.release(43, Vendor.bundle("a.b", "1.0.0")), first));
        refused("the document was changed", bytes(honest.replace(payload(honest), payload(other))));
    }

    @Test
    void one_wrong_signature_by_a_known_key_is_enough_to_refuse() throws Exception {
        keys = ReleaseKeys.ofImage(Vendor.jwks(jwks, 0, first, second));
        String document = text(Vendor.sign(RELEASE, first, second));
        int last = document.lastIndexOf("\"signature\":\"") + 20;
        char other = document.charAt(last) == 'A' ? 'B' : 'A';
        refused("is wrong", bytes(document.substring(0, last) + other + document.substring(last + 1)));
    }

    @Test
    void a_signature_of_another_length_is_refused() {
        refused("is wrong", bytes(text(Vendor.sign(RELEASE, first)).replaceFirst("(\"signature\":\")[^\"]*", "$1AAAA")));
    }

    @Test
    void a_header_that_says_anything_else_is_refused() {
        String good = "{\"alg\":\"EdDSA\",\"kid\":\"" + Jwk.kid(first.getPublic()) + "\",\"typ\":\"" + Release.TYPE + "\"}";
        refused("made by none", withHeader(good.replace("EdDSA", "none")));
        refused("made by HS256", withHeader(good.replace("EdDSA", "HS256")));
        refused("should have alg, kid and typ", withHeader(good.replace("}", ",\"crit\":[\"exp\"]}")));
        refused("should have alg, kid and typ", withHeader(good.replace("}", ",\"jwk\":{}}")));
        refused("should have alg, kid and typ", withHeader("{\"alg\":\"EdDSA\"}"));
        refused("is of type " + ReleaseKeys.TYPE, withHeader(good.replace(Release.TYPE, ReleaseKeys.TYPE)));
        refused("cannot be read", withHeader("no JSON"));
    }

    @Test
    void what_is_no_document_is_refused() {
        refused("not JSON", bytes("<!doctype html><title>Welcome</title>"));
        refused("not JSON", bytes(""));
        refused("has no \"signatures\"", bytes("{\"payload\":\"AA\"}"));
        refused("has no \"payload\"", bytes("{\"signatures\":[]}"));
        refused("signed by none", bytes("{\"payload\":\"AA\",\"signatures\":[]}"));
        refused("not base64url", bytes(text(Vendor.sign(RELEASE, first)).replaceFirst("\"protected\":\"", "\"protected\":\"*")));
        refused("more than 8", bytes("{\"payload\":\"AA\",\"signatures\":[" + "{},".repeat(8) + "{}]}"));
        refused("more than 262144", new byte[SignedDocument.LIMIT + 1]);
    }

    @Test
    void a_vendor_cannot_sign_what_no_box_would_read() {
        assertThrows(IllegalArgumentException.class, () -> Vendor.sign(new byte[SignedDocument.LIMIT], Release.TYPE, first));
        assertThrows(IllegalArgumentException.class, () -> SignedDocument.sign(new byte[1], Release.TYPE,
                Map.of("x", Vendor.key("EC").getPrivate())));
    }

    @Test
    void without_a_key_nothing_is_believed() throws Exception {
        for (String text : List.of("", "{\"keys\":[]}")) {
            if (text.isEmpty()) {
                Files.delete(jwks);
            } else {
                Files.writeString(jwks, text);
            }
            keys = ReleaseKeys.chain(jwks, folder);
            assertTrue(keys.isEmpty());
            refused("there is no release key", Vendor.sign(RELEASE, first));
        }
    }

    @Test
    void a_private_key_another_kind_of_key_and_a_wrong_kid_are_no_release_keys() throws Exception {
        String good = Files.readString(jwks);
        for (String wrong : List.of(good.replace("\"kty\"", "\"d\":\"AA\",\"kty\""), good.replace("OKP", "EC"),
                good.replace("Ed25519", "X25519"), good.replace("\"x\":\"", "\"x\":\"AA"), good.replace("\"kid\":\"", "\"kid\":\"A"),
                good.replace("\"x\"", "\"y\""), "[]")) {
            Files.writeString(jwks, wrong);
            assertThrows(IOException.class, () -> ReleaseKeys.ofImage(jwks), wrong);
        }
        assertThrows(IllegalArgumentException.class, () -> Jwk.of(Vendor.key("X25519").getPublic()));
    }

    @Test
    void a_box_that_lay_in_a_drawer_walks_the_whole_chain() throws Exception {
        Files.write(folder.resolve("1.json"), Vendor.sign(Vendor.keys(1, second), ReleaseKeys.TYPE, first, second));
        Files.write(folder.resolve("2.json"), Vendor.sign(Vendor.keys(2, third), ReleaseKeys.TYPE, second, third));
        keys = ReleaseKeys.chain(jwks, folder);
        assertEquals(2, keys.number());
        assertArrayEquals(RELEASE.payload(), keys.verify(Vendor.sign(RELEASE, third), Release.TYPE));
        refused("signed by none of the release keys", Vendor.sign(RELEASE, first));
    }

    @Test
    void an_image_that_was_flashed_later_begins_later_in_the_chain() throws Exception {
        Files.write(folder.resolve("1.json"), Vendor.sign(Vendor.keys(1, second), ReleaseKeys.TYPE, first, second));
        Files.write(folder.resolve("2.json"), Vendor.sign(Vendor.keys(2, third), ReleaseKeys.TYPE, second, third));
        assertEquals(2, ReleaseKeys.chain(Vendor.jwks(jwks, 1, second), folder).number());
        assertEquals(5, ReleaseKeys.chain(Vendor.jwks(jwks, 5, third), folder).number());
    }

    @Test
    void a_change_of_keys_takes_a_signature_by_an_old_and_by_a_new_key() throws Exception {
        notFollowing("signed by none of the release keys", Vendor.sign(Vendor.keys(1, second), ReleaseKeys.TYPE, second));
        notFollowing("signed by none of the new keys", Vendor.sign(Vendor.keys(1, second), ReleaseKeys.TYPE, first));
        notFollowing("signed by none of the new keys", Vendor.sign(Vendor.keys(1), ReleaseKeys.TYPE, first));
        assertEquals(1, keys.next(Vendor.sign(Vendor.keys(1, second), ReleaseKeys.TYPE, first, second)).number());
    }

    @Test
    void a_change_of_keys_that_leaves_one_out_comes_twice_or_is_a_release_is_refused() throws Exception {
        notFollowing("number 1 of version 1 would follow", Vendor.sign(Vendor.keys(2, second), ReleaseKeys.TYPE, first, second));
        notFollowing("number 1 of version 1 would follow", Vendor.sign(Vendor.keys(0, second), ReleaseKeys.TYPE, first, second));
        notFollowing("is of type " + Release.TYPE, Vendor.sign(Vendor.keys(1, second), Release.TYPE, first, second));
    }

    @Test
    void a_damaged_change_on_disk_does_not_lead_back_to_older_keys() throws Exception {
        byte[] change = Vendor.sign(Vendor.keys(1, second), ReleaseKeys.TYPE, first, second);
        change[change.length / 2] ^= 1;
        Files.write(folder.resolve("1.json"), change);
        assertThrows(IOException.class, () -> ReleaseKeys.chain(jwks, folder));
    }

    /** RFC 8037, appendices A.2 and A.3. */
    @Test
    void the_kid_is_the_thumbprint_of_the_standard() throws Exception {
        String set = "{\"keys\":[{\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"kid\":\"kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k\","
                + "\"x\":\"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo\"}]}";
        Files.writeString(jwks, set);
        assertTrue(!ReleaseKeys.ofImage(jwks).isEmpty());
    }

    private void notFollowing(String why, byte[] change) {
        said(why, () -> keys.next(change));
    }

    private void refused(String why, byte[] document) {
        said(why, () -> keys.verify(document, Release.TYPE));
    }

    private static void said(String why, Executable tried) {
        String said = assertThrows(IOException.class, tried).getMessage();
        assertTrue(said.contains(why), said);
    }

    private byte[] withHeader(String header) {
        String encoded = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes(header));
        return bytes(text(Vendor.sign(RELEASE, first)).replaceFirst("(\"protected\":\")[^\"]*", "$1" + encoded));
    }

    private static String payload(String document) {
        return document.replaceFirst("(?s).*\"payload\":\"([^\"]*)\".*", "$1");
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
