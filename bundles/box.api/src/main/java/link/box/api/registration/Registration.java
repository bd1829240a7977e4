package link.box.api.registration;

import java.net.URI;
import java.util.List;

/**
 * The registration server knows how the Box can be found: a fact while an announcement holds, 120 s, or a letter for an app, 30 minutes.
 *
 * @param server the registration server
 * @param urls what was announced or is in the letters, in order; empty while only apps at home are shown where the Box is
 * @param families over which address families it was announced: {@code IPv4}, {@code IPv6}
 */
public record Registration(URI server, List<Url> urls, List<String> families) {
    public Registration {
        urls = List.copyOf(urls);
        families = List.copyOf(families);
    }
}
