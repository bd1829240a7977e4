package link.box.dns;

import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Judges an answer to a plain request for a path that nobody has. An operator's own server says 404, sends to https, or to another host
 * of the same domain; a portal says 511 (RFC 6585, section 6), sends elsewhere, or shows its page for whatever was asked.
 */
final class PortalSigns {
    private static final int LOGIN_REQUIRED = 511;
    private static final List<Integer> REDIRECTS = List.of(301, 302, 303, 307, 308);
    private static final int LONGEST = 100;

    private PortalSigns() {
    }

    /**
     * @param location where it sends to; empty: nowhere
     * @param page whether it is HTML
     * @return where a portal sends people to; empty: this is none
     */
    static Optional<String> judge(String host, Sight.Hint hint, int status, String location, boolean page) {
        if (status == LOGIN_REQUIRED) {
            return Optional.of(readable(target(host, location).orElse(host)));
        }
        if (REDIRECTS.contains(status)) {
            return target(host, location).filter(target -> !sameDomain(host, target)).map(PortalSigns::readable);
        }
        return status == 200 && page && hint == Sight.Hint.STRANGER ? Optional.of(host) : Optional.empty();
    }

    private static Optional<String> target(String host, String location) {
        try {
            return Optional.ofNullable(URI.create("http://" + host + "/").resolve(location.strip()).getHost());
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static boolean sameDomain(String host, String target) {
        return domain(host).equals(domain(target));
    }

    /** An address is a domain of its own. */
    private static String domain(String host) {
        String name = host.toLowerCase(Locale.ROOT).replaceFirst("\\.$", "");
        List<String> labels = Arrays.asList(name.split("\\."));
        boolean address = name.matches("[0-9.]+|.*:.*");
        return address ? name : String.join(".", labels.subList(Math.max(0, labels.size() - 2), labels.size()));
    }

    private static String readable(String where) {
        String plain = where.replaceAll("[^\\x21-\\x7e]+", "?");
        return plain.substring(0, Math.min(LONGEST, plain.length()));
    }
}
