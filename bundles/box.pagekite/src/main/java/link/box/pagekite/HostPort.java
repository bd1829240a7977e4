package link.box.pagekite;

/**
 * Where a frontend is.
 *
 * @param host a name or address
 * @param port a TCP port
 */
record HostPort(String host, int port) {
    /** @throws Unusable it is not host:port */
    static HostPort ofFrontend(PagekiteConfig config) throws Unusable {
        String frontend = config.frontend().strip();
        int colon = frontend.lastIndexOf(':');
        if (colon < 1 || !frontend.substring(colon + 1).matches("[1-9][0-9]{0,4}") || Integer.parseInt(frontend.substring(colon + 1)) > 65_535) {
            throw new Unusable("the tunnel's frontend \"" + frontend + "\" is not host:port", "set frontend of link.box.pagekite");
        }
        return new HostPort(frontend.substring(0, colon), Integer.parseInt(frontend.substring(colon + 1)));
    }

    @Override
    public String toString() {
        return host + ":" + port;
    }
}
