package link.cloud.zone;

import java.io.IOException;
import java.time.Duration;
import link.box.api.work.Trouble;
import link.box.api.work.Worker;
import link.box.common.fact.Published;
import link.box.common.file.Data;
import link.cloud.zone.store.ZoneStore;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceScope;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens the store, which then is a service, and keeps its journal short. */
@Component(service = {}, immediate = true)
public final class StoreKeeper {
    private static final Duration LOOK = Duration.ofMinutes(1);
    private static final Logger LOG = LoggerFactory.getLogger("cloud.zone");

    private final BundleContext context;
    private final Published<ZoneStore> published;
    private final Published<Trouble> trouble;
    private boolean closed;

    /** Opens on the worker. */
    @Activate
    public StoreKeeper(BundleContext context, @Reference(scope = ReferenceScope.PROTOTYPE_REQUIRED) Worker worker) {
        this.context = context;
        this.published = new Published<>(context, ZoneStore.class);
        this.trouble = new Published<>(context, Trouble.class);
        worker.every(LOOK, "read the zone from disk", this::keep);
    }

    @Deactivate
    void close() {
        ZoneStore store;
        synchronized (this) {
            closed = true;
            store = published.get();
        }
        published.close();
        trouble.close();
        close(store);
    }

    private synchronized void keep() throws IOException {
        if (closed) {
            return;
        }
        ZoneStore store = published.get();
        if (store == null) {
            open();
        } else if (store.compactionDue()) {
            store.compact();
        }
    }

    private void open() throws IOException {
        try {
            ZoneStore store = new ZoneStore(Data.of(context));
            trouble.clear("The zone's files can be read again");
            published.set(store, "Zone read: " + store.ids() + " Boxes in " + store.bytes() / 1024 + " KB, serial " + store.serial());
        } catch (IOException e) {
            trouble.set(new Trouble("cloud.zone", e.getMessage(), "Restore the file from a backup, or move it away to begin anew."),
                    "No Box can be served: " + e.getMessage());
            throw e;
        }
    }

    private static void close(ZoneStore store) {
        try {
            if (store != null) {
                store.close();
            }
        } catch (IOException e) {
            LOG.warn("the zone's journal did not close cleanly: {}", e.getMessage());
        }
    }
}
