package link.box.acme;

import java.io.IOException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import link.box.acme.ca.Ari;
import link.box.acme.plan.Deferred;
import link.box.acme.plan.Window;
import link.box.acme.state.Hash;
import link.box.api.work.RetryAfter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the CA suggests for the certificate in service: asked for as often as it wants, and remembered while it cannot be asked. */
final class Suggestions {
    private static final Logger LOG = LoggerFactory.getLogger("box.acme");

    private final Office office;
    private String told;

    Suggestions(Office office) {
        this.office = office;
    }

    /** @return when to ask again; empty if nothing is in service */
    Optional<Instant> nextAsk() {
        return office.window().map(Window::ask);
    }

    /** @return what the CA has said so far; asks nobody */
    Optional<Window> known(X509Certificate leaf) {
        return office.window().filter(window -> window.leaf().equals(Hash.of(leaf)));
    }

    /** Never fails: without the CA's word the certificate's life decides. Blocks for the network if it is time to ask. */
    Optional<Window> window(X509Certificate leaf, Instant now) {
        String hash = Hash.of(leaf);
        Optional<Window> known = known(leaf);
        // a time that lies farther ahead than any we set was set by a clock that was wrong
        if (known.filter(window -> window.ask().isAfter(now) && window.ask().isBefore(now.plus(Duration.ofDays(1)))).isPresent()) {
            return known;
        }
        Window next = ask(leaf, hash, known, now);
        office.note(ledger -> ledger.suggested(next));
        return Optional.of(next);
    }

    private Window ask(X509Certificate leaf, String hash, Optional<Window> known, Instant now) {
        try {
            Window window = Ari.ask(office.issuerOf(hash), leaf, known, now, office.random());
            told = null;
            return window;
        } catch (RetryAfter e) {
            return later(hash, known, now.plus(Ari.bounded(e.delay())), e);
        } catch (Deferred e) {
            return later(hash, known, now.plus(Ari.bounded(e.delay())), e);
        } catch (IOException | RuntimeException | LinkageError e) {
            return later(hash, known, now.plus(Ari.pauseAfterFailure(leaf)), e);
        }
    }

    private Window later(String hash, Optional<Window> known, Instant when, Throwable why) {
        if (!String.valueOf(why.getMessage()).equals(told)) {
            told = String.valueOf(why.getMessage());
            LOG.info("the CA's suggestion when to renew cannot be had for now: {}", told);
        }
        return known.map(window -> window.askedAgain(when)).orElse(Window.none(hash, when));
    }
}
