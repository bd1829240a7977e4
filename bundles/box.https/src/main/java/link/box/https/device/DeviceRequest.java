package link.box.https.device;

import java.util.List;
import java.util.StringJoiner;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;

/** What a device sees of a request: none of our credentials, and no more of the body than it wants. */
final class DeviceRequest extends Request.Wrapper {
    private static final List<String> OURS = List.of("__Host-bx", "__Secure-bx", "__Host-su", "__Host-lp", "__Host-ask");

    private final HttpFields shown;
    private final long most;
    private long arrived;

    private DeviceRequest(Request request, HttpFields shown, long most) {
        super(request);
        this.shown = shown;
        this.most = most;
    }

    /**
     * @param bare no cookies at all
     * @param most largest body in bytes
     */
    static Request of(Request request, boolean bare, long most) {
        HttpFields.Mutable shown = HttpFields.build();
        StringJoiner cookies = new StringJoiner("; ");
        for (HttpField field : request.getHeaders()) {
            if (field.getHeader() == HttpHeader.COOKIE) {
                if (!bare) {
                    others(field.getValue(), cookies);
                }
            } else if (field.getHeader() != HttpHeader.AUTHORIZATION) {
                shown.add(field);
            }
        }
        if (cookies.length() > 0) {
            shown.add(HttpHeader.COOKIE, cookies.toString());
        }
        return new DeviceRequest(request, shown, most);
    }

    private static void others(String line, StringJoiner cookies) {
        for (String each : line.split(";")) {
            String cookie = each.trim();
            if (!ours(cookie)) {
                cookies.add(cookie);
            }
        }
    }

    /** @param cookie as it stands in the header, its name first */
    static boolean ours(String cookie) {
        for (String each : OURS) {
            if (cookie.startsWith(each)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public HttpFields getHeaders() {
        return shown;
    }

    @Override
    public Content.Chunk read() {
        Content.Chunk chunk = super.read();
        if (chunk == null || Content.Chunk.isFailure(chunk)) {
            return chunk;
        }
        arrived += chunk.remaining();
        if (arrived <= most) {
            return chunk;
        }
        chunk.release();
        return Content.Chunk.from(new HttpException.RuntimeException(HttpStatus.PAYLOAD_TOO_LARGE_413), true);
    }
}
