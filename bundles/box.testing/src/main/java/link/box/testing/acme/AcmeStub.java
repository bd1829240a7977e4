package link.box.testing.acme;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import link.box.testing.Made;

/**
 * A certificate authority that speaks ACME (RFC 8555, with dns-01, RFC 9773 and profiles) by a clock that the test owns, keeps the
 * limits of the large one, and fails as told. Its state is in memory. All methods may be called from any thread.
 */
public final class AcmeStub implements AutoCloseable {
    private final Notebook notebook = new Notebook();
    private final Rules rules = new Rules();
    private final Faults faults = new Faults(this::release);
    private final Door door;
    private final Site site;
    private final Authority authority;
    private final Path trust;

    /**
     * @param folder gets the certificate of its server
     * @param clock stamps all that it says and signs
     * @param texts the TXT values of a name (without a dot at its end) when a challenge is validated, one call at a time; what it
     *        throws is a failure of the DNS
     */
    public AcmeStub(Path folder, InstantSource clock, Function<String, ? extends Collection<String>> texts)
            throws IOException, GeneralSecurityException {
        Made made = Made.selfSigned("localhost");
        this.trust = folder.resolve("acme-stub.pem");
        Files.writeString(trust, Wire.pem(made.chain().get(0).getEncoded()));
        this.door = new Door();
        this.site = new Site("https://localhost:" + door.port(), clock, rules, notebook);
        this.authority = new Authority(site, faults, texts);
        door.open(tls(made), clock, authority::answer);
    }

    /** @return the URL to begin with */
    public String directory() {
        return site.url(Kind.DIRECTORY);
    }

    /** @return a PEM file: whom to trust to be the server */
    public String trust() {
        return trust.toString();
    }

    /** @return whom to trust for certificates that it issues */
    public X509Certificate root() {
        return authority.root();
    }

    /** @return what it does when all is well */
    public Rules rules() {
        return rules;
    }

    /** @return what goes wrong */
    public Faults faults() {
        return faults;
    }

    /** While out, every connection is closed before a word is said. */
    public void outage(boolean now) {
        door.shut(now);
    }

    /** Closes all connections; forgets accounts, orders, nonces, certificates and what limits have counted, unless they are kept. */
    public void restart(boolean keep) {
        door.hangUp(line -> true);
        if (!keep) {
            authority.forget();
        }
    }

    /** No key has an account any more. */
    public void forgetAccounts() {
        authority.forgetAccounts();
    }

    /** @return how many accounts there are */
    public int accounts() {
        return authority.accounts();
    }

    /** @return how many orders were placed, since the beginning */
    public long orders() {
        return authority.orders();
    }

    /** @return all certificates that were issued, since the beginning */
    public List<Issued> issued() {
        return notebook.issued();
    }

    /** @return the requests that met a limit, since the beginning; those that a fault refused are not among them */
    public List<Violation> violations() {
        return notebook.violations();
    }

    /** @return the last 10,000 requests */
    public List<Seen> requests() {
        return notebook.requests();
    }

    /** @return how many requests there were, since the beginning */
    public long requestCount() {
        return notebook.count();
    }

    @Override
    public void close() throws IOException {
        door.close();
    }

    private void release() {
        door.hangUp(Line::isHung);
    }

    private static SSLContext tls(Made made) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry("server", made.key(), new char[0], made.chain().toArray(Certificate[]::new));
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, new char[0]);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        return context;
    }
}
