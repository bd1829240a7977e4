package link.box.acme;

import java.io.IOException;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import link.box.acme.ca.Ca;
import link.box.acme.ca.CaSettings;
import link.box.acme.ca.Clients;
import link.box.acme.ca.Refused;
import link.box.acme.ca.Spoilt;
import link.box.acme.ca.Stuck;
import link.box.acme.dns.Dns01;
import link.box.acme.plan.CaRecord;
import link.box.acme.plan.Lifetime;
import link.box.acme.plan.Turn;
import link.box.acme.plan.Window;
import link.box.acme.state.AccountFile;
import link.box.acme.state.Hash;
import link.box.acme.state.Ledger;
import link.box.acme.state.LedgerFile;
import link.box.acme.state.OrderFile;
import link.box.acme.state.PendingOrder;
import link.box.api.tls.RenewalPlan;
import link.box.api.work.Worker;
import link.box.common.file.DiskWords;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the upkeep works with: the CAs, the files, the challenge record, time and chance. Blocks for disk. */
final class Office {
    private static final Logger LOG = LoggerFactory.getLogger("box.acme");
    /** An order that has spoilt so many attempts is not worth another. */
    private static final int MOST_FAILURES = 3;

    private final List<String> names;
    private final List<CaSettings> cas;
    private final Path folder;
    private final Dns01 dns;
    private final Worker worker;
    private final RandomGenerator random;
    private final Clients clients;
    private final LedgerFile ledger;
    private final OrderFile orders;
    private Optional<PendingOrder> found;

    Office(List<String> names, List<CaSettings> cas, Path folder, Dns01 dns, Worker worker, RandomGenerator random) {
        this.names = List.copyOf(names);
        this.cas = List.copyOf(cas);
        this.folder = folder;
        this.dns = dns;
        this.worker = worker;
        this.random = random;
        this.clients = new Clients(worker);
        this.ledger = new LedgerFile(folder);
        this.orders = new OrderFile(folder);
        this.found = orders.read();
    }

    List<String> names() {
        return names;
    }

    Instant now() {
        return worker.now();
    }

    RandomGenerator random() {
        return random;
    }

    List<RenewalPlan.Attempt> attempts() {
        return ledger.get().attempts();
    }

    Optional<Window> window() {
        return ledger.get().window();
    }

    void note(UnaryOperator<Ledger> change) {
        ledger.set(change.apply(ledger.get()));
    }

    String name(int ca) {
        return cas.get(ca).directory();
    }

    CaRecord record(int ca) {
        return ledger.get().ca(name(ca));
    }

    boolean hasStaging(int ca) {
        return !cas.get(ca).staging().isEmpty();
    }

    Turn turn(Optional<Instant> end, Instant now, boolean kicked) {
        return Turn.next(cas.stream().map(ca -> ledger.get().ca(ca.directory())).toList(), end, now, kicked);
    }

    /** The CA that issued the certificate with this hash, or else the first. */
    Ca issuerOf(String leaf) {
        Optional<String> directory = ledger.get().issued().filter(issued -> issued.leaf().equals(leaf)).map(Ledger.Issued::directory);
        CaSettings settings = cas.stream().filter(ca -> directory.filter(ca.directory()::equals).isPresent()).findFirst()
                .orElse(cas.get(0));
        return new Ca(settings, folder, clients);
    }

    /** @param current what the new certificate replaces, if that has not ended */
    Attempt attempt(int ca, boolean rehearsal, Optional<X509Certificate> current) {
        found = Optional.empty();
        CaSettings settings = rehearsal ? cas.get(ca).rehearsal() : cas.get(ca);
        if (current.filter(leaf -> now().isBefore(Lifetime.of(leaf).whenLeft(1, 20))).isEmpty()) {
            renounceLostAccount(settings);
        }
        Placement placement = new Placement(ledger, rehearsal ? Optional.empty() : current);
        return new Attempt(new Ca(settings, folder, clients), names, placement, orders, dns, worker);
    }

    /** With a certificate to lose, an account that a person may restore is worth waiting for; without, another one is better than none. */
    private void renounceLostAccount(CaSettings settings) {
        try {
            new AccountFile(folder, settings.directory()).renounce();
        } catch (IOException e) {
            LOG.warn("the damaged account cannot be put aside: {}", DiskWords.of(e));
        }
    }

    /** @return whether an earlier run of the Box has left an order under way */
    boolean halfDone() {
        return found.isPresent();
    }

    /** @return whether an order of this CA is on disk, with which the next attempt goes on */
    boolean hasOrder(int ca) {
        return orders.read().filter(order -> order.url().isPresent() && order.directory().equals(name(ca))).isPresent();
    }

    /** @return when the last certificate came, if it was not in the future; a time that a wrong clock has set says nothing */
    Optional<Instant> lastSuccess(Instant now) {
        return attempts().stream().filter(each -> each.succeeded() && cas.stream().anyMatch(ca -> ca.directory().equals(each.ca())))
                .map(RenewalPlan.Attempt::time).filter(time -> !time.isAfter(now)).reduce((first, second) -> second);
    }

    /** Removes what is left of earlier attempts; one that succeeded and was killed before it could say so has succeeded. */
    void tidy(Optional<X509Certificate> current) {
        found.filter(order -> servedBy(order, current)).ifPresent(order -> note(known -> known.succeeded(now(),
                new Ledger.Issued(Hash.of(current.get()), order.directory(), order.account()),
                "valid until " + current.get().getNotAfter().toInstant())));
        if (found.filter(order -> order.url().isEmpty() || servedBy(order, current)).isPresent()) {
            drop();
        }
        if (ledger.get().leftover() && found.isEmpty() && dns.remove()) {
            note(known -> known.leftover(false));
        }
    }

    /** The order is over: its challenge leaves the zone, now or later, and the disk. */
    void drop() {
        found = Optional.empty();
        boolean removed = dns.remove();
        note(known -> known.leftover(!removed));
        try {
            orders.delete();
        } catch (IOException e) {
            LOG.warn("the order that is over cannot be removed from the disk: {}", DiskWords.of(e));
        }
    }

    /** After a failure: the next attempt goes on with the order while something may come of it. */
    void keepOrDrop(Attempt attempt, Throwable failure) {
        PendingOrder pending = attempt.pending();
        boolean its = failure instanceof Refused || failure instanceof Stuck;
        if (failure instanceof Spoilt || pending == null || pending.url().isEmpty() || its && pending.failures() + 1 >= MOST_FAILURES) {
            drop();
            return;
        }
        if (!its) {
            return; // the network, the zone or the disk: the order is as good as before
        }
        try {
            orders.write(pending.failed());
        } catch (IOException e) {
            LOG.debug("the failure is not counted on disk: {}", DiskWords.of(e));
        }
    }

    private static boolean servedBy(PendingOrder order, Optional<X509Certificate> current) {
        return current.filter(leaf -> leaf.getPublicKey().equals(order.key().getPublic())).isPresent();
    }
}
