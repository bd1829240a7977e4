package link.box.ota;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import link.box.api.identity.BoxIdentity;
import link.box.api.tls.TlsCertificate;
import link.box.common.file.Data;
import link.box.common.release.ReleaseFiles;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.runtime.ServiceComponentRuntime;

/** What a change is made with. */
record SwapParts(Transaction transaction, HotSwap swap, Ledger ledger) {
    /** After that the launcher would take a Box that starts for one that hangs, too. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration ANSWER = Duration.ofSeconds(5);
    private static final Duration CHECK = Duration.ofSeconds(2);

    /** As in life. */
    static SwapParts of(BundleContext context, ServiceComponentRuntime runtime, Swap.Config config) throws IOException {
        Timed timed = new Timed();
        InetSocketAddress https = new InetSocketAddress(InetAddress.getByName(config.https_address()), config.https_port());
        Doorbell doorbell = new Doorbell(https, ANSWER, timed, () -> find(context, TlsCertificate.class),
                () -> find(context, BoxIdentity.class).map(BoxIdentity::certificate));
        Signs signs = new Signs(List.of(new Bundles(context), new Components(runtime), new HealthChecks(context, timed, CHECK),
                new Ways(context), doorbell));
        Bundle system = context.getBundle(Constants.SYSTEM_BUNDLE_ID);
        Path directory = Data.of(context);
        ReleaseFiles files = new ReleaseFiles(directory);
        Ledger ledger = Ledger.in(directory, files);
        Hands hands = new Hands(system.getBundleContext(), timed, PATIENCE);
        HealthGate gate = new HealthGate(signs, HealthGate.Times.watching(Duration.ofSeconds(config.watch())));
        Restart restart = () -> restart(system);
        HotSwap swap = new HotSwap(ledger, hands, gate, restart, () -> OwnClasses.load(context.getBundle()));
        return with(ledger, new Sets(Home.of(context).directory(), files), swap, gate, restart, system);
    }

    static SwapParts with(Ledger ledger, Sets sets, HotSwap swap, HealthGate gate, Restart restart, Bundle system) {
        return new SwapParts(new Transaction(ledger, sets, swap, gate, restart, system), swap, ledger);
    }

    /** OSGi's own way (Core, 4.4.1): the framework stops and says that it was updated. */
    private static void restart(Bundle system) {
        try {
            system.update();
        } catch (BundleException e) {
            throw new IllegalStateException("the Box cannot be restarted: " + e.getMessage(), e);
        }
    }

    /** What is found is an immutable value, used for a moment only. */
    private static <T> Optional<T> find(BundleContext context, Class<T> type) {
        ServiceReference<T> reference = context.getServiceReference(type);
        if (reference == null) {
            return Optional.empty();
        }
        T found = context.getService(reference);
        context.ungetService(reference);
        return Optional.ofNullable(found);
    }
}
