package link.box.acme.ca;

import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Path;
import java.security.KeyPair;
import java.util.Optional;
import link.box.acme.state.AccountFile;
import org.shredzone.acme4j.AccountBuilder;
import org.shredzone.acme4j.Login;
import org.shredzone.acme4j.Session;
import org.shredzone.acme4j.connector.Resource;
import org.shredzone.acme4j.exception.AcmeException;

/** A certificate authority and our account there, for the length of an attempt. Methods block for the network. */
public final class Ca {
    private final CaSettings settings;
    private final AccountFile account;
    private final Clients clients;
    private Session session;

    /**
     * Asks nothing yet.
     *
     * @param folder of the bundle
     */
    public Ca(CaSettings settings, Path folder, Clients clients) {
        this.settings = settings;
        this.account = new AccountFile(folder, settings.directory());
        this.clients = clients;
    }

    /** @return how to use it */
    public CaSettings settings() {
        return settings;
    }

    /** @return our account as it is known; registered now if it never was */
    public Login login() throws IOException, AcmeException {
        AccountFile.Known known = account.get();
        return known.url().isEmpty() ? register() : session().login(url(known.url().get()), known.key());
    }

    /** Registers the account with the key that it has. A CA that knows the key gives the account it has (RFC 8555, section 7.3). */
    public Login register() throws IOException, AcmeException {
        KeyPair key = account.get().key();
        AccountBuilder builder = new AccountBuilder().agreeToTermsOfService().useKeyPair(key);
        if (!settings.contact().isEmpty()) {
            builder.addEmail(settings.contact());
        }
        if (!settings.eab().isEmpty()) {
            Eab eab = Eab.read(settings.eab());
            builder.withKeyIdentifier(eab.kid(), eab.hmac());
        }
        Login login = builder.createLogin(session());
        account.registered(key, login.getAccountLocation().toString());
        return login;
    }

    /** @return whether it says when to renew (RFC 9773) */
    public boolean suggests() throws IOException, AcmeException {
        return session().resourceUrlOptional(Resource.RENEWAL_INFO).isPresent();
    }

    /** @return the profile to order; empty for its default, also if it does not offer the one that is set */
    public Optional<String> profile() throws IOException, AcmeException {
        String wanted = settings.profile();
        return !wanted.isEmpty() && session().getMetadata().isProfileAllowed(wanted) ? Optional.of(wanted) : Optional.empty();
    }

    @Override
    public String toString() {
        return settings.directory();
    }

    private Session session() throws IOException {
        if (session == null) {
            session = new Session(uri(), new BoundedProvider(clients.of(settings.trust()), clients.worker()));
        }
        return session;
    }

    private URI uri() throws IOException {
        try {
            URI uri = new URI(settings.directory());
            if ("https".equalsIgnoreCase(uri.getScheme()) && uri.getHost() != null) {
                return uri;
            }
        } catch (URISyntaxException e) {
            throw new IOException("the setting " + settings.setting() + " is no URL: \"" + settings.directory() + "\"", e);
        }
        throw new IOException("the setting " + settings.setting() + " must be a https URL, and is \"" + settings.directory() + "\"");
    }

    private static URL url(String text) throws IOException {
        try {
            return new URL(text);
        } catch (MalformedURLException e) {
            throw new IOException("the account's URL is none: " + text, e);
        }
    }
}
