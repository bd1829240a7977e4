package link.box.acme;

import java.io.IOException;
import java.net.URI;
import java.security.KeyPair;
import link.box.common.tls.Trust;
import org.shredzone.acme4j.AccountBuilder;
import org.shredzone.acme4j.Login;
import org.shredzone.acme4j.Session;
import org.shredzone.acme4j.exception.AcmeException;

/** A certificate authority and our account there. */
final class Ca {
    private final URI directory;
    private final String trust;
    private final String contact;
    private final AccountKey account;

    Ca(URI directory, String trust, String contact, AccountKey account) {
        this.directory = directory;
        this.trust = trust.strip();
        this.contact = contact.strip();
        this.account = account;
    }

    URI directory() {
        return directory;
    }

    /** Asking for a new account with a known key gives the account it has (RFC 8555, section 7.3): right in both cases. */
    Login login() throws IOException, AcmeException {
        if (!"https".equalsIgnoreCase(directory.getScheme())) {
            throw new IOException("the ACME directory must be a https URL, and is " + directory);
        }
        KeyPair key = account.get();
        Session session = new Session(directory, new BoundedProvider(Trust.context(trust, null)));
        AccountBuilder builder = new AccountBuilder().agreeToTermsOfService().useKeyPair(key);
        if (!contact.isEmpty()) {
            builder.addEmail(contact);
        }
        return builder.createLogin(session);
    }
}
