package link.box.common.front;

import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.Callback;

/** The way on to Felix. Its server is called, not adopted: as a child it would be stopped and started with ours. */
final class Pass implements Request.Handler {
    private final Server felix;

    Pass(Server felix) {
        this.felix = felix;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        if (!felix.handle(request, response, callback)) {
            response.setStatus(HttpStatus.NOT_FOUND_404);
            callback.succeeded();
        }
        return true;
    }
}
