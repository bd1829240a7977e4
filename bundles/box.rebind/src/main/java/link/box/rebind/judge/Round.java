package link.box.rebind.judge;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.List;

/**
 * What one observation means.
 *
 * @param meaning in a word
 * @param reason what was seen, for people
 */
public record Round(Meaning meaning, String reason) {
    /** What a round can say. */
    public enum Meaning {
        /** A private address passed. */ OPEN,
        /** It was withheld while public ones passed. */ BLOCKED,
        /** The same, but by silence or a failure, which can be a lost packet, here or behind the resolver. */ SILENCED,
        /** Nothing can be told. */ UNCLEAR
    }

    /** @return the meaning, by the first rule that fits */
    public static Round of(Observation seen) {
        if (!seen.published()) {
            return unclear("the zone's name servers do not all have the test names yet");
        }
        for (Reply control : List.of(seen.before(), seen.after())) {
            if (!control.addresses().equals(List.of(seen.control()))) {
                return unclear("the resolver does not serve this zone rightly: for a public address, " + seen.control().getHostAddress()
                        + ", it gave " + control);
            }
        }
        return ofSecret(seen.secret());
    }

    private static Round ofSecret(Reply secret) {
        List<InetAddress> addresses = secret.addresses();
        if (addresses.stream().anyMatch(Round::isPrivate)) {
            return new Round(Meaning.OPEN, "the resolver passes a private address: " + secret);
        }
        if (!addresses.isEmpty()) {
            return unclear("the resolver gave a foreign address, " + secret + ", in place of a private one");
        }
        if (secret.denied()) {
            return unclear("the resolver says with the zone's own words that a name is not there which is: an old answer, or a name server "
                    + "that lags behind");
        }
        return switch (secret.code()) {
            case NOERROR, NXDOMAIN, REFUSED -> new Round(Meaning.BLOCKED,
                    "the resolver passes public addresses, but for a private one it gave " + secret);
            case TIMEOUT, SERVFAIL -> new Round(Meaning.SILENCED, "the resolver passes public addresses, but for a private one it gave " + secret);
            default -> unclear("for a private address the resolver gave " + secret);
        };
    }

    /** RFC 1918. */
    private static boolean isPrivate(InetAddress address) {
        return address instanceof Inet4Address && address.isSiteLocalAddress();
    }

    private static Round unclear(String reason) {
        return new Round(Meaning.UNCLEAR, reason);
    }
}
