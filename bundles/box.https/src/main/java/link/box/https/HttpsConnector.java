package link.box.https;

import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import link.box.api.access.Access;
import link.box.api.identity.BoxIdentity;
import link.box.api.net.LocalAddresses;
import link.box.api.net.MulticastName;
import link.box.api.net.PublishedAddress;
import link.box.api.net.RebindProtection;
import link.box.api.tunnel.Tunnel;
import link.box.api.work.Worker;
import link.box.common.front.FrontServer;
import link.box.common.front.Introductions;
import link.box.common.front.PerSource;
import link.box.common.front.Port;
import link.box.common.front.Sweeper;
import link.box.https.gate.Gatehouse;
import link.box.https.hosts.Known;
import link.box.https.plain.PlainPort;
import link.box.https.plain.Way;
import org.apache.felix.http.jetty.ConnectorFactory;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.Server;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.component.annotations.ReferenceScope;

/**
 * The Box's HTTPS ports with the gate behind them. Holds open connections, so everything that may be updated while they are open comes
 * and goes without it: only the keeper and what follows from it, in the same bundle, are premises.
 */
@Component(immediate = true, configurationPid = "link.box.https")
public final class HttpsConnector implements ConnectorFactory {
    private static final Duration SILENCE = Duration.ofSeconds(15);
    private static final Duration LOOK = Duration.ofSeconds(5);
    private static final int HTTPS = 443;
    private static final String LAN = "lan";
    private static final String TUNNEL = "tunnel";
    private static final String BUILTIN = "builtin";

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    volatile LocalAddresses addresses;

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    volatile RebindProtection rebind;

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    volatile Tunnel tunnel;

    private volatile BoxIdentity identity;
    private volatile PublishedAddress published;
    private volatile MulticastName multicast;
    private final HttpsConfig config;
    private final SSLContext tls;
    private final Gatehouse gatehouse;
    private final FrontServer front;
    private final Sweeper sweeper = new Sweeper(SILENCE);

    @Activate
    public HttpsConnector(BundleContext context, @Reference CertificateKeeper keeper, @Reference StrictTransport strict,
            @Reference DeviceServlets servlets, HttpsConfig config) throws GeneralSecurityException {
        this.config = config;
        this.tls = SSLContext.getInstance("TLS");
        tls.init(new KeyManager[] {new ServerKeys(keeper.generations(), () -> identity)}, null, null);
        Set<Integer> ports = Set.copyOf(List.of(HTTPS, config.public_port() == 0 ? HTTPS : config.public_port()));
        Known known = new Known(() -> identity, () -> addresses, () -> published, () -> multicast);
        this.gatehouse = new Gatehouse(known, servlets.devices(), strict,
                new Gatehouse.Settings(TUNNEL, ports, config.body_max(), config.lab_loopback(), Gatehouse.HOLD));
        PlainPort plain = new PlainPort(known, config.lab_loopback(),
                new Way(() -> published, () -> rebind, () -> tunnel, gatehouse::pass, PublicPort.of(config)));
        this.front = new FrontServer(context, null, felix -> new Entrance(gatehouse.before(felix), plain));
    }

    @Override
    public Connector createConnector(Server felix) {
        Connector anchor = front.before(felix, ports());
        front.connectors().get(0).getServer().setErrorHandler(Overflow::answer);
        front.connectors().stream().filter(each -> !each.getName().equals(TUNNEL)) // there the frontend keeps to such a limit
                .forEach(each -> each.addBean(new PerSource(Math.max(1, config.connections_max() / 2))));
        if (config.tunnel_engine().equals(BUILTIN)) { // the other one, a program, cannot tell where a connection comes from
            front.connectors().stream().filter(each -> each.getName().equals(TUNNEL)).forEach(Introductions::ask);
        }
        return anchor;
    }

    private List<Port> ports() {
        int most = config.connections_max();
        Port lan = new Port(LAN, config.lan_address(), config.lan_port(), tls, false, most);
        Port inside = new Port(TUNNEL, config.tunnel_address(), config.tunnel_port(), tls, false, most);
        return config.http_port() == 0 ? List.of(lan, inside)
                : List.of(lan, inside, Port.plain(Entrance.HTTP, config.http_address(), config.http_port(), most));
    }

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    void setAccess(Access access) {
        gatehouse.arrived(access);
    }

    void unsetAccess(Access access) {
        gatehouse.left(access);
    }

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    void setIdentity(BoxIdentity next) {
        identity = next;
    }

    void unsetIdentity(BoxIdentity old) {
        // an update of box.identity is no goodbye: who comes meanwhile is served by this one, until there is the next
    }

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    void setPublished(PublishedAddress next) {
        published = next;
    }

    void unsetPublished(PublishedAddress old) {
        // who comes by the names of before is still answered, until there are others
    }

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    void setMulticast(MulticastName next) {
        multicast = next;
    }

    void unsetMulticast(MulticastName old) {
        // after a move hosts know where the name leads some seconds before it is announced again
    }

    @Reference(scope = ReferenceScope.PROTOTYPE_REQUIRED, cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    void setWorker(Worker worker) {
        front.use(worker);
        worker.every(LOOK, "end silent connections", () -> sweeper.sweep(front.connectors(), worker.nanos()));
    }

    void unsetWorker(Worker worker) {
        front.leave(worker);
    }
}
