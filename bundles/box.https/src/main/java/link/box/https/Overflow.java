package link.box.https;

import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * What is answered where no handler has been asked. Headers that are too large may be the cookies that another Box of the same zone has
 * planted: only then browsers are told to drop them all, and the next request fits again.
 */
final class Overflow {
    private Overflow() {
    }

    static boolean answer(Request request, Response response, Callback callback) {
        response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
        if (response.getStatus() == HttpStatus.REQUEST_HEADER_FIELDS_TOO_LARGE_431) {
            response.getHeaders().put("Clear-Site-Data", "\"cookies\"");
        }
        callback.succeeded();
        return true;
    }
}
