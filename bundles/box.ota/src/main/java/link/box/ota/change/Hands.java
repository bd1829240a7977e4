package link.box.ota.change;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import java.util.zip.ZipException;
import link.box.ota.health.Blocked;
import link.box.ota.health.Failed;
import link.box.ota.health.Timed;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkEvent;
import org.osgi.framework.FrameworkListener;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.startlevel.BundleStartLevel;
import org.osgi.framework.wiring.FrameworkWiring;

/**
 * Replaces bundles in the running framework, each alone. Uses the system bundle's context only, so that it works on while its own bundle is
 * replaced.
 */
final class Hands {
    private static final long PAUSE_MILLIS = 50;

    private final BundleContext system;
    private final Timed timed;
    private final Duration patience;

    /**
     * @param system the system bundle's context
     * @param patience how long a bundle may take to stop or to start, and the framework to refresh it
     */
    Hands(BundleContext system, Timed timed, Duration patience) {
        this.system = system;
        this.timed = timed;
        this.patience = patience;
    }

    /**
     * Makes it so, whatever half of it was done before. Blocks within its patience for each thing it does.
     *
     * @throws Blocked the framework cannot be trusted to go on
     * @throws Failed the bundle does not stop, install or start
     */
    void take(SwapStep step) throws Failed, InterruptedException {
        Optional<Bundle> there = find(step.name());
        if (step.to().isEmpty()) {
            if (there.isPresent()) {
                remove(there.get());
            }
            return;
        }
        Member wanted = step.to().get();
        Bundle bundle = there.isPresent() ? there.get() : add(wanted);
        if (there.isPresent() && step.changesCode()) {
            replace(bundle, wanted);
        }
        if (!isFragment(bundle)) {
            run("start of " + wanted, () -> bundle.start(Bundle.START_ACTIVATION_POLICY));
            setLevel(bundle, wanted);
        }
    }

    /** @return the running bundle of that symbolic name */
    Optional<Bundle> find(String name) {
        return Arrays.stream(system.getBundles()).filter(bundle -> name.equals(bundle.getSymbolicName())).findAny();
    }

    /** @return whether the bundle has such a service; blocks until it has, within its patience */
    boolean serves(String name, String service) throws InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        while (!offers(name, service) && System.nanoTime() < end) {
            Thread.sleep(PAUSE_MILLIS);
        }
        return offers(name, service);
    }

    private boolean offers(String name, String service) {
        Optional<Bundle> bundle = find(name);
        ServiceReference<?>[] services = bundle.isEmpty() ? null : bundle.get().getRegisteredServices();
        return services != null && Arrays.stream(services)
                .anyMatch(each -> Arrays.asList((String[]) each.getProperty(Constants.OBJECTCLASS)).contains(service));
    }

    private Bundle add(Member wanted) throws Failed, InterruptedException {
        Bundle bundle = written(() -> run("installation of " + wanted,
                () -> system.installBundle("reference:" + wanted.jar().toUri())));
        setLevel(bundle, wanted);
        return bundle;
    }

    /** Only if it differs: the framework would start the bundle for it, on a thread of its own, beside ours. */
    private static void setLevel(Bundle bundle, Member wanted) {
        BundleStartLevel level = bundle.adapt(BundleStartLevel.class);
        if (level.getStartLevel() != wanted.named().level()) {
            level.setStartLevel(wanted.named().level());
        }
    }

    private void remove(Bundle bundle) throws Failed, InterruptedException {
        run("stop of " + bundle.getSymbolicName(), () -> bundle.stop(Bundle.STOP_TRANSIENT));
        run("removal of " + bundle.getSymbolicName(), bundle::uninstall);
        refresh(bundle);
    }

    private void replace(Bundle bundle, Member wanted) throws Failed, InterruptedException {
        run("stop of " + bundle.getSymbolicName(), () -> bundle.stop(Bundle.STOP_TRANSIENT));
        written(() -> run("update to " + wanted, () -> update(bundle, wanted)));
        refresh(bundle);
    }

    private static void update(Bundle bundle, Member wanted) throws IOException, BundleException {
        try (InputStream bytes = Files.newInputStream(wanted.jar())) {
            bundle.update(bytes);
        }
    }

    private void refresh(Bundle bundle) throws Failed, InterruptedException {
        CountDownLatch done = new CountDownLatch(1);
        FrameworkListener listener = event -> {
            if (event.getType() == FrameworkEvent.PACKAGES_REFRESHED) {
                done.countDown();
            }
        };
        run("refresh of " + bundle.getSymbolicName(), () -> {
            system.getBundle(Constants.SYSTEM_BUNDLE_ID).adapt(FrameworkWiring.class).refreshBundles(List.of(bundle), listener);
            done.await();
        });
    }

    /** A disk that takes nothing is not the bundle's fault. */
    private static <T> T written(Work<T> work) throws Failed, InterruptedException {
        try {
            return work.run();
        } catch (Blocked e) {
            throw e;
        } catch (Failed e) {
            boolean disk = Stream.<Throwable>iterate(e, each -> each != null, Throwable::getCause)
                    .anyMatch(each -> each instanceof IOException && !(each instanceof ZipException));
            throw new Failed(e.getMessage(), e, disk);
        }
    }

    private static boolean isFragment(Bundle bundle) {
        return bundle.getHeaders("").get(Constants.FRAGMENT_HOST) != null;
    }

    private Void run(String what, Act act) throws Failed, InterruptedException {
        return run(what, () -> {
            act.run();
            return null;
        });
    }

    private <T> T run(String what, Callable<T> act) throws Failed, InterruptedException {
        return timed.call("the " + what, patience, act);
    }

    /** What writes. */
    @FunctionalInterface
    private interface Work<T> {
        T run() throws Failed, InterruptedException;
    }

    /** What may fail. */
    @FunctionalInterface
    private interface Act {
        void run() throws Exception;
    }
}
