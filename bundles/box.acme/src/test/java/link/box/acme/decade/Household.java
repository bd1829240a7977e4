package link.box.acme.decade;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import link.box.acme.RenewalMaker;
import link.box.acme.state.OrderFile;
import link.box.acme.state.PendingOrder;
import link.box.api.tls.RenewalPlan;
import link.box.api.tls.TlsCertificate;
import link.box.api.work.Worker;
import link.box.https.CertificateKeeper;
import link.box.testing.FakeIdentity;
import link.box.testing.Registry;

/** A Box, as far as its certificate goes: the product's renewal and keeper on real files, from a start to an end. */
final class Household {
    private static final FakeIdentity IDENTITY = new FakeIdentity("abc", "box.test");

    private final Line line;
    private final Map<String, Object> first;
    private final Map<String, Object> second;
    private final Registry renewals;
    private final VirtualWorker worker = new VirtualWorker();
    private final CertificateKeeper keeper;
    private final RenewalMaker maker;
    private final Optional<PendingOrder> found;
    private Runnable stop;
    private Optional<TlsCertificate> served;
    private List<RenewalPlan.Attempt> attempts;

    Household(Line line, Path folder, Map<String, Object> first, Map<String, Object> second) throws ReflectiveOperationException {
        this.line = line;
        this.first = first;
        this.second = second;
        this.renewals = new Registry("link.box.acme", folder);
        this.keeper = new CertificateKeeper(new Registry("link.box.https", folder).context());
        inject(keeper, worker);
        this.maker = new RenewalMaker(renewals.context(), IDENTITY, new LineZone(line), keeper);
        this.found = new OrderFile(folder.resolve("link.box.acme")).read().filter(order -> order.url().isPresent());
    }

    /** Lives until the world says that it ends. */
    Moment.End live() throws IOException {
        Moment moment = Moment.of(line.ask("start"));
        report();
        while (moment.end() == Moment.End.NONE) {
            worker.set(moment.now(), moment.ahead());
            believe(moment.known());
            if (moment.kick()) {
                worker.networkIsBack();
            }
            worker.run();
            report();
            Instant next = worker.next().filter(moment.next()::isAfter).orElse(moment.next());
            moment = Moment.of(line.ask("move " + next.toEpochMilli()));
        }
        if (moment.end() != Moment.End.CUT) {
            believe(false);
        }
        return moment.end();
    }

    /** The renewal is there while the clock is believed. */
    private void believe(boolean clock) {
        if (clock && stop == null) {
            stop = maker.start(worker, first, second);
            attempts = null;
        } else if (!clock && stop != null) {
            stop.run();
            worker.clear();
            stop = null;
        }
    }

    private void report() throws IOException {
        Optional<TlsCertificate> now = keeper.find(List.of(IDENTITY.names().main(), IDENTITY.names().wildcard()));
        if (!now.equals(served)) {
            boolean resumed = served != null && found.isPresent()
                    && now.filter(each -> each.leaf().getPublicKey().equals(found.get().key().getPublic())).isPresent();
            line.ask("served " + now.map(each -> each.leaf().getNotAfter().getTime()).orElse(0L) + " " + resumed);
            served = now;
        }
        for (RenewalPlan plan : renewals.of(RenewalPlan.class)) {
            List<RenewalPlan.Attempt> before = attempts == null ? plan.attempts() : attempts;
            for (RenewalPlan.Attempt each : plan.attempts()) {
                if (!before.contains(each)) {
                    line.ask("attempt " + each.succeeded() + " " + each.ca() + " " + each.outcome());
                }
            }
            attempts = plan.attempts();
        }
    }

    /** As Declarative Services does. */
    private static void inject(CertificateKeeper keeper, Worker worker) throws ReflectiveOperationException {
        var field = CertificateKeeper.class.getDeclaredField("worker");
        field.setAccessible(true);
        field.set(keeper, worker);
    }
}
