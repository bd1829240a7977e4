package link.box.api.access;

import java.util.Optional;

/**
 * What a request shows to say who makes it, unchecked.
 *
 * @param kind how it was shown
 * @param token at most 1,024 characters
 * @param origin the request's {@code Origin} if it has one (RFC 6454, section 7)
 * @param from where the connection comes from
 * @param host whom the request asked for: lower case, without a port
 * @param method HTTP method, upper case
 * @param path path of the request, decoded and normalised
 */
public record Credential(Kind kind, String token, Optional<String> origin, ConnectionClass from, String host, String method, String path) {
    /** Ways to show a token. */
    public enum Kind {
        /** The cookie of the Box's own pages. */
        SESSION,
        /** {@code Authorization: Bearer} (RFC 6750, section 2.1). */
        BEARER,
        /** In the query, where a browser can send no header: streams and WebSockets. */
        TICKET
    }

    @Override
    public String toString() {
        return kind + " for " + method + " " + path;
    }
}
