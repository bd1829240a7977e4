package link.box.pagekite;

/** Settings of {@code link.box.pagekite}. */
@interface PagekiteConfig {
    /** Whether there shall be a tunnel. */
    boolean enabled() default true;

    /** What flies the kite: {@code builtin}, our own client, or {@code process}, the pagekite program. */
    String engine() default "builtin";

    /** The pagekite program, for engine process. */
    String program() default "/usr/bin/pagekite";

    /** The tunnel's frontends, each host:port, commas between; empty: no tunnel. */
    String frontend() default "";

    /** Whether there is TLS around the tunnel, with the frontend's name checked; engine builtin only. */
    boolean frontend_tls() default true;

    /** Whom to believe that it is the frontend: a CA file, a pin, or empty for the system's CAs. */
    String frontend_trust() default "";

    /** Their public addresses, in the same order, for the record of the tunnel's name; empty: those that we reach them by. */
    String frontend_address() default "";

    /** The frontend's public HTTPS port. */
    int frontend_port_outside() default 443;

    /** File whose first line is what we share with the frontend; empty: the Box makes its own and registers it in the zone. */
    String secret_file() default "";

    /** Where the tunnel ends: address. */
    String tunnel_address() default "127.0.0.1";

    /** Where the tunnel ends: port. */
    int tunnel_port() default 9443;
}
