package link.box.https.device;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.eclipse.jetty.http.HttpException;
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
        HttpFields.Mutable headers = HttpFields.build(request.getHeaders()).remove(HttpHeader.AUTHORIZATION);
        String cookies = bare ? "" : request.getHeaders().getValuesList(HttpHeader.COOKIE).stream()
                .flatMap(line -> Arrays.stream(line.split(";"))).map(String::trim).filter(each -> !ours(each))
                .collect(Collectors.joining("; "));
        headers.remove(HttpHeader.COOKIE);
        if (!cookies.isEmpty()) {
            headers.put(HttpHeader.COOKIE, cookies);
        }
        return new DeviceRequest(request, headers.asImmutable(), most);
    }

    /** @param cookie as it stands in the header, its name first */
    static boolean ours(String cookie) {
        return OURS.stream().anyMatch(cookie::startsWith);
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
