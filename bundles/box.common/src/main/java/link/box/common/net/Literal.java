package link.box.common.net;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Pattern;

/** Addresses as text, which are never looked up as names. */
public final class Literal {
    private static final String BYTE = "(25[0-5]|2[0-4][0-9]|1?[0-9]?[0-9])";
    /** So strict that the look-up below never asks a name server. */
    private static final Pattern FORM = Pattern.compile("(" + BYTE + "\\.){3}" + BYTE + "|(?=.*:)[0-9a-fA-F:][0-9a-fA-F:.]*");

    private Literal() {
    }

    /**
     * @param text literal address, IPv6 with or without brackets and zone; never a host name
     * @return the address; that of IPv4 for one that IPv6 only wraps
     * @throws IllegalArgumentException it is none
     */
    public static InetAddress address(String text) {
        String bare = text.startsWith("[") && text.endsWith("]") ? text.substring(1, text.length() - 1) : text;
        int zone = bare.indexOf('%');
        String literal = zone < 0 ? bare : bare.substring(0, zone);
        if (!FORM.matcher(literal).matches()) {
            throw new IllegalArgumentException("not an IP address: " + text);
        }
        try {
            return InetAddress.getByName(literal);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("not an IP address: " + text, e);
        }
    }
}
