package link.cloud.zone;

import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.Optional;
import link.box.api.work.Worker;
import link.box.common.http.Body;
import link.box.common.http.Reply;
import link.box.common.net.Source;
import link.cloud.zone.api.Call;
import link.cloud.zone.api.ZoneApi;
import link.cloud.zone.store.ZoneStore;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceScope;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardContextSelect;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletPattern;

/** The zone API over HTTP. */
@Component(configurationPid = "link.cloud.zone", service = Servlet.class)
@HttpWhiteboardContextSelect("(osgi.http.whiteboard.context.name=" + ZoneContext.NAME + ")")
@HttpWhiteboardServletPattern("/*")
public final class ZoneServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private static final String CERTIFICATE = "jakarta.servlet.request.X509Certificate";

    private final transient ZoneApi api;

    /** Serves while there is a store. */
    @Activate
    public ZoneServlet(@Reference(scope = ReferenceScope.PROTOTYPE_REQUIRED) Worker worker, @Reference ZoneStore store,
            ZoneConfig config) {
        this.api = new ZoneApi(Settings.zone(config), store, Settings.limits(config), worker::nanos);
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String path = Optional.ofNullable(request.getPathInfo()).orElse("/");
        Optional<byte[]> body;
        try {
            body = Body.read(request, ZoneApi.BODY);
        } catch (IOException e) {
            Reply.error(400, "the body did not arrive whole").send(response);
            return;
        }
        Call call = new Call(request.getMethod(), path, certificate(request), Optional.ofNullable(request.getHeader("If-Match")),
                Source.of(request.getRemoteAddr()), body);
        api.handle(call).send(response);
    }

    /** TLS has proved that the client has the key; nobody else vouches for the certificate. */
    private static Optional<byte[]> certificate(HttpServletRequest request) throws IOException {
        if (!(request.getAttribute(CERTIFICATE) instanceof X509Certificate[] chain) || chain.length == 0) {
            return Optional.empty();
        }
        try {
            return Optional.of(chain[0].getEncoded());
        } catch (CertificateEncodingException e) {
            throw new IOException(e);
        }
    }
}
