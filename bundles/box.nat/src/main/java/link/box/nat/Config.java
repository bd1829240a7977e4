package link.box.nat;

/** Settings of {@code link.box.nat}. */
@interface Config {
    /** Whether the router is asked. */
    boolean ask() default true;
}
