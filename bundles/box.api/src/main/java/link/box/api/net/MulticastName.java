package link.box.api.net;

/**
 * The Box is announced on the home network by multicast DNS (RFC 6762, RFC 6763): a fact while it is.
 *
 * @param host the name that leads to it there, without a trailing dot, for example {@code box-k7xq2m.local}
 */
public record MulticastName(String host) {
}
