package link.cloud.app;

/**
 * What the page may load and whom it may ask (Content Security Policy level 3).
 *
 * @param registration origin of the registration server
 * @param zone the zone in which Boxes have their names
 */
record Policy(String registration, String zone) {
    /**
     * The wildcard takes in any depth below the zone and any port: a Box answers at its own port at home, at 443 through the tunnel. The
     * way to a Box for the first time is a navigation, which is no matter of connect-src.
     */
    String header() {
        return "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self' " + registration + " "
                + family("v4") + " " + family("v6") + " https://*." + zone + ":*; base-uri 'none'; form-action 'none'; "
                + "frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'";
    }

    /** @return origin of the registration server by one address family alone */
    private String family(String name) {
        return registration.replace("//", "//" + name + ".");
    }
}
