package link.cloud.zone.api;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import link.cloud.zone.record.RecordType;
import org.xbill.DNS.Address;

/** Which values a Box may give to which names: this server speaks to the open internet, and must be of no use for anything else. */
final class Values {
    private static final Pattern TEXT = Pattern.compile("[\\x20-\\x7e]{1," + Limits.TEXT + "}");
    private static final Pattern CAA = Pattern.compile("(0|128) (issue|issuewild|iodef) \"([\\x21\\x23-\\x5b\\x5d-\\x7e ]{0,"
            + Limits.TEXT + "})\"");
    private static final String CHALLENGE = "_acme-challenge";
    private static final int UNIQUE_LOCAL = 0xfc;

    private final Limits limits;

    Values(Limits limits) {
        this.limits = limits;
    }

    /** @return the value as it is stored */
    String check(String below, RecordType type, String value) throws Refusal {
        return switch (type) {
            case A -> address(value, Address.IPv4);
            case AAAA -> address(value, Address.IPv6);
            case CNAME -> frontendName(value);
            case TXT -> challenge(below, value);
            case CAA -> caa(below, value);
        };
    }

    private String address(String value, int family) throws Refusal {
        byte[] bytes = value.length() > 45 ? null : Address.toByteArray(value, family);
        if (bytes == null) {
            throw Refusal.malformed("not an IPv" + (family == Address.IPv4 ? "4" : "6") + " address");
        }
        InetAddress address = inet(bytes);
        boolean mapped = family == Address.IPv6 && address instanceof Inet4Address;
        boolean ours = limits.frontends().contains(address) || limits.control().filter(address::equals).isPresent();
        if (mapped || !(isPrivate(address) || ours)) {
            throw Refusal.forbidden("only private addresses, the tunnel's frontends and the control address");
        }
        return address.getHostAddress();
    }

    /** RFC 1918 and RFC 4193, nothing else: the JDK's "site local" is fec0::/10 for IPv6. */
    private static boolean isPrivate(InetAddress address) {
        byte first = address.getAddress()[0];
        return address instanceof Inet4Address ? address.isSiteLocalAddress() : (first & 0xfe) == UNIQUE_LOCAL;
    }

    private static InetAddress inet(byte[] bytes) {
        try {
            return InetAddress.getByAddress(bytes);
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }

    private String frontendName(String value) throws Refusal {
        String lower = value.toLowerCase(Locale.ROOT);
        String name = lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
        if (!limits.frontendNames().contains(name)) {
            throw Refusal.forbidden("a CNAME may lead to the tunnel's frontends only");
        }
        return name;
    }

    private static String challenge(String below, String value) throws Refusal {
        if (!below.equals(CHALLENGE) && !below.endsWith("." + CHALLENGE)) {
            throw Refusal.forbidden("TXT only at or below " + CHALLENGE + ".<id>");
        }
        if (!TEXT.matcher(value).matches()) {
            throw Refusal.malformed("a TXT value has 1 to " + Limits.TEXT + " printable ASCII characters");
        }
        return value;
    }

    private static String caa(String below, String value) throws Refusal {
        if (!below.isEmpty()) {
            throw Refusal.forbidden("CAA only at <id>");
        }
        Matcher matcher = CAA.matcher(value);
        if (!matcher.matches()) {
            throw Refusal.malformed("a CAA value is for example: 0 issue \"letsencrypt.org\"");
        }
        return value;
    }
}
