package link.box.acme;

import java.io.IOException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import link.box.acme.ca.Ca;
import link.box.acme.ca.Refusal;
import link.box.acme.state.Hash;
import link.box.acme.state.Ledger;
import link.box.acme.state.LedgerFile;
import org.shredzone.acme4j.Login;
import org.shredzone.acme4j.Order;
import org.shredzone.acme4j.OrderBuilder;
import org.shredzone.acme4j.exception.AcmeException;
import org.shredzone.acme4j.exception.AcmeProtocolException;
import org.shredzone.acme4j.exception.AcmeServerException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Places an order: with the account registered anew if the CA has forgotten it, and as a replacement where that is right. */
final class Placement {
    private static final Logger LOG = LoggerFactory.getLogger("box.acme");

    /** What a CA may say of {@code replaces}; anything else is said of the order, and would be of the next one, too. */
    private static final List<String> ABOUT_REPLACING = List.of("alreadyReplaced", "conflict", "malformed", "unauthorized");

    private final LedgerFile ledger;
    private final Optional<X509Certificate> current;

    /** @param current the certificate that the new one replaces; empty if there is none, it has ended, or this is a rehearsal */
    Placement(LedgerFile ledger, Optional<X509Certificate> current) {
        this.ledger = ledger;
        this.current = current;
    }

    Order place(Ca ca, Login login, List<String> names) throws AcmeException, IOException {
        try {
            return replacing(ca, login, names);
        } catch (AcmeServerException e) {
            if (!Refusal.is(e, "accountDoesNotExist")) {
                throw e;
            }
            LOG.info("the CA {} does not know the account any more: registering it again with the same key", ca);
            return builder(ca, ca.register(), names).create();
        }
    }

    /** {@code replaces} is said once for a certificate, and an order never fails because of it (RFC 9773, section 5). */
    private Order replacing(Ca ca, Login login, List<String> names) throws AcmeException, IOException {
        Optional<X509Certificate> replaced = current.filter(leaf -> replaceable(leaf, ca, login));
        if (replaced.isPresent() && ca.suggests()) {
            ledger.set(ledger.get().replacing(Hash.of(replaced.get())));
            try {
                return builder(ca, login, names).replaces(replaced.get()).create();
            } catch (AcmeServerException | AcmeProtocolException | IllegalArgumentException e) {
                if (e instanceof AcmeServerException refused && ABOUT_REPLACING.stream().noneMatch(type -> Refusal.is(refused, type))) {
                    throw e;
                }
                LOG.info("the CA {} takes the order for no replacement ({}): ordering without", ca, e.getMessage());
            }
        }
        return builder(ca, login, names).create();
    }

    private boolean replaceable(X509Certificate leaf, Ca ca, Login login) {
        Ledger known = ledger.get();
        String hash = Hash.of(leaf);
        return known.issued().filter(new Ledger.Issued(hash, ca.toString(), login.getAccountLocation().toString())::equals).isPresent()
                && known.replaced().filter(hash::equals).isEmpty();
    }

    private static OrderBuilder builder(Ca ca, Login login, List<String> names) throws AcmeException, IOException {
        OrderBuilder builder = login.newOrder().domains(names);
        Optional<String> profile = ca.profile();
        profile.ifPresent(builder::profile);
        if (profile.isEmpty() && !ca.settings().profile().isEmpty()) {
            LOG.warn("the CA {} offers no profile \"{}\": ordering its default", ca, ca.settings().profile());
        }
        return builder;
    }
}
