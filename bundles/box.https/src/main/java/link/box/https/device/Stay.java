package link.box.https.device;

import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.jetty.util.Callback;

/**
 * From when a request entered a lane until it is answered. A callback, and no completion listener of Jetty's: that is a layer around all
 * that is sent.
 */
final class Stay extends Callback.Nested {
    private final AtomicBoolean over = new AtomicBoolean();
    private final Lane lane;
    private final Runnable atLast;

    Stay(Callback callback, Lane lane, Runnable atLast) {
        super(callback);
        this.lane = lane;
        this.atLast = atLast;
    }

    @Override
    public void completed() {
        if (over.compareAndSet(false, true)) {
            lane.leave();
            atLast.run();
        }
    }
}
