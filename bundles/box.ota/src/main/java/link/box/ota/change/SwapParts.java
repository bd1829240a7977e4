package link.box.ota.change;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import link.box.api.identity.BoxIdentity;
import link.box.api.tls.TlsCertificate;
import link.box.common.file.Data;
import link.box.common.release.ReleaseFiles;
import link.box.ota.health.Doorbell;
import link.box.ota.health.HealthGate;
import link.box.ota.health.Signs;
import link.box.ota.health.Timed;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.runtime.ServiceComponentRuntime;

/** What a change is made with. */
record SwapParts(Transaction transaction, HotSwap swap, Ledger ledger) {
    /** After that the launcher would take a Box that starts for one that hangs, too. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration ANSWER = Duration.ofSeconds(5);
    private static final Duration CHECK = Duration.ofSeconds(2);
    /** Until then the launcher waits. */
    private static final Duration PAUSE = Duration.ofSeconds(10);
    private static final int TRIES = 9;
    private static final Duration NOTICE = Duration.ofSeconds(10);

    /** As in life. Blocks for disk. */
    static SwapParts of(BundleContext context, ServiceComponentRuntime runtime, Swap.Config config) throws IOException {
        Timed timed = new Timed();
        Doorbell doorbell = new Doorbell(config.https_address(), config.https_port(), ANSWER, timed,
                () -> find(context, TlsCertificate.class), () -> find(context, BoxIdentity.class).map(BoxIdentity::certificate));
        Signs signs = Signs.within(context, runtime, timed, CHECK).and(doorbell);
        Bundle system = context.getBundle(Constants.SYSTEM_BUNDLE_ID);
        Path directory = Data.of(context);
        ReleaseFiles files = new ReleaseFiles(directory);
        Ledger ledger = Ledger.in(directory, files);
        Hands hands = new Hands(system.getBundleContext(), timed, PATIENCE);
        HealthGate gate = new HealthGate(signs, HealthGate.Times.watching(Duration.ofSeconds(config.watch())));
        Restart restart = new SystemRestart(context, NOTICE);
        Home home = Home.of(context);
        Room room = new Room(Path.of(context.getProperty(Constants.FRAMEWORK_STORAGE)), home.free());
        HotSwap swap = new HotSwap(ledger, hands, gate, restart, () -> OwnClasses.load(context.getBundle()),
                new Patient(PAUSE, TRIES));
        return with(ledger, new Sets(home.directory(), files), room, swap, gate, restart, system);
    }

    static SwapParts with(Ledger ledger, Sets sets, Room room, HotSwap swap, HealthGate gate, Restart restart, Bundle system) {
        return new SwapParts(new Transaction(ledger, sets, room, swap, gate, restart, system), swap, ledger);
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
