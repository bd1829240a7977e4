package link.box.acme;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import link.box.acme.ca.CaSettings;
import link.box.acme.dns.Dns01;
import link.box.api.dns.Zone;
import link.box.api.identity.BoxIdentity;
import link.box.api.identity.BoxNames;
import link.box.api.net.CaptivePortal;
import link.box.api.tls.CertificateStore;
import link.box.api.tls.RenewalPlan;
import link.box.api.work.RetryAfter;
import link.box.api.work.Task;
import link.box.api.work.Worker;
import link.box.common.dns.Authority;
import link.box.common.fact.Published;
import link.box.common.file.Data;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.component.annotations.ReferenceScope;
import org.osgi.service.condition.Condition;

/** Keeps a valid certificate for the main name and all below it in the store. Waits for the clock: dates decide here. */
@Component(configurationPid = "link.box.acme",
        reference = @Reference(name = "clock", service = Condition.class, target = "(osgi.condition.id=" + Worker.CLOCK + ")"))
public final class Renewal {
    static final String JOB = "keep a valid certificate";
    /** The clock may be set, and a certificate be restored, at any time; a look costs nothing. */
    private static final Duration LOOK = Duration.ofHours(1);

    private final BundleContext context;
    private final BoxNames names;
    private final Zone zone;
    private final CertificateStore store;
    private final Worker worker;
    private final List<CaSettings> cas;
    private final AcmeConfig config;
    private final Published<RenewalPlan> plan;
    private final WayOut way;
    private final Task task;
    private Upkeep upkeep;

    @Activate
    public Renewal(BundleContext context, @Reference BoxIdentity identity, @Reference Zone zone, @Reference CertificateStore store,
            @Reference(scope = ReferenceScope.PROTOTYPE_REQUIRED) Worker worker, AcmeConfig config, SecondCa second, ThirdCa third) {
        this.context = context;
        this.names = identity.names();
        this.zone = zone;
        this.store = store;
        this.worker = worker;
        this.config = config;
        this.cas = CaList.of(config, second, third);
        this.plan = new Published<>(context, RenewalPlan.class);
        this.way = new WayOut(zone);
        synchronized (this) { // the job runs on another thread, maybe before the task is known here
            this.task = worker.every(LOOK, JOB, this::look);
        }
    }

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    void setPortal(CaptivePortal portal) {
        way.bar(portal);
    }

    void unsetPortal(CaptivePortal portal) {
        if (way.free(portal)) {
            task.kick();
        }
    }

    @Deactivate
    void stop() {
        plan.close();
    }

    private synchronized void look() throws IOException, RetryAfter {
        if (upkeep == null) {
            upkeep = new Upkeep(office(), store, way);
        }
        try {
            Duration pause = upkeep.step();
            if (pause.compareTo(LOOK) < 0) {
                task.kickAfter(pause);
            }
        } finally {
            tell();
        }
    }

    private void tell() {
        RenewalPlan next = upkeep.plan();
        if (next != null) {
            plan.set(next, "The certificate is renewed " + next.next() + ": " + next.reason());
        }
    }

    private Office office() throws IOException {
        Path folder = Data.of(context);
        Dns01 dns = new Dns01(names.challenge(), zone, new Authority(names.zone(), config.nameservers()), worker,
                Duration.ofSeconds(config.txt_wait()), Duration.ofSeconds(config.txt_margin()), Duration.ofSeconds(config.txt_cache()));
        return new Office(List.of(names.main(), names.wildcard()), cas, folder, dns, worker, new SecureRandom());
    }
}
