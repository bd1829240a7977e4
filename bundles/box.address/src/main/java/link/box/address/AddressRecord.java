package link.box.address;

import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import link.box.address.names.Memory;
import link.box.address.names.Names;
import link.box.address.names.StateFile;
import link.box.address.names.Terms;
import link.box.api.dns.Zone;
import link.box.api.identity.BoxIdentity;
import link.box.api.net.LocalAddresses;
import link.box.api.net.PublishedAddress;
import link.box.api.net.PublishedName;
import link.box.api.work.RetryAfter;
import link.box.api.work.Task;
import link.box.api.work.Worker;
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

/** Steps 5 and 6: the Box's names lead to its address; publishes {@link PublishedAddress} once the zone says so. */
@Component(service = {}, immediate = true, configurationPid = "link.box.address")
public final class AddressRecord {
    private static final Duration PERIOD = Duration.ofHours(1);
    /** People wait for the names: a zone server that is back is asked within so long. */
    private static final Duration LONGEST = Duration.ofSeconds(25);

    private final Names names;
    private final Published<PublishedAddress> published;
    private final Task following;
    private volatile LocalAddresses addresses;

    /** Starts looking for what to do. */
    @Activate
    public AddressRecord(BundleContext context, @Reference BoxIdentity identity, @Reference Zone zone,
            @Reference(scope = ReferenceScope.PROTOTYPE_REQUIRED) Worker worker, Config config) {
        this(new Published<>(context, PublishedAddress.class), new Names(zone, identity.names(),
                new Memory(new StateFile(Data.root(context).resolve("link.box.address").resolve("names.json"), identity.names().main()),
                        identity.newborn()),
                new Terms(Duration.ofSeconds(config.hold()), Duration.ofSeconds(config.ttl()),
                        List.of(config.mirrors().trim().split("\\s*,\\s*"))),
                worker::nanos), worker);
    }

    AddressRecord(Published<PublishedAddress> published, Names names, Worker worker) {
        this.names = names;
        this.published = published;
        this.following = worker.every(PERIOD, LONGEST, "publish the local address", this::follow);
    }

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    void setAddresses(LocalAddresses next) {
        addresses = next;
        following.kick();
    }

    void unsetAddresses(LocalAddresses old) {
        if (addresses == old) {
            addresses = null;
            following.kick();
        }
    }

    private void follow() throws IOException, RetryAfter {
        LocalAddresses now = addresses;
        if (now == null) {
            published.clear("the names of this Box lead nowhere that it knows: it has no address");
            return;
        }
        names.follow(now, this::tell);
        following.kickAfter(names.next());
    }

    private void tell(Optional<PublishedAddress> next) {
        next.ifPresentOrElse(address -> published.set(address, story(address)),
                () -> published.clear("the address has changed: the zone is being told"));
    }

    private static String story(PublishedAddress address) {
        String names = String.join(", ", address.names().stream().map(PublishedName::host).toList());
        return "the zone leads " + names + " to " + Stream.concat(address.ipv4().stream(), address.ipv6().stream())
                .map(InetAddress::getHostAddress).collect(Collectors.joining(" and "));
    }

    @Deactivate
    void stop() {
        published.close();
    }
}
