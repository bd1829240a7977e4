package link.box.acme.ca;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.util.List;
import java.util.Map;
import javax.crypto.spec.SecretKeySpec;
import link.box.acme.state.Keys;
import org.junit.jupiter.api.Test;
import org.shredzone.acme4j.Account;
import org.shredzone.acme4j.Login;

/** Accounts at the scripted authority. */
class AcmeStubAccountsTest extends StubCase {
    @Test
    void a_key_has_one_account() throws Exception {
        Login first = client.logIn(ca);
        assertEquals(first.getAccountLocation(), client.logIn(ca).getAccountLocation());
        assertEquals(1, ca.accounts());
        assertEquals(first.getAccountLocation(), client.register(ca, builder -> builder.onlyExisting()).getAccountLocation());
        client.takeNewAccountKey();
        assertEquals("accountDoesNotExist", refused(() -> client.register(ca, builder -> builder.onlyExisting())));
        assertEquals("userActionRequired", refused(() -> client.register(ca, builder -> { })));
        assertNotEquals(first.getAccountLocation(), client.logIn(ca).getAccountLocation());
    }

    @Test
    void an_account_changes_its_key_and_ends() throws Exception {
        Account account = client.logIn(ca).getAccount();
        account.changeKey(Keys.generate());
        account.modify().addEmail("me@box.test").commit();
        assertEquals(List.of(URI.create("mailto:me@box.test")), account.getContacts());
        account.deactivate();
        assertEquals("unauthorized", refused(account::fetch));
    }

    @Test
    void a_forgotten_account_is_unknown_and_can_be_made_anew() throws Exception {
        Login old = client.logIn(ca);
        ca.forgetAccounts();
        assertEquals("accountDoesNotExist", refused(() -> client.order("abc.box.test")));
        assertNotEquals(old.getAccountLocation(), client.logIn(ca).getAccountLocation());
        client.issue();
    }

    @Test
    void an_external_account_must_be_bound_with_its_key() throws Exception {
        byte[] secret = new byte[32];
        ca.rules().externalAccounts(Map.of("customer-1", secret));
        assertTrue(client.session(ca).getMetadata().isExternalAccountRequired());
        assertEquals("externalAccountRequired", refused(() -> client.logIn(ca)));
        assertEquals("unauthorized", refused(() -> bind("customer-1", new byte[] {1})));
        assertEquals("unauthorized", refused(() -> bind("customer-2", secret)));
        bind("customer-1", secret);
        assertEquals(1, ca.accounts());
    }

    private Login bind(String name, byte[] secret) throws Exception {
        return client.register(ca, builder -> builder.agreeToTermsOfService()
                .withKeyIdentifier(name, new SecretKeySpec(secret, "HMAC")).withMacAlgorithm("HS256"));
    }
}
