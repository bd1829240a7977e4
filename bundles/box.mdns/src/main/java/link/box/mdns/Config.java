package link.box.mdns;

/** Settings of {@code link.box.mdns}. */
@interface Config {
    /** Whether the Box is announced on the home network. */
    boolean enabled() default true;

    /** The HTTPS port at home. */
    int port() default 443;

    /** Port in the Box's public URLs at home; 0 if it is {@link #port}. */
    int public_port() default 0;
}
