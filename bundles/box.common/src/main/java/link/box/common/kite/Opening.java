package link.box.common.kite;

/**
 * Whose connection a stream carries: headers of its first chunk. Values are as the far end gave them: believe them as far as you believe
 * it.
 *
 * @param proto as in the kite, such as {@code https}
 * @param host the name that was asked for
 * @param port the frontend's port that was asked, or empty
 * @param remoteIp where the connection came from
 * @param remotePort its port there
 */
public record Opening(String proto, String host, String port, String remoteIp, String remotePort) {
    static Opening of(Head head) {
        return new Opening(head.get("Proto"), text(head, "Host"), text(head, "Port"), text(head, "RIP"), text(head, "RPort"));
    }

    private static String text(Head head, String name) {
        String value = head.get(name);
        return value == null ? "" : value;
    }

    String lines() {
        return line("Proto", proto) + line("Host", host) + line("Port", port) + line("RIP", remoteIp) + line("RPort", remotePort);
    }

    private static String line(String name, String value) {
        return name + ": " + value.replaceAll("[^!-~]", "?") + "\r\n";
    }
}
