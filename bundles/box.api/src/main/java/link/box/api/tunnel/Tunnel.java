package link.box.api.tunnel;

import java.net.InetAddress;

/**
 * The tunnel is up: a fact while the frontend has accepted the kite, so that what arrives there for the name is passed to the Box.
 *
 * @param host the name outside, {@code remote.<id>.<zone>}
 * @param port the HTTPS port outside
 * @param frontend the frontend's public address
 */
public record Tunnel(String host, int port, InetAddress frontend) {
}
