package link.box.ota.change;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicReference;
import link.box.common.file.DiskWords;
import link.box.common.release.Journal;
import link.box.common.release.Release;
import link.box.common.release.StartedSet;
import link.box.ota.change.Outcome.Kind;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs one change at a time, on a thread of its own (docs/adr/033): box.work and its threads may be what is replaced, so it takes nothing
 * from there. At its start it goes on with what was begun before.
 */
@Component(service = Changes.class, immediate = true, configurationPid = "link.box.ota")
public final class Swap implements Changes {
    /** Settings. */
    public @interface Config {
        /** @return the local address of the HTTPS port at home */
        String https_address() default "0.0.0.0";

        /** @return the HTTPS port at home */
        int https_port() default 443;

        /** @return for how many seconds a changed set is watched before it is taken */
        int watch() default 120;
    }

    private static final Logger LOG = LoggerFactory.getLogger("box.ota");

    private static final Duration PAUSE = Duration.ofSeconds(30);

    private final Making making;
    private final Duration pause;
    private SwapParts made;
    private final AtomicReference<Thread> running = new AtomicReference<>();

    /** Makes what a change is made with. */
    @FunctionalInterface
    interface Making {
        /** Blocks for disk. */
        SwapParts parts() throws IOException;
    }

    /** Begins to go on with a change, if there is one, on its own thread. */
    @Activate
    public Swap(BundleContext context, @Reference ServiceComponentRuntime runtime, Config config) {
        this(() -> SwapParts.of(context, runtime, config), PAUSE);
    }

    /** @param pause before what could not be written is tried again */
    Swap(Making making, Duration pause) {
        this.making = making;
        this.pause = pause;
        begin("what was begun", this::resume);
    }

    @Override
    public Outcome to(Release release, boolean restart) {
        return await(SetName.of(release.sequence()), () -> parts().transaction().to(release, restart));
    }

    @Override
    public Outcome back() {
        return await("the set before", () -> parts().transaction().back());
    }

    @Override
    public Optional<Postponed> postponed() {
        try {
            return parts().ledger().postponed();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Journal journal() {
        try {
            return StartedSet.fitting(parts().ledger().journal(), "it was not started");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The thread that replaces this very bundle goes on. */
    @Deactivate
    void stop() {
        Thread thread = running.get();
        if (thread != null && !handedOver()) {
            thread.interrupt();
        }
    }

    private synchronized boolean handedOver() {
        return made != null && made.swap().handedOver();
    }

    private synchronized SwapParts parts() throws IOException {
        made = made == null ? making.parts() : made;
        return made;
    }

    /** If it fails the journal stays as it is, and the launcher takes the old set in the end; on a full disk not even that would help. */
    private Void resume() throws InterruptedException {
        try {
            while (!resumed()) {
                Thread.sleep(pause.toMillis());
            }
        } catch (RuntimeException e) {
            LOG.error("the change that was begun cannot be gone on with; the Box will restart with what ran before", e);
        }
        return null;
    }

    private boolean resumed() throws InterruptedException {
        try {
            parts().transaction().resume();
            return true;
        } catch (IOException e) {
            LOG.warn("what was begun cannot be gone on with yet, and is tried again in {} s: {}", pause.toSeconds(), DiskWords.of(e));
            return false;
        }
    }

    private Outcome await(String what, Callable<Outcome> change) {
        FutureTask<Outcome> task = begin(what, change);
        if (task == null) {
            return new Outcome(Kind.LATER, "nothing was changed: another change is on its way");
        }
        try {
            return task.get();
        } catch (InterruptedException e) { // of who asked: box.work is among what is replaced
            Thread.currentThread().interrupt();
            return new Outcome(Kind.RESTARTING, "the change to " + what + " goes on");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof InterruptedException) {
                return new Outcome(Kind.RESTARTING, "the Box is stopped in the midst of the change to " + what);
            }
            LOG.error("the change to {} failed", what, e.getCause());
            return new Outcome(Kind.REFUSED, "the change to " + what + " failed: " + e.getCause());
        }
    }

    /** @return null while another one runs */
    private <T> FutureTask<T> begin(String what, Callable<T> change) {
        FutureTask<T> task = new FutureTask<>(change);
        Thread thread = new Thread(() -> {
            try {
                task.run();
            } finally {
                running.set(null);
            }
        }, "box-ota: change to " + what);
        thread.setDaemon(true);
        if (!running.compareAndSet(null, thread)) {
            return null;
        }
        thread.start();
        return task;
    }
}
