package link.box.api.registration;

import java.net.URI;
import java.util.List;

/**
 * The registration server knows these URLs of the Box: a fact while the last announcement holds, 120 s.
 *
 * @param server the registration server
 * @param urls what was announced, in order
 * @param families over which address families it was announced: {@code IPv4}, {@code IPv6}
 */
public record Registration(URI server, List<Url> urls, List<String> families) {
    public Registration {
        urls = List.copyOf(urls);
        families = List.copyOf(families);
    }
}
