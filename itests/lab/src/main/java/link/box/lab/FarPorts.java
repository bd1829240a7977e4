package link.box.lab;

import java.io.IOException;

/**
 * Where the far side listens on loopback.
 *
 * @param dns the authoritative server
 * @param resolver the caching resolver, in a lab that has one
 * @param frontend the tunnels' frontend, for tunnels and visitors
 */
record FarPorts(int dns, int zone, int registration, int app, int resolver, int frontend) {
    static FarPorts free() throws IOException {
        int[] ports = Ports.free(6);
        return new FarPorts(ports[0], ports[1], ports[2], ports[3], ports[4], ports[5]);
    }
}
