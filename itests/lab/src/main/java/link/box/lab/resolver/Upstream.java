package link.box.lab.resolver;

/**
 * Whom a resolver asks.
 *
 * @param zone the zone that it asks for
 * @param host its address
 * @param port its port
 * @param caching whether that is a caching resolver, and not the zone's own server
 */
record Upstream(String zone, String host, int port, boolean caching) {
}
