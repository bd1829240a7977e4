package link.box.acme.ca;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.KeyPair;
import java.util.List;
import java.util.Map;
import link.box.acme.state.Keys;
import link.box.common.tls.Trust;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.shredzone.acme4j.AccountBuilder;
import org.shredzone.acme4j.Login;
import org.shredzone.acme4j.exception.AcmeServerException;
import org.shredzone.acme4j.toolbox.JSONBuilder;
import org.shredzone.acme4j.toolbox.JoseUtils;
import org.shredzone.acme4j.util.KeyPairUtils;

/** The scripted authority looks at the envelope of each request before it believes a word. */
class AcmeStubEnvelopeTest extends StubCase {
    private HttpClient http;
    private Login login;

    @BeforeEach
    void start() throws Exception {
        http = HttpClient.newBuilder().sslContext(Trust.context(ca.trust(), null)).build();
        login = client.logIn(ca);
    }

    @Test
    void a_nonce_is_good_once() throws Exception {
        String message = message("/new-order", client.account(), nonce());
        assertEquals(201, send("/new-order", message).statusCode());
        assertRefused(400, "badNonce", send("/new-order", message));
        assertEquals(1, ca.orders());
    }

    @Test
    void a_nonce_must_come_from_here() throws Exception {
        assertRefused(400, "badNonce", send("/new-order", message("/new-order", client.account(), "AAAAAAAAAAAAAAAAAAAAAA")));
    }

    @Test
    void a_message_is_good_at_the_address_that_it_names() throws Exception {
        assertRefused(403, "unauthorized", send("/new-order", message("/new-orders", client.account(), nonce())));
    }

    @Test
    void a_message_of_another_key_is_not_the_accounts() throws Exception {
        assertRefused(400, "malformed", send("/new-order", message("/new-order", Keys.generate(), nonce())));
    }

    @Test
    void a_message_that_was_changed_is_refused() throws Exception {
        String message = message("/new-order", client.account(), nonce());
        String changed = message.replaceFirst("(\"signature\":\"[^\"]{20})[^\"]{4}", "$1AAAA");
        assertRefused(400, "malformed", send("/new-order", changed));
        assertEquals(0, ca.orders());
    }

    @Test
    void an_account_may_have_an_rsa_key() throws Exception {
        KeyPair rsa = KeyPairUtils.createKeyPair(2048);
        Login other = new AccountBuilder().agreeToTermsOfService().useKeyPair(rsa).createLogin(client.session(ca));
        other.newOrder().domains("abc.box.test").create();
        assertEquals(2, ca.accounts());
        Login wrong = client.session(ca).login(other.getAccountLocation(), KeyPairUtils.createKeyPair(2048));
        assertThrows(AcmeServerException.class, () -> wrong.newOrder().domains("abc.box.test").create());
    }

    @Test
    void only_signed_messages_are_read() throws Exception {
        assertRefused(400, "malformed", send("/new-order", "{}"));
        assertRefused(400, "malformed", send("/new-order", "no JSON"));
        assertEquals(405, http.send(request("/new-order").build(), BodyHandlers.ofString()).statusCode());
        assertEquals(404, http.send(request("/nothing").build(), BodyHandlers.ofString()).statusCode());
    }

    private String message(String path, KeyPair key, String nonce) throws Exception {
        JSONBuilder order = new JSONBuilder();
        order.array("identifiers", List.of(Map.of("type", "dns", "value", "abc.box.test")));
        return JoseUtils.createJoseRequest(uri(path).toURL(), key, order, nonce, login.getAccountLocation().toString()).toString();
    }

    private String nonce() throws Exception {
        return http.send(request("/nonce").method("HEAD", BodyPublishers.noBody()).build(), BodyHandlers.discarding())
                .headers().firstValue("Replay-Nonce").orElseThrow();
    }

    private HttpResponse<String> send(String path, String message) throws Exception {
        return http.send(request(path).header("Content-Type", "application/jose+json").POST(BodyPublishers.ofString(message)).build(),
                BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(uri(path));
    }

    private URI uri(String path) {
        return URI.create(ca.directory()).resolve(path);
    }

    private static void assertRefused(int status, String type, HttpResponse<String> answer) {
        assertEquals(status, answer.statusCode(), answer.body());
        assertTrue(answer.body().contains("urn:ietf:params:acme:error:" + type), answer.body());
    }
}
