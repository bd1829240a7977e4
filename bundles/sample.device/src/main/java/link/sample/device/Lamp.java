package link.sample.device;

import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import link.box.api.access.Caller;
import link.box.api.device.BoxContext;
import link.box.api.device.Device;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletPattern;

/**
 * A lamp on the Box: a device on the Box's page, and a servlet of its own below {@code /d/lamp/}. TLS, names, tunnel and login come from
 * the Box; whoever gets here is logged in, and a POST comes from a page of the Box.
 */
@Component(service = {Servlet.class, Device.class})
@BoxContext
@HttpWhiteboardServletPattern("/lamp/*")
public final class Lamp extends HttpServlet implements Device {
    private static final long serialVersionUID = 1L;
    private static final String PAGE = """
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>Lamp</title>
            <link rel="stylesheet" href="/assets/box.css">
            </head>
            <body>
            <main>
            <h1>Lamp</h1>
            <p>Hello %s. The lamp is <strong>%s</strong>.</p>
            <form method="post" action="/d/lamp/">
            <button name="on" value="%s">Switch it %s</button>
            </form>
            <p><a href="/">Back to the Box</a></p>
            </main>
            </body>
            </html>
            """;

    private volatile boolean on;

    @Override
    public String id() {
        return "lamp";
    }

    @Override
    public String label() {
        return "Lamp";
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setContentType("text/html;charset=utf-8");
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("Content-Security-Policy", "default-src 'none'; style-src 'self'; form-action 'self'; frame-ancestors 'none'");
        response.getWriter().write(PAGE.formatted(name(request), on ? "on" : "off", !on, on ? "off" : "on"));
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) {
        on = Boolean.parseBoolean(request.getParameter("on"));
        response.setStatus(HttpServletResponse.SC_SEE_OTHER);
        response.setHeader("Location", page());
    }

    private static String name(HttpServletRequest request) {
        String name = request.getAttribute(Caller.ATTRIBUTE) instanceof Caller caller ? caller.name() : "stranger";
        return name.replace("&", "&amp;").replace("<", "&lt;");
    }
}
