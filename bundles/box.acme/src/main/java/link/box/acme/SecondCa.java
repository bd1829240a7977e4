package link.box.acme;

/** Settings of the second CA; see {@link AcmeConfig}. */
@interface SecondCa {
    /** Prefix of its properties. */
    String PREFIX_ = "second.";

    /** URL of its ACME directory; empty: there is none. */
    String directory() default "";

    /** URL of its staging directory. */
    String staging() default "";

    /** Whom to believe to be the CA. */
    String trust() default "";

    /** Which of its profiles to order. */
    String profile() default "";

    /** Common name of an issuer to prefer. */
    String issuer() default "";

    /** File with the external account binding. */
    String eab() default "";
}
