package link.box.https.gate;

import java.nio.ByteBuffer;
import java.util.function.BooleanSupplier;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;

/** A page that is not found because its bundle went just after the gate let the request pass is not gone: the client is told to ask again. */
final class Departed extends Response.Wrapper {
    private final BooleanSupplier departed;
    private boolean answered;

    /** @param departed whether who let the request pass has gone since */
    Departed(Request request, Response response, BooleanSupplier departed) {
        super(request, response);
        this.departed = departed;
    }

    @Override
    public void write(boolean last, ByteBuffer content, Callback callback) {
        if (answered) {
            callback.succeeded();
        } else if (getStatus() == HttpStatus.NOT_FOUND_404 && !isCommitted() && departed.getAsBoolean()) {
            answered = true;
            getHeaders().clear();
            getHeaders().put(HttpHeader.RETRY_AFTER, 1).put(HttpHeader.CACHE_CONTROL, "no-store").put(HttpHeader.CONTENT_LENGTH, 0);
            setStatus(HttpStatus.SERVICE_UNAVAILABLE_503);
            super.write(true, BufferUtil.EMPTY_BUFFER, callback);
        } else {
            super.write(last, content, callback);
        }
    }
}
