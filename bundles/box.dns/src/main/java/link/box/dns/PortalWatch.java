package link.box.dns;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLException;
import link.box.api.net.CaptivePortal;
import link.box.api.work.RetryAfter;
import link.box.api.work.Task;
import link.box.api.work.Trouble;
import link.box.api.work.Worker;
import link.box.common.fact.Published;
import org.osgi.framework.BundleContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes {@link CaptivePortal} while one stands before the zone server. Looks after a call that has failed, before anybody is told, so
 * that nobody takes it for a failure of a server; then again and again until it is gone. Thread-safe.
 */
final class PortalWatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger("box.dns");
    static final String JOB = "see whether the captive portal lets the Box through";
    static final Duration AGAIN = Duration.ofSeconds(20);
    /** Several jobs fail at a time. */
    private static final Duration FRESH = Duration.ofSeconds(5);
    private static final String OVER = "the captive portal is gone";

    private final Worker worker;
    private final String origin;
    private final Sight sight;
    private final SignOfLife server;
    private final Published<CaptivePortal> portal;
    private final Published<Trouble> trouble;
    private final Task looking;
    private Long looked;

    /** A call to the zone server, which tells {@link #passed} or {@link #failed} how it went. */
    interface SignOfLife {
        void ask() throws IOException, RetryAfter;
    }

    PortalWatch(BundleContext context, Worker worker, String origin, Sight sight, SignOfLife server) {
        this.worker = worker;
        this.origin = origin;
        this.sight = sight;
        this.server = server;
        this.portal = new Published<>(context, CaptivePortal.class);
        this.trouble = new Published<>(context, Trouble.class);
        this.looking = worker.retry(JOB, this::again);
    }

    /** @return the portal that is seen now */
    Optional<CaptivePortal> seen() {
        return Optional.ofNullable(portal.get());
    }

    /** The server itself has answered. */
    void passed() {
        clear();
    }

    /** A call has failed so, without a word of the server itself; blocks for some seconds at most. */
    void failed(Exception failure) {
        try {
            look(hint(failure));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void look(Sight.Hint hint) throws InterruptedException {
        String host = host();
        if (host.isEmpty() || looked != null && worker.nanos() - looked < FRESH.toNanos()) {
            return;
        }
        Optional<String> where = sight.look(host, hint);
        looked = worker.nanos();
        where.ifPresentOrElse(this::tell, this::clear);
    }

    private void tell(String where) {
        portal.set(new CaptivePortal(where), "a captive portal, " + where + ", answers in the place of the zone server " + origin);
        trouble.set(new Trouble("box.dns", "this network lets nobody out without a login: a captive portal, " + where
                + ", answers in the place of servers, so records, certificate and announcement wait; at home all goes on",
                "log in to this network once from a phone or computer, or ask who runs it to let the Box through"), "a person should know");
        looking.kickAfter(AGAIN);
    }

    private void clear() {
        portal.clear(OVER);
        trouble.clear("the trouble with the captive portal is over");
    }

    /** Where plain HTTP is tampered with for ever, only the server itself can show that the way is free. */
    private void again() {
        if (seen().isEmpty()) {
            return;
        }
        looking.kickAfter(AGAIN);
        try {
            server.ask();
        } catch (IOException | RetryAfter e) {
            LOG.debug("still behind the captive portal: {}", e.getMessage());
        }
        if (seen().isEmpty()) {
            worker.networkIsBack();
        }
    }

    private String host() {
        try {
            return Optional.ofNullable(URI.create(origin).getHost()).orElse("");
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    private static Sight.Hint hint(Throwable failure) {
        for (Throwable each = failure; each != null; each = each.getCause()) {
            if (each instanceof SSLException || each instanceof Stranger) {
                return Sight.Hint.STRANGER;
            }
        }
        return Sight.Hint.SILENCE;
    }

    @Override
    public void close() {
        portal.close();
        trouble.close();
    }
}
