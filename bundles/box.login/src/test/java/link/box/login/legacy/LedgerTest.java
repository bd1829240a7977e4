package link.box.login.legacy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import link.box.common.json.Json;
import link.box.login.account.User;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LedgerTest {
    private static final String APP = "https://old.example";
    private static final User ANN = new User("u1", "Ann", "ann@example.com", true, "");
    private static final User BOB = new User("u2", "Bob", "bob@example.com", false, "");
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    @TempDir
    Path data;
    private Instant now = Instant.parse("2026-11-01T12:00:00Z");
    private Ledger ledger;
    private boolean left;

    @BeforeEach
    void make() throws Exception {
        ledger = new Ledger(data, () -> now, Set.of(APP, "https://other.example"), user -> !left);
        ledger.letIn(APP);
    }

    @Test
    void a_token_says_who_for_which_app_and_how_long() throws Exception {
        String token = issue(ANN);
        assertEquals("{\"typ\":\"JWT\",\"alg\":\"HS256\"}", text(token, 0));
        assertEquals(Json.object("{\"id\":\"u1\",\"email\":\"ann@example.com\",\"iat\":1793534400,\"exp\":1809086400,\"jti\":\""
                + ledger.tokens().get(0).id() + "\",\"aud\":\"https://old.example\"}"), Json.object(text(token, 1)));
        assertTrue(token.matches("[A-Za-z0-9_.-]{1,512}"), token);
        assertEquals("u1", ledger.find(token).orElseThrow().user());
    }

    @Test
    void whose_password_is_another_by_now_gets_none() throws Exception {
        left = true;
        assertTrue(ledger.issue(ANN, APP).isEmpty() && ledger.tokens().isEmpty());
    }

    @Test
    void l4_one_that_is_signed_otherwise_is_nobodys() throws Exception {
        String token = issue(ANN);
        issue(BOB);
        String claims = token.split("\\.")[1];
        for (String header : new String[] {"none", "None", "HS512", "HS384", "RS256", "ES256", "hs256"}) {
            String body = encode("{\"alg\":\"" + header + "\"}") + "." + claims;
            assertTrue(ledger.find(body + ".").isEmpty(), header);
            assertTrue(ledger.find(body + "." + token.split("\\.")[2]).isEmpty(), header);
            assertTrue(ledger.find(body + "." + hmac(body, secret("u1"))).isEmpty(), header);
        }
        KeyPairGenerator rsa = KeyPairGenerator.getInstance("RSA");
        rsa.initialize(2048);
        Signature signature = Signature.getInstance("SHA256withRSA");
        signature.initSign(rsa.generateKeyPair().getPrivate());
        String body = encode("{\"alg\":\"RS256\"}") + "." + encode("{\"id\":\"u1\"}");
        signature.update(body.getBytes(StandardCharsets.US_ASCII));
        assertTrue(ledger.find(body + "." + BASE64.encodeToString(signature.sign())).isEmpty());
    }

    @Test
    void l4_another_users_secret_signs_nothing_for_me() throws Exception {
        String mine = issue(ANN);
        issue(BOB);
        String body = encode("{\"alg\":\"HS256\"}") + "." + mine.split("\\.")[1];
        assertTrue(ledger.find(body + "." + hmac(body, secret("u2"))).isEmpty());
        assertTrue(ledger.find(body + "." + hmac(body, secret("u1"))).isPresent(), "what was tried is good but for the secret");
        String stranger = encode("{\"alg\":\"HS256\"}") + "." + encode(text(mine, 1).replace("\"u1\"", "\"u3\""));
        assertTrue(ledger.find(stranger + "." + hmac(stranger, secret("u1"))).isEmpty());
    }

    @Test
    void l4_what_it_says_must_be_what_was_noted() throws Exception {
        String token = issue(ANN);
        ledger.letIn("https://other.example");
        for (String other : new String[] {text(token, 1).replace(APP, "https://other.example"),
            text(token, 1).replace(ledger.tokens().get(0).id(), "another")}) {
            String body = encode("{\"alg\":\"HS256\"}") + "." + encode(other);
            assertTrue(ledger.find(body + "." + hmac(body, secret("u1"))).isEmpty(), other);
        }
    }

    @Test
    void l4_it_is_over_after_180_days_after_60_unused_and_when_it_is_ended() throws Exception {
        String unused = issue(ANN);
        String rare = issue(ANN);
        String used = issue(ANN);
        now = now.plus(Duration.ofDays(59));
        assertTrue(ledger.find(used).isPresent() && ledger.find(rare).isPresent());
        now = now.plus(Duration.ofDays(1));
        assertTrue(ledger.find(unused).isEmpty(), "60 days unused");
        now = now.plus(Duration.ofDays(58));
        assertTrue(ledger.find(used).isPresent());
        now = now.plus(Duration.ofDays(1));
        assertTrue(ledger.find(rare).isEmpty(), "60 days after its last use");
        now = now.plus(Duration.ofDays(58));
        assertTrue(ledger.find(used).isPresent());
        now = now.plus(Duration.ofDays(3));
        assertTrue(ledger.find(used).isEmpty(), "180 days");
        String ended = issue(ANN);
        ledger.end(each -> true);
        assertTrue(ledger.find(ended).isEmpty());
    }

    @Test
    void a_clock_set_back_lengthens_nothing() throws Exception {
        String token = issue(ANN);
        now = now.minusSeconds(1);
        assertTrue(ledger.find(token).isEmpty() && !ledger.any());
        now = now.plusSeconds(1);
        assertTrue(ledger.find(token).isPresent());
    }

    @Test
    void a_restart_keeps_them_and_a_new_secret_does_not() throws Exception {
        String token = issue(ANN);
        now = now.plus(Duration.ofDays(59));
        assertTrue(ledger.find(token).isPresent());
        ledger.tidy(true);
        now = now.plus(Duration.ofDays(59));
        Ledger next = new Ledger(data, () -> now, Set.of(APP), user -> !left);
        next.load();
        assertTrue(next.find(token).isPresent());
        next.endUser("u1");
        assertTrue(next.find(token).isEmpty());
        assertTrue(next.issue(ANN, APP).isPresent());
        assertTrue(next.find(token).isEmpty());
        assertFalse(Files.readString(data.resolve("legacy.json")).contains(token.split("\\.")[2]));
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(data.resolve("legacy.json"))));
    }

    @Test
    void an_app_that_is_listed_no_more_is_out() throws Exception {
        String token = issue(ANN);
        Ledger next = new Ledger(data, () -> now, Set.of("https://other.example"), user -> !left);
        next.load();
        assertTrue(next.find(token).isEmpty() && !next.any() && next.tokens().isEmpty());
        next.letIn("https://evil.example");
        assertTrue(next.in("https://evil.example").isEmpty() && next.issue(ANN, APP).isEmpty());
    }

    @Test
    void there_are_64_at_most_and_the_oldest_gives_way() throws Exception {
        String first = issue(ANN);
        for (int i = 0; i < 64; i++) {
            issue(ANN);
        }
        assertTrue(ledger.find(first).isEmpty());
        assertEquals(64, ledger.tokens().size());
    }

    @Test
    void a_token_fits_through_the_gate_or_is_not_made() throws Exception {
        String label = "a".repeat(61) + ".";
        String origin = "https://" + label.repeat(4) + "ab";
        Ledger wide = new Ledger(data, () -> now, Set.of(origin), user -> !left);
        wide.letIn(origin);
        String longest = "a".repeat(64) + "@" + "b".repeat(189);
        assertTrue(wide.issue(new User("u1", "Ann", longest, true, ""), origin).flatMap(wide::find).isPresent());
        assertTrue(wide.issue(new User("u1", "Ann", longest.replace('b', '\u20ac'), true, ""), origin).isEmpty());
        assertEquals(1, wide.tokens().size());
    }

    @Test
    void a_clock_that_is_ahead_and_not_believed_forgets_nothing() throws Exception {
        String token = issue(ANN);
        Instant right = now;
        now = right.plus(Duration.ofDays(61));
        issue(BOB);
        now = right.plus(Duration.ofDays(9000));
        assertEquals(List.of(), ledger.tidy(false));
        now = right;
        assertTrue(ledger.find(token).isPresent(), "neither for a new one nor by tidying up");
        now = right.plus(Duration.ofDays(9000));
        assertEquals(List.of(APP), ledger.tidy(true));
        now = right;
        assertTrue(ledger.find(token).isEmpty());
    }

    @Test
    void what_is_taken_back_is_over_though_it_cannot_be_written() throws Exception {
        String first = issue(ANN);
        String second = issue(BOB);
        String third = issue(ANN);
        String id = ledger.find(first).orElseThrow().id();
        full(true);
        assertThrows(IOException.class, () -> ledger.end(token -> token.id().equals(id)));
        assertTrue(ledger.find(first).isEmpty() && ledger.find(third).isPresent());
        assertThrows(IOException.class, () -> ledger.endUser("u2"));
        assertTrue(ledger.find(second).isEmpty());
        assertThrows(IOException.class, () -> ledger.putOut(APP));
        assertTrue(ledger.find(third).isEmpty() && !ledger.any());
        assertThrows(IOException.class, () -> ledger.letIn(APP));
        assertFalse(ledger.any(), "what is given is written first");
        full(false);
        ledger.tidy(false);
        assertTrue(reread().tokens().isEmpty() && !reread().any(), "as soon as it can be written, it is");
    }

    @Test
    void taking_back_again_writes_what_could_not_be_written() throws Exception {
        issue(ANN);
        full(true);
        assertThrows(IOException.class, () -> ledger.endUser("u1"));
        full(false);
        ledger.endUser("u1");
        assertTrue(reread().tokens().isEmpty());
    }

    @Test
    void a_damaged_file_lets_nobody_in() throws Exception {
        Files.writeString(data.resolve("legacy.json"), "{\"version\":1");
        Ledger next = new Ledger(data, () -> now, Set.of(APP), user -> !left);
        assertThrows(IOException.class, next::load);
        assertFalse(next.any());
    }

    /** Seeded: what was mangled is refused, and never with anything but that. */
    @Test
    void mangled_tokens_are_nobodys() throws Exception {
        String token = issue(ANN);
        Random random = new Random(8);
        String alphabet = "ABCxyz019_-.=+/{}\"\u0000\u00e9";
        for (int i = 0; i < 100_000; i++) {
            StringBuilder text = new StringBuilder(token);
            for (int changes = 1 + random.nextInt(3); changes > 0; changes--) {
                int at = random.nextInt(text.length() - 1);
                text.setCharAt(at, alphabet.charAt(random.nextInt(alphabet.length())));
            }
            assertTrue(text.toString().equals(token) || ledger.find(text.toString()).isEmpty(), text.toString());
        }
    }

    private Ledger reread() throws IOException {
        Ledger next = new Ledger(data, () -> now, Set.of(APP), user -> !left);
        next.load();
        return next;
    }

    /** A directory in its place, that is not empty, is as hard to write as a disk that is full. */
    private void full(boolean isFull) throws IOException {
        Path place = data.resolve("legacy.json.new");
        if (isFull) {
            Files.createDirectories(place.resolve("x"));
        } else {
            Files.delete(place.resolve("x"));
            Files.delete(place);
        }
    }

    private String issue(User user) throws IOException {
        return ledger.issue(user, APP).orElseThrow();
    }

    private byte[] secret(String user) throws IOException {
        return Json.object(Files.readString(data.resolve("legacy.json"))).getJsonArray("secrets").stream().map(each -> each.asJsonObject())
                .filter(each -> each.getString("user").equals(user)).map(each -> Base64.getUrlDecoder().decode(each.getString("secret")))
                .findFirst().orElseThrow();
    }

    private static String hmac(String body, byte[] secret) throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(secret, "HmacSHA256"));
        return BASE64.encodeToString(mac.doFinal(body.getBytes(StandardCharsets.US_ASCII)));
    }

    private static String encode(String text) {
        return BASE64.encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String text(String token, int part) {
        return new String(Base64.getUrlDecoder().decode(token.split("\\.")[part]), StandardCharsets.UTF_8);
    }
}
