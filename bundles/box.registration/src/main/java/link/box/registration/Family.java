package link.box.registration;

import java.net.Inet4Address;
import java.net.InetAddress;

/** Address families. Each is announced, since the app's request may come over either. */
enum Family {
    IPV4("IPv4"), IPV6("IPv6");

    private final String label;

    Family(String label) {
        this.label = label;
    }

    boolean has(InetAddress address) {
        return address instanceof Inet4Address == (this == IPV4);
    }

    @Override
    public String toString() {
        return label;
    }
}
