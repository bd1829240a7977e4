package link.box.nat;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import link.box.api.net.ExternalAddress;
import link.box.api.net.LocalAddresses;
import link.box.api.work.Task;
import link.box.api.work.Worker;
import link.box.common.fact.Published;
import link.box.nat.router.Router;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.component.annotations.ReferenceScope;

/** Asks the home's router which address it has outside, and publishes {@link ExternalAddress} while it says so. */
@Component(service = {}, immediate = true, configurationPid = "link.box.nat")
public final class Asking {
    static final String JOB = "learn from the router which address it has outside";
    /** Providers change it at night, and nobody tells. */
    static final Duration PERIOD = Duration.ofHours(6);
    /** An update of box.address takes less. */
    static final Duration GRACE = Duration.ofSeconds(10);

    private final Published<ExternalAddress> published;
    private final Questions questions;
    private final boolean wanted;
    private final Task asking;
    private volatile LocalAddresses addresses;
    private Optional<Router> asked = Optional.empty();

    /** Asks nobody yet. */
    @Activate
    public Asking(BundleContext context, @Reference(scope = ReferenceScope.PROTOTYPE_REQUIRED) Worker worker, Config config) {
        this(new Published<>(context, ExternalAddress.class), worker, config, new Questions(worker::nanos));
    }

    Asking(Published<ExternalAddress> published, Worker worker, Config config, Questions questions) {
        this.published = published;
        this.questions = questions;
        this.wanted = config.ask();
        this.asking = worker.every(PERIOD, JOB, this::ask);
    }

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    void setAddresses(LocalAddresses next) {
        addresses = next;
        asking.kick();
    }

    void unsetAddresses(LocalAddresses old) {
        if (addresses == old) {
            addresses = null;
            asking.kickAfter(GRACE);
        }
    }

    @Deactivate
    void stop() {
        published.close();
    }

    private void ask() throws IOException {
        Optional<Router> router = router();
        if (!router.equals(asked)) {
            asked = router;
            published.clear("the address outside is unknown in another network");
        }
        if (router.isPresent()) {
            ask(router.get());
        }
    }

    private void ask(Router router) throws IOException {
        try {
            ExternalAddress told = questions.ask(router);
            if (router().equals(asked)) {
                published.set(told, "the router says that its address outside is " + told.ipv4().getHostAddress()
                        + " (" + told.protocol() + ")");
            }
        } catch (IOException | RuntimeException e) {
            published.clear("the router does not say any more which address it has outside");
            throw e;
        }
    }

    private Optional<Router> router() {
        return Optional.ofNullable(addresses).filter(known -> wanted).flatMap(Router::of);
    }
}
