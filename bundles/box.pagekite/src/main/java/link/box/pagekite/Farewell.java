package link.box.pagekite;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import link.box.common.kite.Features;
import link.box.common.kite.Mux;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The end of a tunnel that works: visitors who are inside get their last answers, and those who come are kept by the frontend. */
final class Farewell {
    private static final Logger LOG = LoggerFactory.getLogger("box.pagekite");
    /** An update waits for it, and visitors with an open connection may not leave at all. */
    static final Duration PATIENCE = Duration.ofMillis(500);

    private Farewell() {
    }

    /** Tells the frontend that nobody is taken in any more, and blocks until nobody is inside, so long at most. */
    static void to(Mux mux, Duration patience) {
        mux.say(Features.LANDS + ": 1\r\n");
        try {
            mux.whenEmpty().get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            LOG.debug("{} visitors are cut off", mux.streams());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
