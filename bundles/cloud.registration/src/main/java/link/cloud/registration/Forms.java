package link.cloud.registration;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Set;
import java.util.regex.Pattern;

/** What single values must look like. */
final class Forms {
    /** 128 random bits in base64url. */
    static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{22}");
    /** 256 random bits in base64url. */
    static final Pattern KEY = Pattern.compile("[A-Za-z0-9_-]{43}");
    private static final int LONGEST_ORIGIN = 255;
    private static final Pattern ORIGIN = Pattern.compile("https?://[a-z0-9]([a-z0-9.-]*[a-z0-9])?(:[1-9][0-9]{0,4})?");
    private static final String BYTE = "(25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])";
    /** RFC 1918. */
    private static final Pattern PRIVATE = Pattern.compile("(10(\\." + BYTE + "){3}|172\\.(1[6-9]|2[0-9]|3[01])(\\." + BYTE
            + "){2}|192\\.168(\\." + BYTE + "){2})");
    private static final Pattern IPV6 = Pattern.compile("[0-9a-f:]{3,39}");
    private static final int ULA_MASK = 0xfe;
    private static final int ULA = 0xfc;
    /** Where browsers do not go (Fetch standard, section "Port blocking"). */
    private static final Set<Integer> BAD_PORTS = Set.of(1, 7, 9, 11, 13, 15, 17, 19, 20, 21, 22, 23, 25, 37, 42, 43, 53, 69, 77, 79, 87,
            95, 101, 102, 103, 104, 109, 110, 111, 113, 115, 117, 119, 123, 135, 137, 139, 143, 161, 179, 389, 427, 465, 512, 513, 514, 515,
            526, 530, 531, 532, 540, 548, 554, 556, 563, 587, 601, 636, 989, 990, 993, 995, 1719, 1720, 1723, 2049, 3659, 4045, 4190, 5060,
            5061, 6000, 6566, 6665, 6666, 6667, 6668, 6669, 6679, 6697, 10080);

    private Forms() {
    }

    static boolean isName(String text) {
        return NAME.matcher(text).matches();
    }

    static boolean isKey(String text) {
        return KEY.matcher(text).matches();
    }

    /** @return whether browsers send that as {@code Origin} (RFC 6454, section 6.2), {@code null} apart */
    static boolean isOrigin(String text) {
        return text.length() <= LONGEST_ORIGIN && ORIGIN.matcher(text).matches();
    }

    /** @return whether it is a literal address that only a home has: RFC 1918 or RFC 4193 */
    static boolean isPrivate(String text) {
        return PRIVATE.matcher(text).matches() || IPV6.matcher(text).matches() && text.indexOf(':') >= 0 && isUniqueLocal(text);
    }

    static boolean isOpen(int port) {
        return !BAD_PORTS.contains(port);
    }

    private static boolean isUniqueLocal(String text) {
        try {
            InetAddress address = InetAddress.getByName(text); // never asks a name server: there is a colon in it
            return address instanceof Inet6Address && (address.getAddress()[0] & ULA_MASK) == ULA;
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
