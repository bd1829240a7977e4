package link.box.https;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import link.box.api.tls.RenewalPlan;
import org.apache.felix.hc.api.FormattingResultLog;
import org.apache.felix.hc.api.HealthCheck;
import org.apache.felix.hc.api.Result;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** Tells how the certificate is doing: what is served, how long it lasts, and how renewing it goes. From memory, at once. */
@Component(service = HealthCheck.class, property = {HealthCheck.NAME + "=certificate", HealthCheck.TAGS + "=certificate"})
public final class CertificateHealth implements HealthCheck {
    private final CertificateKeeper keeper;
    private final KnownTime time;

    /** Whoever renews may be updated or wait for its premises. */
    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    volatile RenewalPlan plan;

    @Activate
    public CertificateHealth(@Reference CertificateKeeper keeper, @Reference KnownTime time) {
        this.keeper = keeper;
        this.time = time;
    }

    @Override
    public Result execute() {
        FormattingResultLog log = new FormattingResultLog();
        KeyAndChain served = keeper.inService();
        if (served == null) {
            log.critical("No public certificate is in service: browsers warn at every page. "
                    + "One comes by itself once the time is known and the CA can be reached.");
        } else {
            log.info("In service for {}, issued by {}", String.join(", ", served.names()), served.leaf().getIssuerX500Principal());
            life(log, served, time.now());
        }
        keeper.damage().ifPresent(damage -> log.warn("{}", damage));
        renewal(log, plan);
        return new Result(log);
    }

    private static void life(FormattingResultLog log, KeyAndChain served, Optional<Instant> now) {
        if (now.isEmpty()) {
            log.warn("It ends {}. How many days are left cannot be told: the clock is not set", served.end());
        } else if (!now.get().isBefore(served.end())) {
            log.critical("It ended {}: browsers refuse it until the next one is there", served.end());
        } else if (served.ending(now.get())) {
            log.warn("It ends {}, in {} days: less than a quarter of its life, the next one is overdue", served.end(),
                    served.certificate().daysLeft(now.get()));
        } else {
            log.info("It ends {}, in {} days", served.end(), served.certificate().daysLeft(now.get()));
        }
    }

    private static void renewal(FormattingResultLog log, RenewalPlan plan) {
        if (plan == null) {
            log.info("Nobody plans a renewal at the moment");
            return;
        }
        log.info("The next attempt to renew it is made {}: {}", plan.next(), plan.reason());
        List<RenewalPlan.Attempt> failed = plan.attempts().stream().filter(each -> !each.succeeded()).toList();
        if (failed.isEmpty()) {
            return;
        }
        RenewalPlan.Attempt last = failed.get(failed.size() - 1);
        if (last.equals(plan.attempts().get(plan.attempts().size() - 1))) {
            log.warn("The last attempt failed, {} at {}: {}", last.time(), last.ca(), last.outcome());
        } else {
            log.info("An attempt failed, {} at {}: {}; a later one succeeded", last.time(), last.ca(), last.outcome());
        }
    }
}
