package link.cloud.tunnel.door;

/** Why a connection leads nowhere; counted by these. */
public enum Refusal {
    /** First bytes that are neither TLS nor HTTP, or break their rules. */
    MALFORMED,
    /** TLS without a name. */
    NAMELESS,
    /** No kite of that name flies. */
    UNKNOWN_NAME,
    /** Asked for something that is not offered. */
    FORBIDDEN,
    /** Did not say in time what it wants. */
    SLOW,
    /** Its Box has too many already, or this frontend has. */
    TOO_MANY
}
