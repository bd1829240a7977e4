package link.box.api.net;

import java.net.Inet4Address;

/**
 * The address outside that the home's router says it has: a fact of box.nat while a router says so.
 *
 * @param ipv4 as the router says; a private or shared one (RFC 1918, RFC 6598) means that somebody translates behind it, too
 * @param protocol who said it: {@code PCP} (RFC 6887), {@code NAT-PMP} (RFC 6886) or {@code UPnP IGD}
 */
public record ExternalAddress(Inet4Address ipv4, String protocol) {
}
