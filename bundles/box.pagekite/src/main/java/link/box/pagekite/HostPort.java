package link.box.pagekite;

/**
 * Where a frontend is.
 *
 * @param host a name or address
 * @param port a TCP port
 */
record HostPort(String host, int port) {
    private static final int MOST = 65_535;

    /** @throws Unusable it is not host:port */
    static HostPort ofFrontend(PagekiteConfig config) throws Unusable {
        String frontend = config.frontend().strip();
        int colon = frontend.lastIndexOf(':');
        String port = frontend.substring(colon + 1);
        if (colon < 1 || !port.matches("[1-9][0-9]{0,4}") || Integer.parseInt(port) > MOST) {
            throw new Unusable("the tunnel's frontend \"" + frontend + "\" is not host:port", "set frontend of link.box.pagekite");
        }
        return new HostPort(frontend.substring(0, colon), Integer.parseInt(port));
    }

    @Override
    public String toString() {
        return host + ":" + port;
    }
}
