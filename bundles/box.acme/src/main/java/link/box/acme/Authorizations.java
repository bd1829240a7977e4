package link.box.acme;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import link.box.acme.ca.Refusal;
import link.box.acme.ca.Spoilt;
import link.box.acme.ca.Stuck;
import link.box.acme.dns.Dns01;
import link.box.api.work.Worker;
import org.shredzone.acme4j.Authorization;
import org.shredzone.acme4j.Order;
import org.shredzone.acme4j.Status;
import org.shredzone.acme4j.challenge.Dns01Challenge;
import org.shredzone.acme4j.exception.AcmeException;
import org.shredzone.acme4j.exception.AcmeProtocolException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The authorizations of an order (RFC 8555, section 7.5): all at once, or one after the other where the zone holds one value. */
final class Authorizations {
    private static final Logger LOG = LoggerFactory.getLogger("box.acme");
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final Dns01 dns;
    private final Worker worker;
    private final Pace pace = new Pace();
    private List<Authorization> together = List.of();
    private boolean rest;
    private boolean triggered;
    private boolean verified;
    private long since;

    Authorizations(Dns01 dns, Worker worker) {
        this.dns = dns;
        this.worker = worker;
    }

    /**
     * Goes one step on while the order is pending.
     *
     * @return when to look again
     * @throws Spoilt the CA could not verify one
     */
    Duration advance(Order order) throws AcmeException, IOException {
        if (together.isEmpty()) {
            begin(order);
        } else if (!triggered) {
            trigger();
        } else if (worker.nanos() - since > PATIENCE.toNanos()) {
            throw new Stuck("the CA has not looked at the challenge after " + PATIENCE.toMinutes() + " minutes");
        } else if (!rest) {
            // the order tells when all are done, but not when one is
            together.removeIf(this::done);
        }
        return pace.next(order.getRetryAfter(), worker.now());
    }

    /** @return what the CA says of those that it could not verify; empty if that is not known */
    static Optional<String> fault(Order order) {
        return order.getAuthorizations().stream().filter(each -> each.getStatus() == Status.INVALID).map(Authorizations::fault).findFirst();
    }

    private void begin(Order order) throws IOException {
        List<Authorization> open = new ArrayList<>(order.getAuthorizations());
        open.removeIf(each -> each.getStatus() == Status.VALID);
        if (open.isEmpty()) {
            overdue();
            return;
        }
        together = new ArrayList<>(dns.several() ? open : open.subList(0, 1));
        rest = together.size() == open.size();
        triggered = false;
        dns.put(together.stream().map(each -> challenge(each).getDigest()).toList());
        pace.reset();
    }

    private void overdue() throws Stuck {
        if (!verified) {
            verified = true;
            since = worker.nanos();
        } else if (worker.nanos() - since > PATIENCE.toNanos()) {
            throw new Stuck("the CA has verified all, and the order is still pending after " + PATIENCE.toMinutes() + " minutes");
        }
    }

    private void trigger() throws AcmeException, IOException {
        if (!dns.visible()) {
            return;
        }
        for (Authorization each : together) {
            Dns01Challenge challenge = challenge(each);
            if (challenge.getStatus() == Status.PENDING) {
                challenge.trigger();
            }
        }
        triggered = true;
        since = worker.nanos();
        pace.reset();
    }

    private boolean done(Authorization each) {
        try {
            each.fetch();
        } catch (AcmeException e) {
            LOG.debug("looking at an authorization: {}", e.getMessage());
            return false;
        }
        return each.getStatus() == Status.VALID;
    }

    private static Dns01Challenge challenge(Authorization each) {
        return each.findChallenge(Dns01Challenge.class)
                .orElseThrow(() -> new AcmeProtocolException("no dns-01 challenge for " + each.getIdentifier().getDomain()));
    }

    private static String fault(Authorization each) {
        return "could not verify " + each.getIdentifier().getDomain() + ": "
                + challenge(each).getError().map(Refusal::words).orElse("it does not say why");
    }
}
