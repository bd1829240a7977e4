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

    static Family of(InetAddress address) {
        return address instanceof Inet4Address ? IPV4 : IPV6;
    }

    boolean has(InetAddress address) {
        return of(address) == this;
    }

    @Override
    public String toString() {
        return label;
    }
}
