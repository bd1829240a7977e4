package link.box.mdns;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import link.box.api.identity.BoxIdentity;

/**
 * What a Box tells its home network (RFC 6763). Nothing in it is a secret, and nothing in it is proof: the certificate is.
 *
 * @param host the name that leads to it
 * @param instance what people see in a list of services
 * @param port of HTTPS
 * @param text keys and values of the TXT record
 */
record Offer(String host, String instance, int port, Map<String, String> text) {
    private static final int SHORT = 6;

    /** @return the first characters of the id: enough to tell the Boxes of a home apart */
    static String brief(BoxIdentity box) {
        return box.id().substring(0, Math.min(SHORT, box.id().length()));
    }

    /** @param claimed whether the Box has an admin; empty if nobody knows just now */
    static Offer of(BoxIdentity box, String host, int port, Optional<Boolean> claimed) {
        Map<String, String> text = new LinkedHashMap<>();
        text.put("id", box.id());
        text.put("fp", box.fingerprint());
        text.put("name", box.names().main());
        text.put("path", "/");
        claimed.ifPresent(done -> text.put("setup", done ? "1" : "0"));
        return new Offer(host, "Box " + brief(box), port, Map.copyOf(text));
    }

    boolean differsInTextOnly(Offer other) {
        return other != null && host.equals(other.host) && instance.equals(other.instance) && port == other.port;
    }
}
