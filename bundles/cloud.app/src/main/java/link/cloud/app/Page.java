package link.cloud.app;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import link.box.common.http.Reply;

/** The page and its parts: a fixed list of paths, read once. It asks itself, the registration server and Boxes, and nobody else. */
final class Page {
    private static final Map<String, String> TYPES = Map.of("html", "text/html; charset=utf-8", "css", "text/css; charset=utf-8",
            "js", "text/javascript; charset=utf-8", "svg", "image/svg+xml");
    private static final List<String> FILES = List.of("index.html", "style.css", "icon.svg", "messages.js", "app.js", "view.js",
            "finder.js", "search.js", "discovery.js", "address.js", "authorization.js", "pending.js", "home.js", "box.js", "reach.js",
            "tokens.js", "record.js", "where.js", "vault.js", "trouble.js", "names.js", "net.js", "encoding.js");

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
        String policy = new Policy(registration, zone).header();
        FILES.forEach(file -> replies.put("/" + file, secured(200, file, resource(file), policy)));
        replies.put("/", replies.remove("/index.html"));
        replies.put("/config.js", secured(200, "config.js", config(registration, zone), policy));
        missing = secured(404, "missing.html", resource("missing.html"), policy);
    }

    /** @return every path that leads somewhere */
    Set<String> paths() {
        return replies.keySet();
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

    /** Both values have been checked: neither can end the text that it stands in. */
    private static byte[] config(String registration, String zone) {
        return """
                /** Where this page belongs. */
                export const config = { registration: "%s", zone: "%s" };
                """.formatted(registration, zone).getBytes(StandardCharsets.UTF_8);
    }

    private static Reply secured(int status, String file, byte[] content, String policy) {
        return new Reply(status, Map.of(), TYPES.get(file.substring(file.lastIndexOf('.') + 1)), content)
                .with("Content-Security-Policy", policy)
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
