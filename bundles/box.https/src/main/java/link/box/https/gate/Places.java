package link.box.https.gate;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import link.box.api.access.ConnectionClass;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Keeps threads free for the home: only so many requests of the tunnel are inside at once, and more are told to come again.
 * Thread-safe.
 */
final class Places extends Handler.Wrapper {
    private final int most;
    private final AtomicInteger taken = new AtomicInteger();

    Places(int most, Handler inside) {
        super(inside);
        this.most = most;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        if (request.getAttribute(ConnectionClass.ATTRIBUTE) != ConnectionClass.TUNNEL) {
            return super.handle(request, response, callback);
        }
        if (taken.incrementAndGet() > most) {
            taken.decrementAndGet();
            Answer.BUSY.write(response, callback);
            return true;
        }
        return inside(request, response, new Place(callback));
    }

    private boolean inside(Request request, Response response, Place place) throws Exception {
        boolean handled = false;
        try {
            handled = super.handle(request, response, place);
            return handled;
        } finally {
            if (!handled) { // or whoever answers in its stead does not know of the place
                place.completed();
            }
        }
    }

    /**
     * Until the request is answered, or is to be made again: a callback, as a completion listener of Jetty's would keep the place while the
     * request waits outside.
     */
    private final class Place extends Callback.Nested {
        private final AtomicBoolean left = new AtomicBoolean();

        private Place(Callback callback) {
            super(callback);
        }

        @Override
        public void completed() {
            if (left.compareAndSet(false, true)) {
                taken.decrementAndGet();
            }
        }
    }
}
