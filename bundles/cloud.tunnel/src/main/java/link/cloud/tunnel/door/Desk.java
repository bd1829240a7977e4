package link.cloud.tunnel.door;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import link.box.common.kite.Head;
import link.box.common.kite.Signature;
import link.cloud.tunnel.hello.Alert;
import link.cloud.tunnel.hello.BadHello;
import link.cloud.tunnel.hello.HostName;
import link.cloud.tunnel.kite.Kite;

/** Reads where a connection wants to go, and directs it there. Does not block; thread-safe. */
final class Desk {
    private static final String PAGEKITE = "PageKite:1";
    private static final int WORDS = 3;
    private static final String TLS_PORT = "443";

    /** Debian's program asks for a name that flies nowhere before it uses a frontend, and wants these very words and this header. */
    private final String sign = "X-PageKite-UUID: " + Signature.salt();
    private final Predicate<Kite> flies;
    private final String self;

    /**
     * @param flies whether a kite is in the air, or was a moment ago
     * @param self our own name, at which TLS ends here; empty if we have none
     */
    Desk(Predicate<Kite> flies, String self) {
        this.flies = flies;
        this.self = self;
    }

    /** Directs a TLS client by the name that it asks for. */
    void name(String name, Caller caller) {
        if (!self.isEmpty() && name.equals(self) && !caller.isInside()) {
            caller.inside();
        } else if (!caller.isInside() && flies.test(new Kite(Kite.HTTPS, name))) {
            caller.lead(new Kite(Kite.HTTPS, name), Http.NOTHING, Alert.UNRECOGNIZED_NAME.bytes());
        } else {
            caller.refuse(Alert.UNRECOGNIZED_NAME.bytes(), Refusal.UNKNOWN_NAME);
        }
    }

    /** Sends a TLS client away. */
    static void bad(BadHello hello, Caller caller) {
        caller.refuse(hello.alert().bytes(), hello.alert() == Alert.MISSING_EXTENSION ? Refusal.NAMELESS : Refusal.MALFORMED);
    }

    /** Directs an HTTP client by its request. */
    void request(Head head, Caller caller) {
        String[] words = head.first().split(" ", -1);
        if (words.length != WORDS || !words[2].startsWith("HTTP/1.")) {
            caller.refuse(Http.answer("400 Bad Request"), Refusal.MALFORMED);
        } else if (words[0].equals("CONNECT")) {
            connect(words[1], head, caller);
        } else if (caller.isInside()) {
            caller.refuse(Http.answer("404 Not Found"), Refusal.FORBIDDEN);
        } else {
            get(words[1], head.all("Host"), caller);
        }
    }

    private void connect(String target, Head head, Caller caller) {
        int colon = target.lastIndexOf(':');
        String host = colon < 0 ? "" : target.substring(0, colon).toLowerCase(Locale.ROOT);
        if (target.equals(PAGEKITE)) {
            caller.tunnel(head);
        } else if (!HostName.valid(host)) {
            caller.refuse(Http.answer("400 Bad Request"), Refusal.MALFORMED);
        } else if (caller.isInside() || !target.substring(colon + 1).equals(TLS_PORT)) {
            caller.refuse(Http.answer("403 Forbidden"), Refusal.FORBIDDEN);
        } else if (!self.isEmpty() && host.equals(self)) {
            caller.again(Http.established());
        } else if (flies.test(new Kite(Kite.HTTPS, host))) {
            caller.lead(new Kite(Kite.HTTPS, host), Http.established(), Http.answer("503 Unavailable"));
        } else {
            caller.refuse(Http.answer("503 Unavailable"), Refusal.UNKNOWN_NAME);
        }
    }

    private void get(String target, List<String> hosts, Caller caller) {
        String host = hosts.size() == 1 ? Http.host(hosts.get(0)) : "";
        String path = Http.path(target);
        if (!HostName.valid(host) || path.isEmpty()) {
            caller.refuse(Http.answer("400 Bad Request"), Refusal.MALFORMED);
        } else if (flies.test(new Kite(Kite.HTTPS, host)) || flies.test(new Kite(Kite.HTTP, host))) {
            caller.redirect(Http.answer("308 Permanent Redirect", "Location: https://" + host + path));
        } else {
            caller.refuse(Http.answer("503 Unavailable", sign), Refusal.UNKNOWN_NAME);
        }
    }
}
