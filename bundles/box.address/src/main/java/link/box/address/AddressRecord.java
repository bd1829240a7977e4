package link.box.address;

import java.io.IOException;
import java.net.Inet4Address;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import link.box.api.dns.RecordSet;
import link.box.api.dns.Zone;
import link.box.api.identity.BoxIdentity;
import link.box.api.identity.BoxNames;
import link.box.api.net.LocalAddresses;
import link.box.api.net.PublishedAddress;
import link.box.api.net.PublishedName;
import link.box.api.net.PublishedName.Kind;
import link.box.api.work.RetryAfter;
import link.box.api.work.Worker;
import link.box.common.fact.Published;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceScope;

/** Steps 5 and 6: main, local and mirror records lead to the local address; publishes {@link PublishedAddress} once the zone says so. */
@Component(service = {}, immediate = true, configurationPid = "link.box.address")
public final class AddressRecord {
    private static final Duration TTL = Duration.ofSeconds(60);
    /** A zone server that lost its memory gets the records back within so long. */
    private static final Duration AGAIN = Duration.ofHours(1);

    /** A put of the address before may still be on its way, and arrive after ours: then ours comes once more. */
    private static final Duration LAST_WORD = Duration.ofSeconds(5);

    private final Worker worker;
    private final BoxNames names;
    private final Zone zone;
    private final Inet4Address address;
    private final List<String> mirrors;
    private final Published<PublishedAddress> published;
    private volatile boolean said;

    /** Starts putting; a new address makes a new component. */
    @Activate
    public AddressRecord(BundleContext context, @Reference BoxIdentity identity, @Reference Zone zone, @Reference LocalAddresses addresses,
            @Reference(scope = ReferenceScope.PROTOTYPE_REQUIRED) Worker worker, Config config) {
        this(new Published<>(context, PublishedAddress.class), identity.names(), zone, addresses, worker, config.mirrors().split("\\s*,\\s*"));
    }

    AddressRecord(Published<PublishedAddress> published, BoxNames names, Zone zone, LocalAddresses addresses, Worker worker,
            String... mirrors) {
        this.worker = worker;
        this.names = names;
        this.zone = zone;
        this.address = addresses.ipv4().orElseThrow();
        this.mirrors = Arrays.stream(mirrors).map(names::below).toList();
        this.published = published;
        worker.every(AGAIN, "publish the local address", this::put);
    }

    private void put() throws IOException, RetryAfter {
        String value = address.getHostAddress();
        List<String> all = new ArrayList<>(List.of(names.main(), names.local()));
        all.addAll(mirrors);
        zone.put(all.stream().map(name -> new RecordSet(name, RecordSet.Type.A, TTL, List.of(value))).toList());
        List<PublishedName> told = new ArrayList<>(List.of(new PublishedName(names.main(), Kind.MAIN), new PublishedName(names.local(), Kind.LOCAL)));
        mirrors.forEach(name -> told.add(new PublishedName(name, Kind.MIRROR)));
        published.set(new PublishedAddress(Optional.of(address), Optional.empty(), true, told),
                "the zone leads " + String.join(", ", all) + " to " + value);
        if (!said) {
            said = true;
            worker.at(worker.now().plus(LAST_WORD), "publish the local address once more", this::put);
        }
    }

    @Deactivate
    void stop() {
        published.close();
    }
}
