package link.box.rebind.judge;

import java.net.InetAddress;
import java.util.List;

/**
 * What one question to a resolver brought, as far as it matters here.
 *
 * @param code how it went
 * @param addresses the addresses in the answer, whatever their name
 * @param denied whether the zone's own SOA came with it: then the zone has no such record (RFC 2308), as far as the resolver knows
 */
public record Reply(Code code, List<InetAddress> addresses, boolean denied) {
    /** The question was not put. */
    public static final Reply NONE = of(Code.NOT_ASKED);

    /** How a question went. */
    public enum Code { NOT_ASKED, NOERROR, NXDOMAIN, REFUSED, SERVFAIL, OTHER, TIMEOUT }

    public Reply {
        addresses = List.copyOf(addresses);
    }

    /** @return an answer without addresses and SOA */
    public static Reply of(Code code) {
        return new Reply(code, List.of(), false);
    }

    @Override
    public String toString() {
        if (!addresses.isEmpty()) {
            return String.join(", ", addresses.stream().map(InetAddress::getHostAddress).toList());
        }
        return switch (code) {
            case NOT_ASKED -> "nothing, as it was not asked";
            case NOERROR -> denied ? "no address, with the zone's SOA" : "no address, without the zone's SOA";
            case NXDOMAIN -> denied ? "NXDOMAIN with the zone's SOA" : "NXDOMAIN without the zone's SOA";
            case TIMEOUT -> "nothing in three tries";
            case OTHER -> "an unusual error";
            default -> code.name();
        };
    }
}
