package link.cloud.zone;

/** Settings; the README says what each is for. */
public @interface ZoneConfig {
    /** @return the zone's name */
    String zone() default "box.test";

    /** @return its name servers with commas between; {@code name=address} for one inside the zone; empty: {@code ns1.<zone>} */
    String nameservers() default "";

    /** @return mailbox of who answers for the zone; empty: {@code hostmaster@<zone>} */
    String hostmaster() default "";

    /** @return the CAs that may issue for the zone (RFC 8659), with commas between; empty: any */
    String caa() default "";

    /** @return how long a denial may be kept, in seconds */
    int negative_ttl() default 10;

    /** @return local address of the DNS port */
    String dns_address() default "0.0.0.0";

    /** @return the DNS port, UDP and TCP */
    int dns_port() default 53;

    /** @return addresses of the tunnel's frontends, with commas between */
    String frontends() default "";

    /** @return names of the tunnel's frontends, with commas between */
    String frontend_names() default "";

    /**
     * @return public IPv4 address of the zone's servers that Boxes may point to, in order to test resolvers; empty: the first one in
     *         {@link #nameservers}
     */
    String control() default "";

    /** @return new ids in an hour from one IPv4 address or IPv6 /64; four times as many from a /48 */
    int ids_per_source() default 10;

    /** @return how many ids there may be */
    int ids_max() default 10_000;

    /** @return smallest TTL of a record, in seconds */
    int ttl_min() default 5;

    /** @return largest TTL of a record, in seconds */
    int ttl_max() default 86_400;
}
