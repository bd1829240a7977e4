package link.box.pagekite;

import java.io.IOException;
import java.net.Inet4Address;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import link.box.api.dns.Forbidden;
import link.box.api.dns.RecordSet;
import link.box.api.dns.RecordSet.Type;
import link.box.api.dns.Zone;
import link.box.api.identity.BoxIdentity;
import link.box.api.registration.Endpoint;
import link.box.api.tls.TlsCertificate;
import link.box.api.tunnel.Tunnel;
import link.box.api.work.RetryAfter;
import link.box.api.work.Task;
import link.box.api.work.Trouble;
import link.box.api.work.Worker;
import link.box.common.fact.Published;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferenceScope;

/**
 * Leads the tunnel's name to the frontend. When the zone has acknowledged that, the certificate is there, and the Box has visited itself
 * from outside within the last minute, the tunnel is a way to reach the Box.
 */
@Component
public final class TunnelRecord {
    private static final Duration CHECK = Duration.ofHours(1);
    /** When the tunnel moves, visitors should not look for it at the old place for long. */
    private static final Duration TTL = Duration.ofMinutes(1);
    private static final Duration VISIT = Duration.ofSeconds(20);
    private static final Duration LONGEST = Duration.ofSeconds(30);
    private static final long JITTER = 4000;

    private final Zone zone;
    private final Pilot pilot;
    private final Tunnel tunnel;
    private final Worker worker;
    private final String wildcard;
    private final Published<Endpoint> endpoint;
    private final Published<Trouble> trouble;
    private final Reachability reachability;
    private final Task publishing;
    private final Task visiting;
    private volatile TlsCertificate certificate;
    private volatile boolean acknowledged;

    @Activate
    public TunnelRecord(BundleContext context, @Reference BoxIdentity identity, @Reference Zone zone, @Reference Pilot pilot,
            @Reference Tunnel tunnel, @Reference(scope = ReferenceScope.PROTOTYPE_REQUIRED) Worker worker) {
        this.zone = zone;
        this.pilot = pilot;
        this.tunnel = tunnel;
        this.worker = worker;
        this.wildcard = identity.names().wildcard();
        this.endpoint = new Published<>(context, Endpoint.class);
        this.trouble = new Published<>(context, Trouble.class);
        this.reachability = new Reachability(new Visit(tunnel, !pilot.takesTls(), worker::nanos));
        this.publishing = worker.retry("offer the tunnel", this::publish);
        this.visiting = worker.every(jittered(VISIT), LONGEST, "reach the Box from outside", this::visit);
        worker.every(CHECK, LONGEST, "keep the record of " + tunnel.host(), this::put);
    }

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    void setCertificate(TlsCertificate certificate) {
        this.certificate = certificate;
        visiting.kick();
    }

    void unsetCertificate(TlsCertificate old) {
        if (certificate == old) {
            certificate = null;
            publishing.kick();
        }
    }

    @Deactivate
    void stop() {
        endpoint.close();
        trouble.close();
    }

    /** All Boxes of a frontend may have come at once. */
    private static Duration jittered(Duration period) {
        return period.plusMillis(ThreadLocalRandom.current().nextLong(-JITTER, JITTER));
    }

    private void put() throws IOException, RetryAfter {
        try {
            lead();
        } catch (Forbidden e) {
            if (!acknowledged) {
                complain(new Unreached("the zone does not lead visitors to the tunnel's frontend: " + e.getMessage(),
                        "let the zone's operator add the address to its setting zone.frontends, or the frontend's take it from its name", e));
            }
            throw e;
        }
    }

    private void lead() throws IOException, RetryAfter {
        boolean v4 = tunnel.frontend() instanceof Inet4Address;
        if (!v4 && !zone.can().contains(Zone.Ability.AAAA)) {
            throw new Forbidden("the frontend has the IPv6 address " + tunnel.frontend().getHostAddress()
                    + ", and the zone server cannot hold one");
        }
        zone.put(List.of(new RecordSet(tunnel.host(), v4 ? Type.A : Type.AAAA, TTL, List.of(tunnel.frontend().getHostAddress()))));
        zone.remove(tunnel.host(), v4 ? Type.AAAA : Type.A);
        acknowledged = true;
        trouble.clear("the zone leads visitors to the frontend");
        visiting.kick();
    }

    /** Before the record is there, or the certificate, nobody can come; what keeps the record away is told where it is put. */
    private void visit() throws Unreached {
        TlsCertificate now = certificate;
        if (!acknowledged || now == null) {
            return;
        }
        try {
            reachability.look(now.leaf(), worker.nanos());
            trouble.clear("the Box is reached from outside again");
        } catch (Unreached e) {
            if (reachability.isLong(worker.nanos())) {
                complain(e);
            }
            throw e;
        } finally {
            publishing.kick();
        }
    }

    private void complain(Unreached e) {
        trouble.set(new Trouble("box.pagekite", e.getMessage(), e.remedy()), e.getMessage());
        pilot.unreached(e.getMessage());
    }

    private void publish() {
        TlsCertificate now = certificate;
        Optional<Duration> rest = reachability.rest(worker.nanos());
        if (now != null && rest.isPresent() && (now.names().contains(wildcard) || now.names().contains(tunnel.host()))) {
            TunnelEndpoint next = TunnelEndpoint.of(tunnel);
            endpoint.set(next, "the Box can be reached from outside at " + next.urls().get(0).uri());
            publishing.kickAfter(rest.get());
        } else {
            endpoint.clear("the Box cannot be reached from outside");
        }
    }
}
