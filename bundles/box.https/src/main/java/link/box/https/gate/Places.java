package link.box.https.gate;

import java.util.concurrent.atomic.AtomicInteger;
import link.box.api.access.ConnectionClass;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Keeps threads free for the home: only so many requests of the tunnel are inside at once, and more are told to come again. Thread-safe. */
final class Places extends Handler.Wrapper {
    private final int most;
    private final AtomicInteger taken = new AtomicInteger();

    Places(int most, Handler inside) {
        super(inside);
        this.most = most;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        if (request.getAttribute(ConnectionClass.ATTRIBUTE) == ConnectionClass.TUNNEL) {
            if (taken.incrementAndGet() > most) {
                taken.decrementAndGet();
                Answer.BUSY.write(response, callback);
                return true;
            }
            Request.addCompletionListener(request, failure -> taken.decrementAndGet());
        }
        return super.handle(request, response, callback);
    }
}
