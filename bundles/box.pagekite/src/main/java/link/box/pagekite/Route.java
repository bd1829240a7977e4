package link.box.pagekite;

import java.net.InetSocketAddress;

/**
 * From where to where a kite leads.
 *
 * @param host the kite's name
 * @param to where it flies
 * @param box where its streams end
 * @param cover TLS around the tunnel, or null
 * @param replaced the session that the frontend may still believe in; empty: none
 */
record Route(String host, Candidate to, InetSocketAddress box, Cover cover, String replaced) {
}
