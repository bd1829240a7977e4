package link.box.https.gate;

import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.SizeLimitHandler;
import org.eclipse.jetty.util.Callback;

/** Limits the bodies of requests; what has none (RFC 9112, section 6.3) goes without the layers that it takes to count. */
final class Bodies extends SizeLimitHandler {
    /** @param most bytes */
    Bodies(long most) {
        super(most, -1);
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        HttpFields headers = request.getHeaders();
        boolean body = headers.contains(HttpHeader.CONTENT_LENGTH) || headers.contains(HttpHeader.TRANSFER_ENCODING);
        return body ? super.handle(request, response, callback) : getHandler().handle(request, response, callback);
    }
}
