package link.box.acme;

import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import link.box.acme.ca.Ca;
import link.box.acme.ca.Chains;
import link.box.acme.ca.Refusal;
import link.box.acme.ca.Spoilt;
import link.box.acme.ca.Stuck;
import link.box.acme.dns.Dns01;
import link.box.acme.plan.Lifetime;
import link.box.acme.state.Keys;
import link.box.acme.state.OrderFile;
import link.box.acme.state.PendingOrder;
import link.box.api.work.RetryAfter;
import link.box.api.work.Worker;
import org.shredzone.acme4j.Login;
import org.shredzone.acme4j.Order;
import org.shredzone.acme4j.Status;
import org.shredzone.acme4j.exception.AcmeException;
import org.shredzone.acme4j.exception.AcmeLazyLoadingException;
import org.shredzone.acme4j.exception.AcmeProtocolException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One try to get a certificate from one CA (RFC 8555, section 7): ordered, or found half-done on disk. Goes on step by step and keeps
 * nothing in memory that the CA and the disk do not know, too.
 */
final class Attempt {
    private static final Logger LOG = LoggerFactory.getLogger("box.acme");
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final int MOST_REQUESTS = 3;
    private static final Duration LONGEST_HOLD = Duration.ofDays(2);

    private final Ca ca;
    private final List<String> names;
    private final Placement placement;
    private final OrderFile file;
    private final Worker worker;
    private final Dns01 dns;
    private final Authorizations authorizations;
    private final Pace pace = new Pace();
    private PendingOrder pending;
    private Order order;
    private Status status;
    private long since;
    private int requests;
    private boolean fresh;
    private List<List<X509Certificate>> chains = List.of();

    Attempt(Ca ca, List<String> names, Placement placement, OrderFile file, Dns01 dns, Worker worker) {
        this.ca = ca;
        this.names = names;
        this.placement = placement;
        this.file = file;
        this.worker = worker;
        this.dns = dns;
        this.authorizations = new Authorizations(dns, worker);
    }

    /** @return the CA that is tried */
    Ca ca() {
        return ca;
    }

    /** @return what is on its way */
    PendingOrder pending() {
        return pending;
    }

    /** @return the chains that the CA offers, once all is done; the one to prefer first */
    List<List<X509Certificate>> chains() {
        return chains;
    }

    /**
     * @return whether a certificate whose time it seems not to be is worth waiting for: it was made for us just now; one of an order that
     *         an earlier run has left may have ended indeed
     */
    boolean holds() {
        Duration half = Lifetime.of(chains.get(0).get(0)).length().dividedBy(2);
        Duration longest = half.compareTo(LONGEST_HOLD) < 0 ? half : LONGEST_HOLD;
        return fresh && worker.nanos() - since < longest.toNanos();
    }

    /** @return the key of the certificate */
    PrivateKey key() {
        return pending.key().getPrivate();
    }

    /**
     * Goes one step on; blocks for the network.
     *
     * @return when to go on; empty when the certificate is there
     * @throws Spoilt nothing can come of this order
     * @throws IOException it did not work; the order may still be good
     * @throws RetryAfter it did not work, and somebody has set a time
     */
    Optional<Duration> advance() throws IOException, RetryAfter {
        try {
            if (order == null) {
                open();
            } else {
                order.fetch();
            }
            return proceed();
        } catch (AcmeException | AcmeProtocolException | AcmeLazyLoadingException e) {
            throw Refusal.of(ca.toString(), worker.now(), e);
        }
    }

    private Optional<Duration> proceed() throws AcmeException, IOException, RetryAfter {
        patience();
        switch (status) {
            case VALID:
                chains = Chains.offered(order.getCertificate(), ca.settings().issuer());
                return Optional.empty();
            case INVALID:
                throw spoilt();
            case READY:
                request();
                return Optional.of(pace.next());
            case PENDING:
                return Optional.of(authorizations.advance(order));
            default:
                return Optional.of(pace.next(order.getRetryAfter(), worker.now()));
        }
    }

    private void request() throws AcmeException, IOException {
        if (++requests > MOST_REQUESTS) {
            throw new Stuck("the CA " + ca + " does not take the certificate request, and does not say why");
        }
        order.execute(pending.key());
    }

    private void patience() throws IOException {
        Status now = order.getStatus();
        if (now != status) {
            status = now;
            since = worker.nanos();
            pace.reset();
        } else if (worker.nanos() - since > PATIENCE.toNanos() && status != Status.PENDING && status != Status.VALID) {
            throw new Stuck("the order at " + ca + " is still " + status + " after " + PATIENCE.toMinutes() + " minutes");
        }
    }

    private void open() throws AcmeException, IOException, RetryAfter {
        Optional<PendingOrder> found = file.read();
        if (found.isPresent() && found.get().url().isPresent() && fits(found.get())) {
            pending = found.get(); // kept, too, if the CA cannot be asked just now
            if (resumed(found.get())) {
                return;
            }
            pending = null;
        }
        fresh = true;
        dns.several(); // before the CA is asked: an order that the zone cannot serve counts, too
        Login login = ca.login();
        pending = new PendingOrder(ca.toString(), login.getAccountLocation().toString(), names, Keys.generate(), Optional.empty(), 0);
        file.write(pending); // before the CA is asked, too: a certificate that the disk cannot take counts
        order = placement.place(ca, login, names);
        // the account may have been registered anew meanwhile
        pending = new PendingOrder(ca.toString(), ca.login().getAccountLocation().toString(), names, pending.key(),
                Optional.of(order.getLocation().toString()), 0);
        file.write(pending);
    }

    private boolean fits(PendingOrder found) {
        return found.directory().equals(ca.toString()) && found.names().equals(names);
    }

    /** An order of an account that the CA has forgotten is none. */
    private boolean resumed(PendingOrder found) throws AcmeException, IOException {
        Login login = ca.login();
        if (!login.getAccountLocation().toString().equals(found.account())) {
            return false;
        }
        Order known = login.bindOrder(url(found.url().orElseThrow()));
        try {
            known.fetch();
        } catch (AcmeException e) {
            if (gone(e)) {
                LOG.info("the order under way is none any more: {}", e.getMessage());
                return false;
            }
            throw e;
        }
        if (known.getStatus() == Status.INVALID) {
            return false;
        }
        LOG.info("going on with the order under way at {}, which is {}", ca, known.getStatus());
        order = known;
        return true;
    }

    private static boolean gone(AcmeException e) {
        return Refusal.is(e, "accountDoesNotExist") || Refusal.is(e, "malformed") || Refusal.is(e, "unauthorized")
                || "HTTP 404".equals(e.getMessage());
    }

    private Spoilt spoilt() {
        String why = Authorizations.fault(order).or(() -> order.getError().map(Refusal::words)).orElse("it does not say why");
        return new Spoilt("the CA " + ca + " refused the order: " + why, null);
    }

    private static URL url(String text) throws IOException {
        try {
            return new URL(text);
        } catch (MalformedURLException e) {
            throw new IOException("the order's URL is none: " + text, e);
        }
    }
}
