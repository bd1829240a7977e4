package link.box.work.clock;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import link.box.api.tls.TlsCertificate;
import link.box.api.work.Task;
import link.box.api.work.Trouble;
import link.box.api.work.Worker;
import link.box.common.fact.Published;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferenceScope;
import org.osgi.service.condition.Condition;

/**
 * Registers Condition {@link Worker#CLOCK} while the wall clock can be believed: a board without a battery starts in 1970, and a
 * certificate asked for then, or judged by that date, would be wrong. An image without the settings of the clock has no need of it.
 */
@Component(service = ClockCondition.class, immediate = true, configurationPid = "link.box.work",
        configurationPolicy = ConfigurationPolicy.REQUIRE)
public final class ClockCondition {
    static final String JOB = "judge the clock";
    private static final Duration SOON = Duration.ofSeconds(5);
    private static final Duration LATER = Duration.ofMinutes(1);
    private static final Duration SAVE = Duration.ofHours(1);

    private final BundleContext context;
    private final Worker worker;
    private final Source source;
    private final Floor built;
    private final Story story = new Story();
    private final SavedTime saved;
    private final ContradictedFile contradictedFile;
    private final Published<Trouble> trouble;
    private final List<TlsCertificate> certificates = new CopyOnWriteArrayList<>();
    private final Task looking;
    private volatile Standing standing;
    private Contradicted contradicted;
    private Judge judge;
    private ServiceRegistration<Condition> registration;
    private long savedAt;
    private boolean stopped;

    /** Starts looking at the clock. */
    @Activate
    public ClockCondition(BundleContext context, @Reference(scope = ReferenceScope.PROTOTYPE_REQUIRED) Worker worker, Config config) {
        this(context, worker, Sources.of(config, worker));
    }

    ClockCondition(BundleContext context, Worker worker, Source source) {
        this.context = context;
        this.worker = worker;
        this.source = source;
        this.built = Built.floor(context.getBundle());
        this.saved = new SavedTime(context);
        this.contradictedFile = new ContradictedFile(context);
        this.trouble = new Published<>(context, Trouble.class);
        this.standing = Standing.none(now(), worker.nanos());
        synchronized (this) { // the first run may begin at once
            this.looking = worker.every(LATER, JOB, this::look);
        }
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addCertificate(TlsCertificate certificate) {
        certificates.add(certificate);
        looking.kick();
    }

    void removeCertificate(TlsCertificate certificate) {
        certificates.remove(certificate);
    }

    @Deactivate
    synchronized void stop() {
        stopped = true;
        withdraw();
        trouble.close();
    }

    /** @return how the clock stands; for this bundle */
    Standing standing() {
        return standing;
    }

    private void look() throws InterruptedException {
        try {
            remember();
            Verdict verdict = judge.look(worker.now(), worker.nanos(), floors(), source);
            boolean news = !standing.verdict().plausible();
            standing = standing.next(verdict, now(), worker.nanos());
            story.tell(verdict, now(), worker.nanos());
            announce(verdict);
            keep(verdict, news);
        } finally {
            again();
        }
    }

    /** At the first look: it reads from disk, and a constructor returns at once. */
    private void remember() {
        if (judge == null) {
            contradicted = new Contradicted(contradictedFile.read());
            judge = new Judge(contradicted);
        }
    }

    /** @return the time as people want to read it */
    private Instant now() {
        return worker.now().truncatedTo(ChronoUnit.SECONDS);
    }

    private List<Floor> floors() {
        List<Floor> floors = new ArrayList<>(List.of(built));
        certificates.forEach(each -> floors.add(new Floor(each.leaf().getNotBefore().toInstant(), "its certificate was issued", false)));
        saved.get().ifPresent(time -> floors.add(new Floor(time, "the time that this Box saved last", false)));
        return floors;
    }

    private synchronized void announce(Verdict verdict) {
        if (verdict.isTrouble() && !stopped) {
            trouble.set(new Trouble("box.work", "the clock cannot be believed: " + verdict.words(), verdict.remedy()),
                    "a person should know: " + verdict.words());
        } else {
            trouble.clear("the trouble with the clock is over");
        }
        if (!verdict.plausible()) {
            withdraw();
        } else if (registration == null && !stopped) {
            registration = context.registerService(Condition.class, Condition.INSTANCE,
                    new Hashtable<>(Map.of(Condition.CONDITION_ID, Worker.CLOCK)));
        }
    }

    private void withdraw() {
        if (registration != null) {
            registration.unregister();
            registration = null;
        }
    }

    /** On confirmation, and now and then: a flash wears out. */
    private void keep(Verdict verdict, boolean news) {
        contradictedFile.keep(contradicted.hours());
        if (verdict.state() == Verdict.State.TAKEN_BACK) {
            saved.takeBack();
        }
        if (verdict.plausible() && source.knows() && (news || worker.nanos() - savedAt >= SAVE.toNanos())) {
            saved.save(now());
            savedAt = worker.nanos();
        }
    }

    private synchronized void again() {
        looking.kickAfter(standing.verdict().plausible() ? LATER : SOON);
    }
}
