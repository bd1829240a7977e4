package link.box.ota.health;

/**
 * Why something is not well.
 *
 * @param kind whose fault it may be
 * @param words for people
 */
public record Illness(Kind kind, String words) {
    /** Whose fault it may be. */
    public enum Kind {
        /** Its own: it fails, hangs, or is not there. */ FAILS,
        /** It waits for a service that some bundle should have. */ WAITS,
        /** It may be the outside: it waits for a fact, such as the tunnel, or a health check tells of something. */ OUTSIDE
    }
}
