package link.box.acme;

/** Settings of {@code link.box.acme}: in general, and of the first CA. */
@interface AcmeConfig {
    /** URL of the first CA's ACME directory. */
    String directory() default "https://acme-v02.api.letsencrypt.org/directory";

    /** URL of its staging directory; empty: none, but for Let's Encrypt, whose is known. */
    String staging() default "";

    /** Whom to believe to be the CA: empty for the system's store, a PEM file, or sha256/ and a key's hash. */
    String trust() default "";

    /** Which of its profiles to order. */
    String profile() default "";

    /** Common name of an issuer to prefer among alternate chains. */
    String issuer() default "";

    /** File with the external account binding. */
    String eab() default "";

    /** Mail address that the CAs may write to. */
    String contact() default "";

    /** Servers that must show the challenge, host:port with commas; empty: those that the DNS names for the zone. */
    String nameservers() default "";

    /** How long to wait for the challenge to show, in seconds. */
    int txt_wait() default 120;

    /** How long to wait after it has shown, in seconds. */
    int txt_margin() default 0;

    /** How long the CA may remember a value that it has seen, in seconds: where the zone holds one value, the second waits for that. */
    int txt_cache() default 60;
}
