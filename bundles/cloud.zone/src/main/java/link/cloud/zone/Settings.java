package link.cloud.zone;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import link.cloud.zone.api.Limits;
import link.cloud.zone.dns.Apex;
import org.xbill.DNS.Address;
import org.xbill.DNS.Name;
import org.xbill.DNS.TextParseException;

/** From the settings' text to what the parts need. Throws IllegalArgumentException that says which setting is wrong. */
final class Settings {
    /** What else runs, and reading the zone from disk, need the rest. */
    private static final int HEAP_SHARE = 4;

    private Settings() {
    }

    static String zone(ZoneConfig config) {
        String lower = config.zone().toLowerCase(Locale.ROOT);
        String name = lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
        if (!name.matches("[a-z0-9]([a-z0-9.-]*[a-z0-9])?")) {
            throw new IllegalArgumentException("zone: not a domain name: " + config.zone());
        }
        return name;
    }

    static Apex apex(ZoneConfig config) {
        Name zone = name("zone", zone(config));
        List<Name> servers = new ArrayList<>();
        Map<Name, List<InetAddress>> addresses = new HashMap<>();
        String given = config.nameservers().isBlank() ? "ns1." + zone(config) : config.nameservers();
        for (String server : list(given, ",")) {
            String[] parts = server.split("=", 2);
            Name name = name("nameservers", parts[0]);
            servers.add(name);
            if (parts.length == 2) {
                addresses.computeIfAbsent(name, any -> new ArrayList<>()).add(address("nameservers", parts[1]));
            }
        }
        String hostmaster = config.hostmaster().isBlank() ? "hostmaster@" + zone(config) : config.hostmaster();
        return new Apex(zone, name("hostmaster", hostmaster.replace('@', '.')), servers.stream().distinct().toList(), addresses,
                list(config.caa(), ",").stream().map(Settings::caa).toList(), config.negative_ttl());
    }

    static Limits limits(ZoneConfig config) {
        Set<InetAddress> frontends = new HashSet<>();
        list(config.frontends(), ",").forEach(each -> frontends.add(address("frontends", each)));
        Set<String> names = list(config.frontend_names(), ",").stream().map(each -> name("frontend.names", each))
                .map(each -> each.toString(true).toLowerCase(Locale.ROOT)).collect(Collectors.toSet());
        return new Limits(frontends, names, control(config), config.ids_per_source(), config.ids_max(),
                Runtime.getRuntime().maxMemory() / HEAP_SHARE, config.ttl_min(), config.ttl_max());
    }

    /** What some resolvers withhold would not show whether they pass public addresses. */
    private static Optional<InetAddress> control(ZoneConfig config) {
        if (config.control().isBlank()) {
            return list(config.nameservers(), ",").stream().filter(each -> each.contains("="))
                    .map(each -> address("nameservers", each.split("=", 2)[1])).filter(Public::passes).findFirst();
        }
        InetAddress given = address("control", config.control());
        if (!Public.passes(given)) {
            throw new IllegalArgumentException("control: not a public IPv4 address: " + config.control());
        }
        return Optional.of(given);
    }

    private static List<String> list(String text, String separator) {
        return Arrays.stream(text.split(separator)).map(String::strip).filter(each -> !each.isEmpty()).toList();
    }

    private static String caa(String authority) {
        return "0 issue \"" + name("caa", authority).toString(true) + "\"";
    }

    private static InetAddress address(String setting, String text) {
        byte[] bytes = Address.toByteArray(text.strip(), text.contains(":") ? Address.IPv6 : Address.IPv4);
        try {
            return InetAddress.getByAddress(bytes == null ? new byte[0] : bytes);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(setting + ": not an IP address: " + text, e);
        }
    }

    private static Name name(String setting, String text) {
        try {
            return Name.fromString(text.strip(), Name.root);
        } catch (TextParseException e) {
            throw new IllegalArgumentException(setting + ": not a domain name: " + text, e);
        }
    }
}
