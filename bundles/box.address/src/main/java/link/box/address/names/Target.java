package link.box.address.names;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import link.box.api.dns.RecordSet;
import link.box.api.net.LocalAddresses;

/**
 * What a name leads to: an A record, an AAAA record or both. Names are bound to the whole of it, for a record that is added later would
 * be hidden by caches that know there is none.
 *
 * @param ipv4 value of the A record
 * @param ipv6 value of the AAAA record: unique local beside a private IPv4 address, never global
 */
public record Target(Optional<Inet4Address> ipv4, Optional<Inet6Address> ipv6) {
    private static final Pattern LITERAL = Pattern.compile("[0-9a-f:.]{2,45}");

    /** @return empty if none of the addresses can be published: a public IPv4 address is no home's */
    static Optional<Target> of(LocalAddresses addresses) {
        Optional<Inet4Address> ipv4 = addresses.ipv4().filter(Inet4Address::isSiteLocalAddress);
        Optional<Inet6Address> beside = addresses.uniqueLocal();
        return some(new Target(ipv4, ipv4.isEmpty() ? beside.or(addresses::global) : beside));
    }

    /** @return the same for a server that holds A records only */
    Optional<Target> withoutIpv6() {
        return some(new Target(ipv4, Optional.empty()));
    }

    private static Optional<Target> some(Target target) {
        return Optional.of(target).filter(each -> each.ipv4().isPresent() || each.ipv6().isPresent());
    }

    /** @return the label that stands for it, and for nothing else: {@code 192-168-1-20}, {@code fd00-0-0-0-0-0-0-1}, or both joined */
    String label() {
        return toString().replaceAll("[.: ]", "-");
    }

    /** @return what the name has to have, and not to have; at most 63 characters of label make a valid name */
    List<RecordSet> at(String name, Duration ttl) {
        return List.of(new RecordSet(name, RecordSet.Type.A, ttl, ipv4.map(InetAddress::getHostAddress).stream().toList()),
                new RecordSet(name, RecordSet.Type.AAAA, ttl, ipv6.map(Target::text).stream().toList()));
    }

    /** @return what a name has that leads nowhere */
    static List<RecordSet> nothing(String name, Duration ttl) {
        return new Target(Optional.empty(), Optional.empty()).at(name, ttl);
    }

    static Target parse(String text) throws IOException {
        Optional<Inet4Address> ipv4 = Optional.empty();
        Optional<Inet6Address> ipv6 = Optional.empty();
        for (String each : text.split(" ")) {
            InetAddress address = LITERAL.matcher(each).matches() ? InetAddress.getByName(each) : null;
            if (address instanceof Inet4Address four) {
                ipv4 = Optional.of(four);
            } else if (address instanceof Inet6Address six) {
                ipv6 = Optional.of(six);
            } else {
                throw new IOException("not an address: " + each);
            }
        }
        return new Target(ipv4, ipv6);
    }

    /** Of a scoped address, without the scope. */
    private static String text(Inet6Address address) {
        return address.getHostAddress().replaceFirst("%.*", "");
    }

    @Override
    public String toString() {
        return ipv4.map(InetAddress::getHostAddress).map(four -> four + ipv6.map(six -> " " + text(six)).orElse(""))
                .orElseGet(() -> ipv6.map(Target::text).orElse(""));
    }
}
