package link.box.control;

/** Settings of {@code link.box.control}: what is off on purpose, so that nobody is told that it is down. */
@interface ControlConfig {
    /** Whether there shall be a tunnel. */
    boolean tunnel_enabled() default true;

    /** The tunnel's frontends; empty: no tunnel. */
    String tunnel_frontend() default "";
}
