package link.box.address;

/** Settings of the bundle. */
public @interface Config {
    /** @return the interface to use; empty = the one with the default route */
    String interfaceName() default "";

    /** @return the address to use among those of the Box; empty = the interface's first */
    String address() default "";

    /** @return labels of the mirror names, separated by commas */
    String mirrors() default "a,b,c,d";

    /** @return TTL of the main name and the mirrors, in seconds */
    int ttl() default 60;

    /** @return for how long caches may hold a record all in all, in seconds */
    int hold() default 1800;

    /** @return an address taken as it is, whether the Box has it or not; counts only in a zone under {@code .test} */
    String lab_address() default "";

    /** @return the zone the Box lives in */
    String zone() default "";
}
