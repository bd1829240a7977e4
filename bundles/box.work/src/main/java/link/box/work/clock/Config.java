package link.box.work.clock;

/** Settings of the clock. */
@interface Config {
    /** @return who says whether the wall clock is right: ntp, http, or system for nobody */
    String source() default "ntp";

    /** @return for http: https origins, separated by commas */
    String servers() default "";
}
