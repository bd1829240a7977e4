package link.cloud.tunnel;

/** Settings; the README says what each is for. */
@interface TunnelConfig {
    /** @return where to listen, {@code host:port} with commas between; empty: there is no frontend here */
    String listen() default "";

    /** @return the frontend's own name, at which TLS ends here; empty: tunnels come without TLS */
    String name() default "";

    /** @return PEM file with the certificate for that name and its issuers */
    String certificate() default "";

    /** @return PEM file with the private key, PKCS #8 */
    String key() default "";

    /** @return the zone of the Boxes */
    String zone() default "box.test";

    /** @return the zone's server, {@code host:port}, which knows each Box's secret; empty: nobody is asked */
    String authority() default "127.0.0.1:53";

    /** @return file with the one secret of clients that have none of their own; empty: there are none */
    String secret_file() default "";

    /** @return below which name kites with that secret may fly; to be set if there is one */
    String secret_zone() default "";

    /** @return tunnels that have flown a kite at most */
    int boxes_max() default 4096;

    /** @return connections of visitors at most */
    int connections_max() default 4096;

    /** @return connections from one IPv4 address or IPv6 /64; four times as many from a /48 */
    int connections_per_source() default 128;

    /** @return streams of one tunnel */
    int streams() default 256;

    /** @return bytes in a second of one tunnel, each way; 0: any */
    long bytes_per_second() default 0;

    /** @return port on loopback that tells numbers to Prometheus; 0: none */
    int metrics_port() default 0;

    /** @return the address that cloud.https listens on; empty: nobody else listens */
    String https_address() default "";

    /** @return its port of the zone API */
    int https_zone_port() default 0;

    /** @return its port of the registration server */
    int https_registration_port() default 0;

    /** @return its port of the app */
    int https_app_port() default 0;

    /** @return how long tunnels may go on when the frontend stops, in seconds: a little more than Boxes' records live */
    int drain() default 75;
}
