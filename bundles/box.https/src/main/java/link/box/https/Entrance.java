package link.box.https;

import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Tells what comes in without encryption from the rest: it never gets to the gate. */
final class Entrance extends Handler.Wrapper {
    static final String HTTP = "http";

    private final Request.Handler plain;

    Entrance(Handler gate, Request.Handler plain) {
        super(gate);
        this.plain = plain;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        boolean encrypted = !HTTP.equals(request.getConnectionMetaData().getConnector().getName());
        return encrypted ? super.handle(request, response, callback) : plain.handle(request, response, callback);
    }
}
