package link.cloud.app;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.Map;
import java.util.TreeMap;
import link.box.common.http.Reply;
import link.box.common.json.Json;

/** The page and its parts: a fixed list of paths, read once. It needs nothing but itself and the registration server. */
final class Page {
    private static final Map<String, String> TYPES = Map.of("index.html", "text/html; charset=utf-8", "style.css", "text/css; charset=utf-8",
            "app.js", "text/javascript; charset=utf-8", "messages.js", "text/javascript; charset=utf-8", "icon.svg", "image/svg+xml");

    private final Map<String, Reply> replies = new TreeMap<>();
    private final Reply missing;

    /**
     * @param registration origin of the registration server, for example {@code https://registration.example:4443}
     * @param zone the zone in which Boxes have their names
     */
    Page(String registration, String zone) {
        checkOrigin(registration);
        if (!zone.matches("[a-z0-9]([a-z0-9.-]*[a-z0-9])?")) {
            throw new IllegalArgumentException("zone: not a domain name in lower case: " + zone);
        }
        TYPES.forEach((file, type) -> replies.put("/" + file, secured(new Reply(200, Map.of(), type, resource(file)), registration)));
        replies.put("/", replies.remove("/index.html"));
        replies.put("/config.json", secured(Reply.json(200, Json.PROVIDER.createObjectBuilder().add("registration", registration)
                .add("zone", zone).build()), registration));
        missing = secured(new Reply(404, Map.of(), TYPES.get("index.html"), resource("missing.html")), registration);
    }

    Reply handle(String method, String path) {
        Reply reply = replies.getOrDefault(path, missing);
        return method.equals("GET") || method.equals("HEAD") ? reply : Reply.error(405, "only GET").with("Allow", "GET, HEAD");
    }

    private static void checkOrigin(String registration) {
        URI uri = URI.create(registration);
        String origin = "https://" + uri.getHost() + (uri.getPort() < 0 ? "" : ":" + uri.getPort());
        if (uri.getHost() == null || !origin.equals(registration)) {
            throw new IllegalArgumentException("registration: must be https://<host>[:<port>] and nothing more: " + registration);
        }
    }

    private static Reply secured(Reply reply, String registration) {
        return reply.with("Content-Security-Policy", "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
                        + "connect-src 'self' " + registration + "; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; "
                        + "require-trusted-types-for 'script'; trusted-types 'none'")
                .with("X-Content-Type-Options", "nosniff")
                .with("X-Frame-Options", "DENY")
                .with("Referrer-Policy", "no-referrer")
                .with("Cross-Origin-Opener-Policy", "same-origin")
                .with("Cross-Origin-Resource-Policy", "same-origin")
                .with("Permissions-Policy", "camera=(), geolocation=(), microphone=()")
                .with("Cache-Control", "no-store");
    }

    private static byte[] resource(String file) {
        try (InputStream in = Page.class.getResourceAsStream("page/" + file)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
