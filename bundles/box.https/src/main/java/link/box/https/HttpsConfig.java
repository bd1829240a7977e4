package link.box.https;

/** Settings of {@code link.box.https}. */
@interface HttpsConfig {
    /** Local address of the LAN's port. */
    String lan_address() default "0.0.0.0";

    /** TCP port at home. */
    int lan_port() default 443;

    /** Local address of the port without encryption. */
    String http_address() default "0.0.0.0";

    /** TCP port without encryption, which only leads to the others; 0: none. */
    int http_port() default 80;

    /** Local address of the tunnel's port; the tunnel's client runs on this machine. */
    String tunnel_address() default "127.0.0.1";

    /** TCP port that the tunnel leads to. */
    int tunnel_port() default 9443;

    /** What opens the tunnel: {@code builtin} tells where connections come from (PROXY protocol, version 2), {@code process} cannot. */
    String tunnel_engine() default "builtin";

    /** Port in the Box's public URLs at home; 0 if it is {@link #lan_port}. */
    int public_port() default 0;

    /** Largest request body in bytes. */
    long body_max() default 1 << 20;

    /** What of devices strangers may use: {@code <bundle>:/<alias>/<path>}, commas between; with {@code @tunnel} from outside, too. */
    String public_allow() default "";

    /** Symbolic names of device bundles whose pages are of the Box's origin, commas between. */
    String ui_trusted() default "";

    /** Connections that each port keeps at most. */
    int connections_max() default 256;

    /** Count this machine itself as the home network: for a lab, and heeded only in a zone under {@code .test}. */
    boolean lab_loopback() default false;
}
