package link.box.lab.resolver;

/**
 * Whom a resolver asks.
 *
 * @param zone the zone that it asks for
 * @param port on loopback
 * @param caching whether that is a caching resolver, and not the zone's own server
 */
record Upstream(String zone, int port, boolean caching) {
}
