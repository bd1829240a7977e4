package link.box.acme;

import java.io.IOException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import link.box.acme.ca.Refused;
import link.box.acme.ca.Spoilt;
import link.box.acme.ca.Untimely;
import link.box.acme.plan.Backoff;
import link.box.acme.plan.CaRecord;
import link.box.acme.plan.Deferred;
import link.box.acme.plan.Due;
import link.box.acme.plan.Lifetime;
import link.box.acme.plan.Turn;
import link.box.acme.plan.Window;
import link.box.acme.state.Hash;
import link.box.acme.state.Ledger;
import link.box.api.tls.CertificateStore;
import link.box.api.tls.RenewalPlan;
import link.box.api.tls.TlsCertificate;
import link.box.api.work.RetryAfter;
import link.box.common.file.DiskWords;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a valid certificate in the store: looks at what is there, and goes one step towards the next one when that is due. Every failure
 * is an attempt with a reason, and is followed by another one.
 */
final class Upkeep {
    private static final Logger LOG = LoggerFactory.getLogger("box.acme");
    /** Timers and clocks differ by a little. */
    private static final Duration ALMOST = Duration.ofSeconds(2);
    private static final Duration HELD = Duration.ofHours(1);

    private final Office office;
    private final CertificateStore store;
    private final WayOut way;
    private final Suggestions suggestions;
    private final Intake intake;
    private Attempt attempt;
    private int turn;
    private boolean rehearsal;
    private boolean started;
    /** Before its time: a network that comes and goes kicks us each time, and must not make the wait ten times as long with each. */
    private boolean kicked;
    private RenewalPlan plan;
    private String told;

    Upkeep(Office office, CertificateStore store, WayOut way) {
        this.office = office;
        this.store = store;
        this.way = way;
        this.suggestions = new Suggestions(office);
        this.intake = new Intake(store, office);
    }

    /** @return when the next attempt is made and how the last ones went; null before the first look */
    RenewalPlan plan() {
        return plan;
    }

    /**
     * Goes one step on; blocks for disk and network.
     *
     * @return when to go on at the latest
     * @throws RetryAfter the attempt failed, or one that failed earlier still waits, or there is no way out to any CA
     */
    Duration step() throws RetryAfter {
        Optional<X509Certificate> leaf = store.find(office.names()).map(TlsCertificate::leaf);
        Instant now = office.now();
        if (attempt == null) {
            office.tidy(leaf);
            Due due = due(leaf, now);
            if (due.when().isAfter(now)) {
                tell(due.when(), due.reason());
                return Duration.between(now, suggestions.nextAsk().filter(now::isBefore).filter(due.when()::isAfter).orElse(due.when()));
            }
        }
        Optional<RetryAfter> barred = way.barred();
        if (barred.isPresent()) {
            throw heldUp(barred.get());
        }
        if (attempt == null) {
            begin(leaf, now);
        }
        try {
            Optional<Duration> pause = attempt.advance();
            if (pause.isPresent()) {
                return pause.get();
            }
            finish();
            return Duration.ZERO;
        } catch (Untimely e) {
            throw attempt.holds() ? held(e) : failed(new Spoilt(e.getMessage(), e), leaf);
        } catch (IOException | RetryAfter | RuntimeException | LinkageError | StackOverflowError e) {
            throw failed(e, leaf);
        }
    }

    private Due due(Optional<X509Certificate> leaf, Instant now) {
        if (office.halfDone()) {
            return Due.now(now, "an order is under way");
        }
        if (leaf.isEmpty()) {
            return Due.now(now, "there is no certificate yet");
        }
        Lifetime life = Lifetime.of(leaf.get());
        // the CA must not be asked about a certificate that has ended (RFC 9773, section 4.3)
        Due due = Due.of(leaf.get(), life.left(now).isZero() ? Optional.empty() : window(leaf.get(), now));
        return office.lastSuccess(now).map(time -> due.notBefore(time.plus(life.rest()))).orElse(due);
    }

    private Optional<Window> window(X509Certificate leaf, Instant now) {
        return way.barred().isPresent() ? suggestions.known(leaf) : suggestions.window(leaf, now);
    }

    private void begin(Optional<X509Certificate> leaf, Instant now) throws RetryAfter {
        Turn next = office.turn(end(leaf), now, false);
        kicked = next.when().isAfter(now.plus(ALMOST)) && started;
        if (kicked) {
            next = office.turn(end(leaf), now, true); // nobody's time has come: something has kicked us
        }
        started = true;
        if (next.when().isAfter(now.plus(ALMOST))) {
            throw waiting(next, now);
        }
        turn = next.ca();
        rehearsal = office.hasStaging(turn) && office.record(turn).wantsRehearsal() && !office.hasOrder(turn);
        attempt = office.attempt(turn, rehearsal, leaf.filter(each -> each.getNotAfter().toInstant().isAfter(now)));
        LOG.info("{} {} for a certificate for {}", rehearsal ? "rehearsing with" : "asking", attempt.ca(),
                String.join(" and ", office.names()));
    }

    private void finish() throws IOException {
        if (rehearsal) {
            office.note(ledger -> ledger.rehearsed(office.now(), attempt.ca().toString(), "the rehearsal worked", directory()));
        } else {
            X509Certificate leaf = intake.take(attempt);
            String outcome = "valid until " + leaf.getNotAfter().toInstant();
            Ledger.Issued issued = new Ledger.Issued(Hash.of(leaf), attempt.ca().toString(), attempt.pending().account());
            office.note(ledger -> ledger.succeeded(office.now(), issued, outcome));
            LOG.info("certificate from {} stored, {}", attempt.ca(), outcome);
        }
        office.drop();
        attempt = null;
    }

    /** Our clock is wrong, rather than the CA's: the order is kept and no other one placed at any CA, for each would be counted. */
    private RetryAfter held(Untimely why) {
        Instant now = office.now();
        if (!why.getMessage().equals(told)) {
            told = why.getMessage();
            office.note(ledger -> ledger.failed(now, attempt.ca().toString(), told, directory(), office.record(turn)));
        }
        tell(now.plus(HELD), "the clock may be right then");
        return new RetryAfter(told, HELD, false);
    }

    /** Nobody's failure. An order that is under way is on disk. */
    private RetryAfter heldUp(RetryAfter why) {
        attempt = null;
        started = true;
        tell(office.now().plus(why.delay()), "or as soon as the captive portal is gone");
        return why;
    }

    private RetryAfter failed(Throwable failure, Optional<X509Certificate> leaf) {
        if (Thread.currentThread().isInterrupted()) {
            return new RetryAfter("interrupted", Duration.ofSeconds(1));
        }
        Optional<RetryAfter> barred = way.barred(failure);
        if (barred.isPresent()) {
            return heldUp(barred.get());
        }
        String why = DiskWords.of(failure);
        if (failure instanceof RuntimeException || failure instanceof Error) {
            LOG.error("a fault in the attempt to get a certificate", failure);
        }
        boolean counted = failure instanceof Refused || failure instanceof RetryAfter;
        Instant now = office.now();
        CaRecord record = office.record(turn);
        Duration delay = delay(failure, Backoff.after(record.failures() + 1, leaf.map(Lifetime::of), now, counted, office.random()));
        boolean firm = counted || failure instanceof Deferred deferred && deferred.firm();
        CaRecord next = costsNothing(failure, record, now) ? record : next(record, failure, record.failed(now, now.plus(delay), firm));
        office.note(ledger -> ledger.failed(now, attempt.ca().toString(), why, office.name(turn), next));
        office.keepOrDrop(attempt, failure);
        attempt = null;
        return waiting(office.turn(end(leaf), now, false), now);
    }

    /** Nothing of it was the CA's, and its time is still to come. */
    private boolean costsNothing(Throwable failure, CaRecord record, Instant now) {
        return kicked && failure instanceof IOException && !(failure instanceof Refused || failure instanceof Deferred)
                && record.notBefore().filter(now::isBefore).isPresent();
    }

    private CaRecord next(CaRecord record, Throwable failure, CaRecord failed) {
        // a staging directory that cannot be used must not keep us from the CA itself
        return rehearsal && !(failure instanceof Refused) ? record.afterRehearsal() : failed;
    }

    /** A limit of the CA says when it ends; any other time is a lower bound. */
    private static Duration delay(Throwable failure, Duration own) {
        if (failure instanceof RetryAfter limit) {
            return limit.delay();
        }
        return failure instanceof Deferred deferred && deferred.delay().compareTo(own) > 0 ? deferred.delay() : own;
    }

    private RetryAfter waiting(Turn next, Instant now) {
        CaRecord record = office.record(next.ca());
        List<RenewalPlan.Attempt> attempts = office.attempts();
        boolean failed = !attempts.isEmpty() && !attempts.get(attempts.size() - 1).succeeded();
        String why = failed ? attempts.get(attempts.size() - 1).outcome() : office.name(next.ca()) + " is not to be asked before";
        tell(next.when(), record.failures() == 0 ? "the next CA's turn" : "attempt " + (record.failures() + 1) + " after failures");
        return new RetryAfter(why, Duration.between(now, next.when()), record.firm());
    }

    private void tell(Instant next, String reason) {
        plan = new RenewalPlan(next.truncatedTo(ChronoUnit.SECONDS), reason, office.attempts());
    }

    private String directory() {
        return office.name(turn);
    }

    private static Optional<Instant> end(Optional<X509Certificate> leaf) {
        return leaf.map(each -> each.getNotAfter().toInstant());
    }
}
