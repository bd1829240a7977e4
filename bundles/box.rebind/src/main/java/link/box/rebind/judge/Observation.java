package link.box.rebind.judge;

import java.net.InetAddress;

/**
 * What was seen of three names that nobody has asked for before.
 *
 * @param published whether the zone's servers had them before the resolver was asked
 * @param control the public address that the first two lead to
 * @param before the resolver's reply about the first one, asked before
 * @param secret the reply about the third one, which leads to a private address
 * @param after the reply about the second one, asked after it
 */
public record Observation(boolean published, InetAddress control, Reply before, Reply secret, Reply after) {

    /** @return the zone's servers do not have the names yet, so nobody asked the resolver */
    public static Observation unpublished(InetAddress control) {
        return new Observation(false, control, Reply.NONE, Reply.NONE, Reply.NONE);
    }
}
