package link.box.acme;

import java.io.IOException;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import link.box.api.work.RetryAfter;
import link.box.api.work.Worker;
import org.shredzone.acme4j.Authorization;
import org.shredzone.acme4j.Certificate;
import org.shredzone.acme4j.Order;
import org.shredzone.acme4j.PollableResource;
import org.shredzone.acme4j.Status;
import org.shredzone.acme4j.challenge.Dns01Challenge;
import org.shredzone.acme4j.exception.AcmeException;
import org.shredzone.acme4j.exception.AcmeLazyLoadingException;
import org.shredzone.acme4j.exception.AcmeProtocolException;

/** Orders a certificate and brings it home (RFC 8555, section 7). Blocks for minutes at most. */
final class Issuer {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
    /** Let's Encrypt allows five failed validations an hour; and caches that hold an old value forget it in this time. */
    private static final Duration AFTER_FAILED_VALIDATION = Duration.ofMinutes(15);

    private final Ca ca;
    private final Dns01 dns;
    private final Worker worker;

    Issuer(Ca ca, Dns01 dns, Worker worker) {
        this.ca = ca;
        this.dns = dns;
        this.worker = worker;
    }

    /**
     * @return the chain, leaf first
     * @throws IOException no certificate, and why
     * @throws RetryAfter none before the CA's limits allow it
     */
    List<X509Certificate> issue(List<String> names, KeyPair key) throws IOException, RetryAfter, InterruptedException {
        boolean several = dns.several(); // before the CA is asked: an order that the zone cannot serve counts, too
        try {
            Order order = ca.login().newOrder().domains(names).create();
            for (List<Authorization> together : groups(order, several)) {
                authorize(together);
            }
            finish(order, key);
            Certificate certificate = order.getCertificate();
            certificate.download();
            return certificate.getCertificateChain();
        } catch (AcmeException | AcmeProtocolException | AcmeLazyLoadingException e) {
            throw Refusal.of(ca.directory(), worker.now(), e);
        }
    }

    /** All at once, or one after the other where the zone holds one value. */
    private static List<List<Authorization>> groups(Order order, boolean several) {
        List<Authorization> open = new ArrayList<>(order.getAuthorizations());
        open.removeIf(each -> each.getStatus() == Status.VALID);
        if (open.isEmpty()) {
            return List.of();
        }
        return several ? List.of(open) : open.stream().map(List::of).toList();
    }

    private void authorize(List<Authorization> together) throws AcmeException, IOException, RetryAfter, InterruptedException {
        List<Dns01Challenge> challenges = together.stream().map(this::challenge).toList();
        dns.show(challenges.stream().map(Dns01Challenge::getDigest).toList());
        try {
            for (Dns01Challenge challenge : challenges) {
                challenge.trigger();
            }
            for (Authorization each : together) {
                validated(each);
            }
        } finally {
            dns.remove();
        }
    }

    private Dns01Challenge challenge(Authorization authorization) {
        return authorization.findChallenge(Dns01Challenge.class)
                .orElseThrow(() -> new AcmeProtocolException("no dns-01 challenge for " + authorization.getIdentifier().getDomain()));
    }

    private void validated(Authorization each) throws AcmeException, RetryAfter, InterruptedException {
        if (await(each, Status.VALID) != Status.VALID) {
            String why = challenge(each).getError().map(Refusal::words).orElse("it does not say why");
            throw new RetryAfter("the CA " + ca.directory() + " could not verify " + each.getIdentifier().getDomain() + ": " + why,
                    AFTER_FAILED_VALIDATION);
        }
    }

    private void finish(Order order, KeyPair key) throws AcmeException, IOException, InterruptedException {
        if (await(order, Status.READY) == Status.READY) {
            order.execute(key);
        }
        if (await(order, Status.VALID) != Status.VALID) {
            throw new IOException("the CA " + ca.directory() + " refused the order: "
                    + order.getError().map(Refusal::words).orElse("it does not say why"));
        }
    }

    /** Not acme4j's own waiting: it fails on a Retry-After that has just passed, and its pauses are long. */
    private Status await(PollableResource resource, Status wanted) throws AcmeException, InterruptedException {
        Patience patience = new Patience(worker, PATIENCE);
        while (!patience.isOver()) {
            var retryAfter = resource.fetch();
            Status status = resource.getStatus();
            if (status == wanted || status == Status.VALID || status == Status.INVALID) {
                return status;
            }
            if (retryAfter.isPresent()) {
                Duration asked = Duration.between(worker.now(), retryAfter.get());
                patience.pause(asked.compareTo(LONGEST_PAUSE) < 0 ? asked : LONGEST_PAUSE);
            }
            patience.pause();
        }
        throw new AcmeException("still " + resource.getStatus() + " after " + PATIENCE.toSeconds() + " s");
    }
}
