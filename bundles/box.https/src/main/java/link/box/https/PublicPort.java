package link.box.https;

/** The port in the Box's public URLs at home. */
final class PublicPort {
    /** The one that a URL does not name. */
    static final int HTTPS = 443;

    private PublicPort() {
    }

    static int of(HttpsConfig config) {
        return config.public_port() == 0 ? config.lan_port() : config.public_port();
    }
}
