package link.box.api.registration;

import java.net.URI;

/**
 * One announced URL.
 *
 * @param uri scheme, host and, unless it is the default, port; no path
 * @param kind what sort of name it is
 */
public record Url(URI uri, Kind kind) {
    /** Sorts of names; written in lower case on the wire. */
    public enum Kind { MAIN, LOCAL, MIRROR, ADDRESS, TUNNEL }
}
