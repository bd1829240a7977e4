package link.box.login;

import java.net.InetAddress;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import link.box.api.device.Device;
import link.box.api.identity.BoxIdentity;
import link.box.api.net.CaptivePortal;
import link.box.api.net.LocalAddresses;
import link.box.api.net.MulticastName;
import link.box.api.net.RebindProtection;
import link.box.api.registration.Endpoint;
import link.box.api.registration.Registration;
import link.box.api.release.PlannedRestart;
import link.box.api.release.RunningRelease;
import link.box.api.tls.TlsCertificate;
import link.box.api.work.Jobs;
import link.box.api.work.Trouble;
import link.box.api.work.Worker;
import link.box.common.fact.Offline;
import link.box.login.web.Texts;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.component.annotations.ReferenceScope;

/** What the Box knows of itself now, for its page. */
@Component(service = BoxFacts.class)
public final class BoxFacts {
    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    volatile BoxIdentity identity;

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    volatile TlsCertificate certificate;

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    volatile Registration registration;

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    volatile RebindProtection protection;

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    volatile CaptivePortal portal;

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    volatile LocalAddresses addresses;

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    volatile MulticastName multicast;

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    volatile Jobs jobs;

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    volatile RunningRelease release;

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    volatile PlannedRestart restart;

    @Reference(policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    volatile List<Endpoint> endpoints = List.of();

    @Reference(policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    volatile List<Trouble> troubles = List.of();

    @Reference(policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    volatile List<Device> devices = List.of();

    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("d MMMM yyyy, HH:mm 'UTC'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);
    private final Worker worker;

    @Activate
    public BoxFacts(@Reference(scope = ReferenceScope.PROTOTYPE_REQUIRED) Worker worker) {
        this.worker = worker;
    }

    /** @return the time in UTC, as the Box knows no other zone */
    String date(Instant time) {
        return DATE.format(time);
    }

    String id() {
        BoxIdentity box = identity;
        return box == null ? Texts.of("box.unknown") : box.id();
    }

    /** @return six words that tell the Box's own certificate from any other */
    String words() {
        BoxIdentity box = identity;
        return box == null ? Texts.of("box.unknown") : String.join(" ", box.words());
    }

    String fingerprint() {
        BoxIdentity box = identity;
        return box == null ? Texts.of("box.unknown") : box.fingerprint();
    }

    String names() {
        TlsCertificate held = certificate;
        BoxIdentity box = identity;
        if (held == null) {
            return box == null ? Texts.of("box.unknown") : box.names().main();
        }
        return String.join(", ", held.names());
    }

    String certificate() {
        TlsCertificate held = certificate;
        return held == null ? Texts.of("box.certificate.none")
                : Texts.of(trusted() ? "box.certificate.days" : "box.certificate.over", held.daysLeft(worker.now()));
    }

    /** Whether browsers trust the Box without asking: the padlock. */
    boolean trusted() {
        TlsCertificate held = certificate;
        return held != null && held.daysLeft(worker.now()) >= 0;
    }

    /** @return the address to use there; empty while none leads to the Box */
    Optional<String> address(Endpoint.Reach from) {
        return endpoints.stream().filter(each -> each.reach() == from).flatMap(each -> each.urls().stream())
                .map(url -> url.uri().toString()).findFirst();
    }

    /** @return which release runs; empty while nobody knows it */
    Optional<RunningRelease> release() {
        return Optional.ofNullable(release);
    }

    /** @return the restart that is about to come; empty if none is */
    Optional<PlannedRestart> restart() {
        return Optional.ofNullable(restart);
    }

    List<Trouble> troubles() {
        return troubles;
    }

    String announced() {
        Registration at = registration;
        return at == null ? Texts.of("box.announced.none") : Texts.of("box.announced.at", at.server().getHost());
    }

    /** @return what to set in the router so that the Box's names work at home; empty if nothing is known to be wrong */
    List<RebindProtection.Advice> advice() {
        RebindProtection known = protection;
        return known == null ? List.of() : known.advice();
    }

    /** @return what keeps the Box from its servers, and how it can be reached meanwhile; nothing while it is not cut off */
    List<String> offline() {
        CaptivePortal login = portal;
        Jobs all = jobs;
        if (login != null) {
            return List.of(Texts.of("box.portal.lead", login.where()), ways());
        }
        return all != null && Offline.is(registration != null, all.list()) ? List.of(Texts.of("box.offline.lead"), ways()) : List.of();
    }

    private String ways() {
        Stream<String> name = Stream.ofNullable(multicast).map(MulticastName::host);
        Stream<String> address = Stream.ofNullable(addresses).flatMap(each -> each.ipv4().stream()).map(InetAddress::getHostAddress);
        String both = Stream.concat(name, address).collect(Collectors.joining(Texts.of("box.offline.or")));
        return both.isEmpty() ? Texts.of("box.offline.no.address") : Texts.of("box.offline.ways", both);
    }

    /** @return those that keep to the contract: a page of theirs is below their own alias */
    List<Device> devices() {
        return devices.stream().filter(device -> device.id() != null && device.id().matches("[a-z0-9-]{1,32}")
                && device.label() != null && device.page() != null && device.page().startsWith("/d/" + device.id() + "/"))
                .sorted(Comparator.comparing(Device::id)).toList();
    }
}
