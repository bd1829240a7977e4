package link.box.control;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import link.box.api.access.Access;
import link.box.api.identity.BoxIdentity;
import link.box.api.net.CaptivePortal;
import link.box.api.net.ExternalAddress;
import link.box.api.net.LocalAddress;
import link.box.api.net.LocalAddresses;
import link.box.api.net.MulticastName;
import link.box.api.net.PublishedAddress;
import link.box.api.net.PublishedName;
import link.box.api.net.RebindProtection;
import link.box.api.registration.Registration;
import link.box.api.release.PlannedRestart;
import link.box.api.release.RunningRelease;
import link.box.api.tls.RenewalPlan;
import link.box.api.tls.TlsCertificate;
import link.box.api.tunnel.Tunnel;
import link.box.api.work.JobReport;
import link.box.api.work.Jobs;
import link.box.api.work.Trouble;
import link.box.api.work.Worker;
import link.box.common.fact.Offline;
import link.box.common.json.Json;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;

/** Collects what is true now. It looks into the service registry when asked, so it is bound to nothing and survives everything. */
final class Facts {
    /** A person waits. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final BundleContext context;
    private final Waiting waiting;
    private final Worker worker;
    private final Checks checks;
    private final Off off;

    Facts(BundleContext context, Waiting waiting, Worker worker, Off off) {
        this.context = context;
        this.waiting = waiting;
        this.worker = worker;
        this.off = off;
        this.checks = new Checks(context, worker, PATIENCE);
    }

    JsonObject collect() {
        JsonObjectBuilder all = Json.PROVIDER.createObjectBuilder();
        first(BoxIdentity.class, all, Facts::identity);
        first(LocalAddresses.class, all, Facts::addresses);
        first(ExternalAddress.class, all, Facts::outside);
        first(MulticastName.class, all, (name, into) -> into.add("multicast", name.host()));
        first(PublishedAddress.class, all, Facts::published);
        first(TlsCertificate.class, all,
                (certificate, into) -> into.add("certificate", CertificateFacts.certificate(certificate, worker.now())));
        first(RenewalPlan.class, all, (plan, into) -> into.add("renewal", CertificateFacts.renewal(plan)));
        first(Tunnel.class, all, Facts::tunnel);
        first(Registration.class, all, Facts::registration);
        first(RebindProtection.class, all, Facts::rebind);
        first(Access.class, all, Facts::access);
        first(RunningRelease.class, all, ReleaseText::json);
        first(PlannedRestart.class, all, ReleaseText::restart);
        off.tunnel().ifPresent(why -> all.add("tunnel_off", why));
        offline(all);
        all.add("waiting", strings(off.reasonable(waiting.list())));
        all.add("troubles", strings(each(Trouble.class).stream()
                .map(trouble -> trouble.step() + ": " + trouble.what() + "; " + trouble.remedy()).toList()));
        all.add("failing", failing());
        all.add("checks", checks());
        return all.build();
    }

    private static void identity(BoxIdentity identity, JsonObjectBuilder all) {
        all.add("id", identity.id()).add("fingerprint", identity.fingerprint()).add("words", strings(identity.words()))
                .add("main", identity.names().main()).add("zone", identity.names().zone());
    }

    private static void addresses(LocalAddresses addresses, JsonObjectBuilder all) {
        JsonArrayBuilder list = Json.PROVIDER.createArrayBuilder();
        for (LocalAddress each : addresses.all()) {
            list.add(Json.PROVIDER.createObjectBuilder().add("interface", each.interfaceName())
                    .add("address", each.address().getHostAddress()));
        }
        all.add("addresses", list);
    }

    private static void outside(ExternalAddress outside, JsonObjectBuilder all) {
        all.add("outside", Json.PROVIDER.createObjectBuilder().add("address", outside.ipv4().getHostAddress())
                .add("protocol", outside.protocol()));
    }

    private static void published(PublishedAddress published, JsonObjectBuilder all) {
        JsonObjectBuilder json = Json.PROVIDER.createObjectBuilder().add("address", published.address().getHostAddress());
        published.ipv6().ifPresent(address -> json.add("ipv6", address.getHostAddress()));
        all.add("published", json.add("settled", published.settled())
                .add("names", strings(published.names().stream().map(PublishedName::host).toList())));
    }

    private static void tunnel(Tunnel tunnel, JsonObjectBuilder all) {
        all.add("tunnel", Json.PROVIDER.createObjectBuilder().add("host", tunnel.host()).add("port", tunnel.port())
                .add("frontend", tunnel.frontend().getHostAddress()));
    }

    private static void registration(Registration registration, JsonObjectBuilder all) {
        all.add("announced", Json.PROVIDER.createObjectBuilder().add("server", registration.server().toString())
                .add("families", strings(registration.families()))
                .add("urls", strings(registration.urls().stream().map(url -> url.uri().toString()).toList())));
    }

    private static void rebind(RebindProtection protection, JsonObjectBuilder all) {
        JsonArrayBuilder advice = Json.PROVIDER.createArrayBuilder();
        protection.advice().forEach(each -> advice.add(
                Json.PROVIDER.createObjectBuilder().add("router", each.router()).add("what", each.what())));
        all.add("rebind", Json.PROVIDER.createObjectBuilder().add("verdict", protection.verdict().name()).add("reason", protection.reason())
                .add("advice", advice));
    }

    private static void access(Access access, JsonObjectBuilder all) {
        all.add("admin", access.claimed());
        access.setupCode().ifPresent(code -> all.add("setup_code", code));
    }

    /** Present while the Box is cut off: how it is reached at home all the same. */
    private void offline(JsonObjectBuilder all) {
        if (!cutOff()) {
            return;
        }
        Stream<String> names = each(MulticastName.class).stream().map(MulticastName::host);
        Stream<String> addresses = each(LocalAddresses.class).stream().flatMap(each -> each.ipv4().stream()).map(InetAddress::getHostAddress);
        all.add("offline", strings(Stream.concat(names, addresses).toList()));
    }

    /** @return whether no server is reached, by what is known */
    boolean cutOff() {
        List<JobReport> jobs = each(Jobs.class).stream().flatMap(list -> list.list().stream()).toList();
        return !each(CaptivePortal.class).isEmpty() || Offline.is(!each(Registration.class).isEmpty(), jobs);
    }

    private JsonArrayBuilder failing() {
        JsonArrayBuilder list = Json.PROVIDER.createArrayBuilder();
        for (Jobs jobs : each(Jobs.class)) {
            jobs.list().stream().filter(job -> job.trouble().isPresent()).forEach(job -> list.add(failing(job)));
        }
        return list;
    }

    private static JsonObjectBuilder failing(JobReport job) {
        JsonObjectBuilder object = Json.PROVIDER.createObjectBuilder().add("step", job.owner().replaceFirst("^link\\.", ""))
                .add("what", job.name()).add("reason", job.trouble().orElse("")).add("failures", job.failures());
        job.next().ifPresent(next -> object.add("next", next.toString()));
        return object;
    }

    private JsonArrayBuilder checks() {
        JsonArrayBuilder list = Json.PROVIDER.createArrayBuilder();
        checks.run().forEach(each -> list.add(Json.PROVIDER.createObjectBuilder().add("name", each.name())
                .add("status", each.status().name()).add("message", each.message())));
        return list;
    }

    private static JsonArrayBuilder strings(Collection<String> values) {
        return Json.PROVIDER.createArrayBuilder(values);
    }

    private <T> void first(Class<T> type, JsonObjectBuilder all, BiConsumer<T, JsonObjectBuilder> teller) {
        Optional.ofNullable(context.getServiceReference(type)).map(context::getService).ifPresent(fact -> teller.accept(fact, all));
    }

    private <T> List<T> each(Class<T> type) {
        try {
            Collection<ServiceReference<T>> references = context.getServiceReferences(type, null);
            return references.stream().map(context::getService).filter(service -> service != null).toList();
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException("there is no filter", e);
        }
    }
}
