package link.box.acme;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.security.KeyPair;
import link.box.common.tls.Trust;
import org.shredzone.acme4j.AccountBuilder;
import org.shredzone.acme4j.Login;
import org.shredzone.acme4j.Session;
import org.shredzone.acme4j.exception.AcmeException;

/** A certificate authority and our account there. */
final class Ca {
    private final String directory;
    private final String trust;
    private final String contact;
    private final AccountKey account;

    Ca(String directory, String trust, String contact, AccountKey account) {
        this.directory = directory;
        this.trust = trust.strip();
        this.contact = contact.strip();
        this.account = account;
    }

    String directory() {
        return directory;
    }

    /** Asking for a new account with a known key gives the account it has (RFC 8555, section 7.3): right in both cases. */
    Login login() throws IOException, AcmeException {
        URI uri = uri();
        KeyPair key = account.get();
        Session session = new Session(uri, new BoundedProvider(Trust.context(trust, null)));
        AccountBuilder builder = new AccountBuilder().agreeToTermsOfService().useKeyPair(key);
        if (!contact.isEmpty()) {
            builder.addEmail(contact);
        }
        return builder.createLogin(session);
    }

    private URI uri() throws IOException {
        try {
            URI uri = new URI(directory);
            if ("https".equalsIgnoreCase(uri.getScheme()) && uri.getHost() != null) {
                return uri;
            }
        } catch (URISyntaxException e) {
            throw new IOException("the setting acme.directory is no URL: \"" + directory + "\"", e);
        }
        throw new IOException("the setting acme.directory must be a https URL, and is \"" + directory + "\"");
    }
}
