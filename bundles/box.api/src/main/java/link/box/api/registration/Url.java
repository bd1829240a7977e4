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
    public enum Kind {
        /** {@code <id>.<zone>}. */ MAIN,
        /** {@code local.<id>.<zone>}. */ LOCAL,
        /** A mirror of the main name. */ MIRROR,
        /** A name that stands for one address for good. */ ADDRESS,
        /** The name outside, {@code remote.<id>.<zone>}. */ TUNNEL
    }
}
