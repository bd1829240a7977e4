package link.box.pagekite;

import java.io.IOException;
import java.net.Inet4Address;
import java.time.Duration;
import java.util.List;
import link.box.api.dns.RecordSet;
import link.box.api.dns.RecordSet.Type;
import link.box.api.dns.Zone;
import link.box.api.identity.BoxIdentity;
import link.box.api.registration.Endpoint;
import link.box.api.tls.TlsCertificate;
import link.box.api.tunnel.Tunnel;
import link.box.api.work.RetryAfter;
import link.box.api.work.Task;
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
 * Leads the tunnel's name to the frontend. When the zone has acknowledged that, and the certificate is there, the tunnel is a way to
 * reach the Box.
 */
@Component
public final class TunnelRecord {
    private static final Duration CHECK = Duration.ofHours(1);
    private static final Duration TTL = Duration.ofMinutes(5);

    private final Zone zone;
    private final Tunnel tunnel;
    private final String wildcard;
    private final Published<Endpoint> endpoint;
    private final Task publishing;
    private volatile TlsCertificate certificate;
    private volatile boolean acknowledged;

    @Activate
    public TunnelRecord(BundleContext context, @Reference BoxIdentity identity, @Reference Zone zone, @Reference Tunnel tunnel,
            @Reference(scope = ReferenceScope.PROTOTYPE_REQUIRED) Worker worker) {
        this.zone = zone;
        this.tunnel = tunnel;
        this.wildcard = identity.names().wildcard();
        this.endpoint = new Published<>(context, Endpoint.class);
        this.publishing = worker.retry("offer the tunnel", this::publish);
        worker.every(CHECK, "keep the record of " + tunnel.host(), this::put);
    }

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    void setCertificate(TlsCertificate certificate) {
        this.certificate = certificate;
        publishing.kick();
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
    }

    private void put() throws IOException, RetryAfter {
        boolean v4 = tunnel.frontend() instanceof Inet4Address;
        if (!v4 && !zone.can().contains(Zone.Ability.AAAA)) {
            throw new IOException("the frontend has the IPv6 address " + tunnel.frontend().getHostAddress()
                    + ", and the zone server cannot hold one");
        }
        zone.put(List.of(new RecordSet(tunnel.host(), v4 ? Type.A : Type.AAAA, TTL, List.of(tunnel.frontend().getHostAddress()))));
        zone.remove(tunnel.host(), v4 ? Type.AAAA : Type.A);
        acknowledged = true;
        publishing.kick();
    }

    private void publish() {
        TlsCertificate now = certificate;
        if (acknowledged && now != null && (now.names().contains(wildcard) || now.names().contains(tunnel.host()))) {
            TunnelEndpoint next = TunnelEndpoint.of(tunnel);
            endpoint.set(next, "the Box can be reached from outside at " + next.urls().get(0).uri());
        } else {
            endpoint.clear("the Box cannot be reached from outside");
        }
    }
}
